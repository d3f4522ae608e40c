"""What a disk refuses, said as a known error; and writes that are on the disk when they return."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from observer.model.errors import LibraryReadOnly
from observer.session.layout import PARTIAL_SUFFIX

_FULL = {errno.ENOSPC, errno.EDQUOT}
_TOO_LARGE = {errno.EFBIG}  # a file past what the disk's format allows, 4 GB on FAT
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
# The disk itself fails, was pulled out, or its file system has given up after an error.
_FAILED = {errno.EIO, errno.ENXIO, errno.ENODEV, errno.EREMOTEIO, errno.ESTALE, errno.EUCLEAN}


@contextmanager
def disk_errors(place: Path) -> Iterator[None]:
    """Turn a full, forbidden, failing or vanished disk into LibraryReadOnly; others pass."""
    try:
        yield
    except OSError as error:
        known = _known_error(error, place)
        if known is None:
            raise
        raise known from error


def _known_error(error: OSError, place: Path) -> LibraryReadOnly | None:
    if error.errno in _FULL:
        return LibraryReadOnly(
            f"The disk that holds {place} is full",
            "Free some space on it or choose a library on another disk; "
            "what was recorded until here is kept",
        )
    if error.errno in _TOO_LARGE:
        return LibraryReadOnly(
            f"The disk that holds {place} takes no larger file",
            "Choose a library on another disk; what was recorded until here is kept",
        )
    if error.errno in _FORBIDDEN:
        return LibraryReadOnly(
            f"{place} cannot be written",
            "Give yourself the right to write there, or choose another library folder",
        )
    if error.errno in _FAILED:
        return LibraryReadOnly(
            f"The disk that holds {place} fails ({error.strerror})",
            "Check the disk and its cable or choose a library on another disk; "
            "what was saved until here is kept, run: observer repair",
        )
    if not place.exists():  # unplugged, renamed or removed while it was written to
        return LibraryReadOnly(
            f"{place} can no longer be reached",
            "Bring it back to where it was, then run: observer repair",
        )
    return None


def sync_folder(folder: Path) -> None:
    """Put the folder's own list of names on the disk, so that a rename outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes) -> None:
    """Write a whole file so that a crash at any moment leaves the old one or the new one.

    Raises OSError; wrap it in `disk_errors`.
    """
    partial = path.with_name(path.name + PARTIAL_SUFFIX)
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def write_all(descriptor: int, content: bytes) -> None:
    """Hand every byte to the system; after it, only a power cut can lose them. Raises OSError."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def write_all_at(descriptor: int, content: bytes, offset: int) -> None:
    """The same for a place of the file, wherever the last write ended. Raises OSError."""
    view = memoryview(content)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
