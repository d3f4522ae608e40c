"""The one place where SQLite's known failures become sentences with a remedy."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from observer.model.errors import LibraryError, LibraryReadOnly

_LEAST_FREE_BYTES = 1 << 20
"""Below this a failed write is a full disk: the write-ahead log's index alone grows by 32 KiB."""


@contextmanager
def known_failures(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file at `path` into LibraryError or LibraryReadOnly.

    A broken constraint or a wrong statement is a defect and passes through as it is.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _explain(error, path)
        if known is None:
            raise
        raise known from error


def read_only(folder: Path) -> LibraryReadOnly:
    """The error for a library folder that cannot be written."""
    return LibraryReadOnly(
        f"The library in {folder} cannot be written",
        "Give yourself the right to write there, or choose another library folder",
    )


def full_disk(folder: Path) -> LibraryReadOnly:
    """The error for a library on a full disk."""
    return LibraryReadOnly(
        f"The disk that holds the library in {folder} is full",
        "Free some space on it and try again; nothing that was saved is lost",
    )


def _explain(error: sqlite3.DatabaseError, path: Path) -> LibraryError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF  # the upper bits only refine the primary code
    disk_may_be_full = primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
    if primary == sqlite3.SQLITE_FULL or (disk_may_be_full and _is_full(path.parent)):
        return full_disk(path.parent)
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return read_only(path.parent)
    return _explain_file(error, primary, path)


def _explain_file(error: sqlite3.DatabaseError, primary: int, path: Path) -> LibraryError | None:
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return LibraryError(
            f"The database {path} is damaged",
            f"Put a copy ({path.name}.before-… or your backup) in its place, or move it away:"
            " the recordings stay in their folders and are listed again",
        )
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(
            f"Another program keeps the database {path} busy", "Close it, or try again in a moment"
        )
    if primary == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"The disk failed while the database {path} was in use ({error})",
            "Check the disk and its cable or network, then try again",
        )
    return None


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_FREE_BYTES
    except OSError:
        return False  # the folder itself is gone: another remedy applies
