"""Session folders in a library: made, listed, found, and locked while one is recorded."""

import fcntl
import os
import time
from datetime import date
from pathlib import Path
from types import TracebackType

from observer.model.errors import SessionBusy, SessionDamaged, SessionNotFound
from observer.model.identity import folder_name
from observer.model.manifest import Manifest, SessionState
from observer.session.disk import disk_errors, sync_folder
from observer.session.layout import (
    DAMAGED_SUFFIX,
    LOCK_FILE,
    MANIFEST_FILE,
    MEDIA_FILE,
    recording_files,
)
from observer.session.manifest_file import read_manifest

_SHORTEST_PREFIX = 4  # as many letters of the id as a folder's name shows
_SIGNS = (MANIFEST_FILE, MEDIA_FILE, MANIFEST_FILE + DAMAGED_SUFFIX)
# Someone who only asks whether a session is being recorded holds its lock for a moment.
_PATIENCE_S = 0.2


def create_folder(library: Path, study: str, participant: str, session_id: str, day: date) -> Path:
    """Make the session's empty folder, and the library's where there is none yet.

    Raises LibraryReadOnly where the library cannot be written.
    """
    name = folder_name(day, study, participant, session_id)
    with disk_errors(library):
        library.mkdir(parents=True, exist_ok=True)
        folder = library / name
        try:
            folder.mkdir()
        except FileExistsError:  # another session whose id begins alike
            folder = library / (name + session_id[_SHORTEST_PREFIX:])
            folder.mkdir()
        sync_folder(library)
    return folder


def is_session_folder(folder: Path) -> bool:
    """Whether the folder holds a session, be it damaged."""
    return any((folder / sign).is_file() for sign in _SIGNS) or bool(recording_files(folder))


def list_folders(library: Path) -> list[Path]:
    """The library's session folders, oldest first."""
    if not library.is_dir():
        return []
    folders = [path for path in library.iterdir() if path.is_dir() and is_session_folder(path)]
    return sorted(folders, key=_age)


def find_folder(library: Path, text: str) -> Path:
    """The folder a person means: by path, folder name, id, or an id's first letters (4 at least).

    Raises SessionNotFound where none answers to it, or more than one does.
    """
    if not text:
        raise _not_found(text, library)
    for path in (Path(text), library / text):
        if path.is_dir() and is_session_folder(path):
            return path
    if len(text) >= _SHORTEST_PREFIX:
        folders = list_folders(library)
        code = text[:_SHORTEST_PREFIX]
        likely = [path for path in folders if path.name.rpartition("-")[2].startswith(code)]
        # A renamed or copied folder no longer ends with its id's letters: then each is asked.
        found = _answering(likely, text) or _answering(folders, text)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(path.name for path in found[:5])
            raise SessionNotFound(f"“{text}” may mean {names}", "Give more letters of the id")
    raise _not_found(text, library)


def session_state(folder: Path, manifest: Manifest) -> SessionState:
    """Where the session stands: a recording one that nobody holds any more was interrupted."""
    if manifest.state is SessionState.CLOSED:
        return SessionState.CLOSED
    return SessionState.RECORDING if SessionLock(folder).is_held() else SessionState.INTERRUPTED


class SessionLock:
    """Says that this process records (or mends) the session; the system lets go if it dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / LOCK_FILE
        self._descriptor = -1

    def acquire(self) -> None:
        """Take the session. Raises SessionBusy where another holds it, LibraryReadOnly."""
        with disk_errors(self._folder):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        give_up = time.monotonic() + _PATIENCE_S
        while not _try_lock(descriptor):
            if time.monotonic() > give_up:
                os.close(descriptor)
                raise self._busy()
            time.sleep(0.01)
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; harmless where nothing is held."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def is_held(self) -> bool:
        """Whether anyone, this process included, holds the session."""
        if self._descriptor >= 0:
            return True
        try:
            descriptor = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return not _try_lock(descriptor)
        finally:
            os.close(descriptor)

    def refuse_if_held(self) -> None:
        """Raise SessionBusy where another process records the session."""
        if self.is_held():
            raise self._busy()

    def __enter__(self) -> "SessionLock":
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def _busy(self) -> SessionBusy:
        return SessionBusy(
            f"Another process records {self._folder.name}",
            "Stop that recording first, or wait until it has closed",
        )


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _age(folder: Path) -> tuple[str, float, str]:
    """The name's date, then when recording began: the lock is made first and never written."""
    lock = folder / LOCK_FILE
    began = lock.stat().st_mtime if lock.exists() else folder.stat().st_mtime
    return folder.name[: len("2026-11-21")], began, folder.name


def _answering(folders: list[Path], text: str) -> list[Path]:
    found = []
    for folder in folders:
        try:
            session_id = read_manifest(folder).id
        except (SessionDamaged, SessionNotFound):
            session_id = folder.name.rpartition("-")[2]  # all that is known until it is repaired
            if text.startswith(session_id) or session_id.startswith(text):
                found.append(folder)
            continue
        if session_id == text:
            return [folder]
        if session_id.startswith(text):
            found.append(folder)
    return found


def _not_found(text: str, library: Path) -> SessionNotFound:
    return SessionNotFound(
        f"No session in {library} answers to “{text}”",
        "“observer sessions” lists the ids; the first four letters of one are enough",
    )
