"""What an erasure will take, found out before anybody agrees to it. Nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from observer.database.library import DATABASE_NAME, Library
from observer.database.rows import SessionRow
from observer.database.traces import Trace
from observer.intake.erasure.belongings import (
    database_copies,
    files_under,
    packs,
    session_folders,
    unreadable_folders,
)
from observer.intake.erasure.note import ErasureNote, unfinished
from observer.intake.landing import refresh_index
from observer.model.errors import LibraryError, SessionBusy, SessionDamaged, SessionNotFound
from observer.model.identity import new_id
from observer.model.reel import ExportNote
from observer.session.folder import SessionLock


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What goes, for people to read, and the note that says the same to the erasure.

    `rows` counts what was said by its table. `findings` are the names of those that lose all their
    moments, `reels` the titles of those that lose clips. `begun` says that a former erasure was cut
    short; then the figures are what is left of it.
    """

    note: ErasureNote
    sessions: tuple[SessionRow, ...]
    rows: dict[str, int]
    bytes: int
    copies: int
    findings: tuple[str, ...]
    reels: tuple[str, ...]
    begun: bool = False

    @property
    def exports(self) -> tuple[ExportNote, ...]:
        """The files that left the library, which no erasure reaches."""
        return self.note.exports


def plan_participant(library: Library, root: Path, code: str, study: str = "") -> ErasurePlan:
    """Everything of one participant. Of one that a killed erasure has begun with, the rest.

    Raises LibraryError where there is no such participant, or several studies have one and none is
    named; SessionBusy while one of the sessions is recorded; SessionDamaged where a folder named
    after the participant does not say whose it is.
    """
    code = code.strip()
    for note in unfinished(root):
        if note.participant == code and study in ("", note.study):
            return _resumed(library, root, note)
    report = refresh_index(library, root)
    study = _study_of(library, code, study)
    if damaged := unreadable_folders(root, code):
        raise SessionDamaged(
            f"{damaged[0].name} may be of {code}, and cannot be read",
            f"Run “observer repair {damaged[0].name}”, or remove that folder; then erase again",
        )
    sessions = [row for row in report.rows if (row.study, row.participant) == (study, code)]
    return _plan(library, root, study, code, sessions)


def plan_sessions(library: Library, root: Path, session_ids: Sequence[str]) -> ErasurePlan:
    """Everything of some sessions, and of participants that have no others.

    Raises SessionNotFound, SessionBusy.
    """
    wanted = set(session_ids)
    for note in unfinished(root):
        if wanted and wanted <= set(note.session_ids):
            return _resumed(library, root, note)
    rows = [row for row in refresh_index(library, root).rows if row.id in wanted]
    if not rows or len(rows) != len(wanted):
        raise SessionNotFound(
            "The library does not hold all of these sessions", "Look at the list of sessions again"
        )
    studies = ", ".join(sorted({row.study for row in rows}))
    return _plan(library, root, studies, "", rows)


def plan_unfinished(library: Library, root: Path, note_id: str) -> ErasurePlan:
    """The rest of an erasure that was cut short. Raises LibraryError where it is done meanwhile."""
    for note in unfinished(root):
        if note.id == note_id:
            return _resumed(library, root, note)
    raise LibraryError("This erasure is finished", "There is nothing left to do")


def _study_of(library: Library, code: str, study: str) -> str:
    found = library.studies_of_participant(code)
    if study:
        known = library.study_by_name(study)
        study = known.name if known else study
        if study not in found:
            raise LibraryError(
                f"The study “{study}” has no participant {code}",
                "“observer sessions” lists the participants of every study",
            )
        return study
    if not found:
        raise LibraryError(
            f"There is no participant {code}", "“observer sessions” lists those that are there"
        )
    if len(found) > 1:
        names = ", ".join(f"“{name}”" for name in found)
        raise LibraryError(
            f"There is a participant {code} in each of {names}", "Say which with --study NAME"
        )
    return found[0]


def _plan(
    library: Library, root: Path, study: str, code: str, sessions: Sequence[SessionRow]
) -> ErasurePlan:
    ids = tuple(row.id for row in sessions)
    folders = session_folders(root, ids, {row.folder for row in sessions})
    for name in folders:
        if SessionLock(root / name).is_held():
            raise SessionBusy(
                f"{name} is being recorded or repaired",
                f"Stop it first (observer stop {name}), then erase again",
            )
    exports = [note for session_id in ids for note in library.exports(session_id)]
    inside = sorted({note.path for note in exports if _lies_in(root, note.path)})
    skip = [root / name for name in folders]
    files = [*packs(root, ids, skip), *(str(Path(path).relative_to(root)) for path in inside)]
    traces = library.traces_of(ids)
    traces += [Trace("folder", Path(name).name, own=True) for name in folders]
    traces += [Trace("participant", code)] if code else []
    note = ErasureNote(
        id=new_id(),
        study=study,
        participant=code,
        session_ids=ids,
        folders=tuple(folders),
        files=tuple(dict.fromkeys(files)),
        traces=tuple({trace.text: trace for trace in reversed(traces)}.values()),
        exports=tuple(one for one in exports if one.path not in inside),
    )
    return _described(library, root, note, sessions)


def _resumed(library: Library, root: Path, note: ErasureNote) -> ErasurePlan:
    there = library.sessions_of(note.session_ids)
    return _described(library, root, note, there, begun=True)


def _described(
    library: Library,
    root: Path,
    note: ErasureNote,
    sessions: Sequence[SessionRow],
    *,
    begun: bool = False,
) -> ErasurePlan:
    ids = [row.id for row in sessions]
    paths = [path for name in note.folders for path in files_under(root / name)]
    paths += [root / name for name in note.files if (root / name).is_file()]
    return ErasurePlan(
        note=note,
        sessions=tuple(sessions),
        rows=library.row_counts(ids),
        bytes=sum(path.stat().st_size for path in paths),
        copies=len(database_copies(root)),
        findings=tuple(_emptied_findings(library, set(ids))),
        reels=tuple(reel.title for reel in library.reels() if set(ids) & set(reel.session_ids)),
        begun=begun,
    )


def _emptied_findings(library: Library, session_ids: set[str]) -> list[str]:
    """The findings whose moments are all in these sessions: their names stay, without any."""
    emptied = []
    for study in library.study_list():
        moments = library.study_annotations(study.id)
        mine = {said.finding_id for one in session_ids for said in moments.get(one, ())}
        others = {
            said.finding_id
            for one, all_said in moments.items()
            if one not in session_ids
            for said in all_said
        }
        emptied += [one.name for one in library.findings(study.id) if one.id in mine - others]
    return emptied


def _lies_in(root: Path, path: str) -> bool:
    """Whether an exported file lies in the library's folder; never the database itself."""
    place = Path(path)
    return (
        place.is_file()
        and ".." not in place.parts
        and place.is_relative_to(root)
        and not place.name.startswith(DATABASE_NAME)
    )
