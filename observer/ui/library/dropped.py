"""Which of the dropped files the library can take in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl

from observer.intake.travel.form import PACK_SUFFIX
from observer.ui.library.import_dialog import VIDEO_ENDINGS


def file_of(urls: Sequence[QUrl]) -> Path | None:
    """The first that can be imported or unpacked."""
    files = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return next((one for one in files if one.suffix.lower() in VIDEO_ENDINGS or is_pack(one)), None)


def is_pack(file: Path) -> bool:
    """Whether it is a packed session, by its name."""
    return file.suffix.lower() == PACK_SUFFIX
