"""A file that appears under its name only when it is whole and on the disk."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from observer.model.errors import ExportError
from observer.session.disk import sync_folder

PARTIAL_SUFFIX = ".clip-partial"
"""Ends the hidden name of a file that is still being written."""


@contextmanager
def finished_file(out: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Yields where to write; on leaving without an error the file gets its name.

    Its folder is made where there is none, and rid of what killed exports left there. Raises
    ExportError where the name is taken or the folder cannot be written.
    """
    if out.exists() and not overwrite:
        raise ExportError(f"{out} is there already", "Choose another name, or remove that file")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        sweep_partials(out.parent)
        partial, lock = _claim(out)
        try:
            yield partial
            _put_on_disk(partial)
            partial.replace(out)
            sync_folder(out.parent)
        finally:
            partial.unlink(missing_ok=True)
            os.close(lock)
    except OSError as error:
        raise ExportError(
            f"{out} cannot be written ({error.strerror})", "Choose a folder with room and rights"
        ) from error


def sweep_partials(folder: Path) -> list[Path]:
    """Remove what exports that were killed left in a folder; says what that was.

    A file that is being written is locked by its process, and stays. Raises OSError.
    """
    return [path for path in sorted(folder.glob(f".*{PARTIAL_SUFFIX}")) if _swept(path)]


def _swept(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False  # another export has just finished or swept it
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _claim(out: Path) -> tuple[Path, int]:
    """A hidden empty file beside `out`, and the descriptor that holds its lock."""
    while True:
        partial = out.with_name(f".{out.name}.{secrets.token_hex(3)}{PARTIAL_SUFFIX}")
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if partial.exists():  # else another export swept it before it was locked
            return partial, descriptor
        os.close(descriptor)


def _put_on_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
