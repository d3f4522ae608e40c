"""A little room kept free, so that a session on a full disk can still be closed."""

import os
from pathlib import Path

_FILE = ".reserve"
# A manifest is some kilobytes; this holds the last marks and a file system's own blocks besides.
_BYTES = 64 * 1024


def take_reserve(folder: Path) -> None:
    """Occupy the room. Raises OSError where even this does not fit."""
    descriptor = os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        os.posix_fallocate(descriptor, 0, _BYTES)
    finally:
        os.close(descriptor)


def release_reserve(folder: Path) -> None:
    """Give the room to whatever is written next."""
    (folder / _FILE).unlink(missing_ok=True)
