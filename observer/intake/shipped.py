"""Files that come with Observer and are not code: where they are, however it was installed."""

import sysconfig
from pathlib import Path


def shipped_files(kind: str, pattern: str) -> list[Path]:
    """The files of one folder of `assets`, by name; none where they were not installed.

    pyproject.toml puts each kind under `share/observer`.
    """
    installed = Path("share") / "observer" / kind
    folders = (
        Path(__file__).resolve().parents[2] / "assets" / kind,  # checkout, packaged
        Path(sysconfig.get_path("data")) / installed,
        Path(sysconfig.get_path("data", sysconfig.get_preferred_scheme("user"))) / installed,
    )
    for folder in folders:
        if found := sorted(folder.glob(pattern)):
            return found
    return []


def shipped_folder(kind: str, in_checkout: Path) -> Path | None:
    """A whole folder that comes with Observer; None where it was not installed.

    In a checkout it lies at a place of its own, relative to the checkout.
    """
    installed = Path("share") / "observer" / kind
    folders = (
        Path(__file__).resolve().parents[2] / in_checkout,  # checkout, packaged
        Path(sysconfig.get_path("data")) / installed,
        Path(sysconfig.get_path("data", sysconfig.get_preferred_scheme("user"))) / installed,
    )
    return next((folder for folder in folders if folder.is_dir() and any(folder.iterdir())), None)
