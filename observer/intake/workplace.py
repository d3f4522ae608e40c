"""A session folder in the making: out of sight until it is whole, gone if it never becomes so."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from observer.session.disk import disk_errors, sync_folder
from observer.session.folder import SessionLock

WORKPLACE = ".importing"
"""A folder of the library; nothing inside it is listed as a session."""


@contextmanager
def working_folder(root: Path, session_id: str) -> Iterator[Path]:
    """A folder to build a session in, removed afterwards unless it was moved to its place.

    Raises LibraryReadOnly where the library cannot be written.
    """
    workplace = root / WORKPLACE
    with disk_errors(root):
        _sweep(workplace)
        folder = workplace / session_id
        folder.mkdir(parents=True)
        try:
            with SessionLock(folder):  # tells another import that this one is alive
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # another import is at work there
                workplace.rmdir()


def move_into_place(folder: Path, place: Path) -> None:
    """Give the finished folder its name, in one step that a crash cannot halve."""
    sync_folder(folder)
    folder.rename(place)
    sync_folder(place.parent)


def _sweep(workplace: Path) -> None:
    """Remove what an import left that was killed."""
    if not workplace.is_dir():
        return
    for folder in workplace.iterdir():
        if not SessionLock(folder).is_held():
            shutil.rmtree(folder, ignore_errors=True)
