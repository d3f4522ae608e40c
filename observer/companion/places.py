"""Where a session's companion can be asked, and where it logs."""

from pathlib import Path

from observer.recorder import endpoint


def control_path(session_id: str) -> Path:
    """The control channel's socket, in a folder that only this user can enter.

    Raises RecorderError where no such folder can be had.
    """
    return endpoint.socket_path(f"{session_id}-page")


def log_path() -> Path:
    """Where the companion writes what a developer will want to read; no token is in it."""
    return endpoint.log_path().with_name("companion.log")
