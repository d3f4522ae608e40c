"""What is being erased, written down before it begins: a killed erasure goes on from it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from observer.database.traces import Trace
from observer.model.errors import LibraryError, ObserverError
from observer.model.reel import ExportNote
from observer.session.disk import disk_errors, replace_file, sync_folder
from observer.session.layout import PARTIAL_SUFFIX

_PREFIX = ".erasing-"
_NOTE_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class ErasureNote:
    """Everything that has to be known to finish, long after the rows that told it have gone.

    `participant` is empty where single sessions are erased. `folders` and `files` are names inside
    the library's folder.
    """

    id: str
    study: str
    participant: str
    session_ids: tuple[str, ...]
    folders: tuple[str, ...]
    files: tuple[str, ...]
    traces: tuple[Trace, ...]
    exports: tuple[ExportNote, ...]

    @property
    def who(self) -> str:
        """The participant's code, or how many sessions, for people to read."""
        if self.participant:
            return self.participant
        count = len(self.session_ids)
        return f"{count} session{'' if count == 1 else 's'}"


class ErasureUnfinished(LibraryError):
    """An erasure was cut short; `note_id` says which."""

    def __init__(self, message: str, remedy: str, note_id: str) -> None:
        super().__init__(message, remedy)
        self.note_id = note_id


def note_path(root: Path, note_id: str) -> Path:
    """Where the note lies."""
    return root / f"{_PREFIX}{note_id}{_NOTE_SUFFIX}"


def bin_path(root: Path, note_id: str) -> Path:
    """The folder into which session folders are moved at once, to be deleted in peace."""
    return root / f"{_PREFIX}{note_id}"


@contextmanager
def holding_note(root: Path, note: ErasureNote) -> Iterator[None]:
    """Put the note on the disk unless it is there, and keep others from doing the same work.

    Raises LibraryReadOnly, and LibraryError while another process erases what it names.
    """
    path = note_path(root, note.id)
    with disk_errors(root):
        if not path.exists():
            replace_file(path, msgspec.json.encode(note))
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LibraryError(
                    f"{note.who} is being erased at this moment",
                    "Wait until that is done, then look at the list of sessions",
                ) from None
            yield


def half_notes(root: Path) -> list[Path]:
    """What is left of notes that were never whole; they name a participant all the same."""
    return sorted(root.glob(f"{_PREFIX}*{_NOTE_SUFFIX}{PARTIAL_SUFFIX}"))


def remove_note(root: Path, note: ErasureNote) -> None:
    """It is all done."""
    with disk_errors(root):
        note_path(root, note.id).unlink(missing_ok=True)
        sync_folder(root)


def unfinished(root: Path) -> list[ErasureNote]:
    """The erasures that were begun and not proven yet. Raises LibraryError for a damaged note."""
    found = []
    for path in sorted(root.glob(f"{_PREFIX}*{_NOTE_SUFFIX}")):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=ErasureNote))
        except FileNotFoundError:  # finished this moment
            continue
        except msgspec.MsgspecError as error:
            raise LibraryError(
                f"{path} cannot be read: it says what was being erased",
                "Remove that file, then erase the participant again",
            ) from error
    return found


def unfinished_problems(root: Path) -> list[ObserverError]:
    """A sentence for each erasure that somebody has to finish: nobody is at it."""
    problems: list[ObserverError] = []
    try:
        notes = unfinished(root)
    except LibraryError as damaged:
        return [damaged]
    for note in notes:
        again = f"observer erase {note.participant}" if note.participant else "observer retention"
        if not _is_held(note_path(root, note.id)):
            problems.append(
                ErasureUnfinished(
                    f"The erasing of {note.who} in “{note.study}” is not finished",
                    f"Erase once more ({again}): it goes on from where it was",
                    note.id,
                )
            )
    return problems


def _is_held(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:  # finished this moment
        return True
    return False
