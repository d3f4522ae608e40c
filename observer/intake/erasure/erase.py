"""Erasing for good, step by step, each of which may be done again after a crash."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from observer.database.erasure import scrub_copy
from observer.database.library import Library
from observer.intake.erasure.belongings import database_copies, packs, session_folders
from observer.intake.erasure.elsewhere import (
    clean_log,
    clean_settings,
    log_files,
    settings_file,
)
from observer.intake.erasure.looking import Left, Proof, prove
from observer.intake.erasure.note import (
    ErasureNote,
    bin_path,
    half_notes,
    holding_note,
    note_path,
    remove_note,
)
from observer.model.errors import LibraryError
from observer.model.identity import new_id
from observer.session.disk import disk_errors, sync_folder
from observer.session.folder import SessionLock


class Step(StrEnum):
    """What is being done."""

    RECORDINGS = "deleting the recordings"
    SAID = "taking out what was said"
    COPIES = "cleaning older copies of the database"
    INDEX = "making the database and its search anew"
    PROOF = "looking for what is left"


Tell = Callable[[Step, float], None]
"""Called with the step and the share of the whole that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What Observer keeps outside the library and may name a session."""

    logs: tuple[Path, ...] = field(default_factory=lambda: tuple(log_files()))
    settings: Path = field(default_factory=settings_file)


def erase(
    library: Library,
    root: Path,
    note: ErasureNote,
    elsewhere: Elsewhere | None = None,
    tell: Tell = lambda _step, _done: None,
) -> Proof:
    """Erase what the note names, then look for it everywhere. It cannot be taken back.

    The note lies in the library from the first step until a search finds nothing: killed at any
    moment, the same call goes on. Raises SessionBusy, before anything is touched, while one of the
    sessions is recorded; LibraryReadOnly, LibraryError.
    """
    elsewhere = elsewhere or Elsewhere()
    with ExitStack() as locks:
        for name in note.folders:
            if (root / name).is_dir():
                locks.enter_context(SessionLock(root / name))
        locks.enter_context(holding_note(root, note))
        tell(Step.RECORDINGS, 0.0)
        _delete_folders(root, note)
        _delete_files(root, note)
        _clean_databases(library, root, note, tell)
        for path in elsewhere.logs:
            clean_log(path, note.traces, note.participant)
        clean_settings(elsewhere.settings, note.session_ids, note.participant)
        _catch_up(library, root, note)
        return _prove(library, root, note, elsewhere, tell)


def _clean_databases(library: Library, root: Path, note: ErasureNote, tell: Tell) -> None:
    tell(Step.SAID, 0.1)
    who = _participants(note)
    library.erase_rows(note.session_ids, who)
    for copy in database_copies(root):
        tell(Step.COPIES, 0.15)
        _clean_copy(copy, note, who)
    tell(Step.INDEX, 0.2)
    library.scrub()


def _prove(
    library: Library, root: Path, note: ErasureNote, elsewhere: Elsewhere, tell: Tell
) -> Proof:
    proof = prove(
        library,
        root,
        note.traces,
        (*elsewhere.logs, elsewhere.settings),
        {note_path(root, note.id), *_shipped(root)},
        lambda done: tell(Step.PROOF, 0.3 + 0.7 * done),
    )
    if proof.holds:
        remove_note(root, note)
    if not note.participant:
        return proof
    named = library.mentions(note.study, note.participant)
    folders = {row.id: row.folder for row in library.sessions_of([where for _, where in named])}
    mentions = tuple(Left(folders.get(where, f"“{where}”"), what) for what, where in named)
    return replace(proof, mentions=mentions)


def _participants(note: ErasureNote) -> list[tuple[str, str]]:
    return [(note.study, note.participant)] if note.participant else []


def _delete_folders(root: Path, note: ErasureNote) -> None:
    """Out of the library in one step each, so that nobody lists half a session; then for good."""
    rubbish = bin_path(root, note.id)
    with disk_errors(root):
        rubbish.mkdir(exist_ok=True)
        for name in note.folders:
            if (root / name).is_dir():
                (root / name).rename(rubbish / new_id())
        sync_folder(root)
        shutil.rmtree(rubbish)
        sync_folder(root)


def _delete_files(root: Path, note: ErasureNote) -> None:
    with disk_errors(root):
        for name in note.files:
            (root / name).unlink(missing_ok=True)
        for half in half_notes(root):  # of an erasure that was killed before it began
            half.unlink(missing_ok=True)
        sync_folder(root)


def _clean_copy(copy: Path, note: ErasureNote, who: list[tuple[str, str]]) -> None:
    """Take the sessions out of a copy; one that cannot be read as a database goes altogether."""
    try:
        scrub_copy(copy, note.session_ids, who)
    except LibraryError:
        for ending in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _catch_up(library: Library, root: Path, note: ErasureNote) -> None:
    """A window that read a folder just before it went, or an import, may have put it back."""
    folders = session_folders(root, note.session_ids, note.folders)
    files = packs(root, note.session_ids, ())
    if folders or files or library.sessions_of(note.session_ids):
        again = ErasureNote(
            note.id,
            note.study,
            note.participant,
            note.session_ids,
            tuple(folders),
            tuple(files),
            note.traces,
            note.exports,
        )
        _delete_folders(root, again)
        _delete_files(root, again)
        library.erase_rows(note.session_ids, _participants(note))
        library.scrub()


def _shipped(root: Path) -> set[Path]:
    """The example that comes with Observer, where the library is the checkout's own."""
    from observer.intake.shipped import shipped_folder

    example = shipped_folder("example", Path("sessions") / "example")
    return {example} if example is not None and example.parent == root else set()
