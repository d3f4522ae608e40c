"""Which folder is the library: asked for, set in the environment, a checkout's, or the user's."""

import os
from pathlib import Path

import platformdirs


def library_root(explicit: Path | None = None) -> Path:
    """The library's folder as an absolute path; it need not exist yet.

    In order: the one asked for, OBSERVER_LIBRARY, `sessions/` in a checkout of Observer, the
    platform's folder for a user's data.
    """
    if explicit is not None:
        return explicit.expanduser().absolute()
    named = os.environ.get("OBSERVER_LIBRARY")
    if named:
        return Path(named).expanduser().absolute()
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "sessions").is_dir():
        return checkout / "sessions"
    return Path(platformdirs.user_data_dir("observer")) / "sessions"
