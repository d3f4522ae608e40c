"""From sessions to files in other tools' formats: gathered, written whole, and noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.export.document import Document, said_once, save_document
from observer.export.drafts.draft import issue_drafts
from observer.export.drafts.files import save_drafts, step_reader
from observer.export.exchange.boris import boris_project
from observer.export.leaving.format_names import (
    CAPTION_FORMATS,
    DRAFT_FORMATS,
    ONE_SESSION_FORMATS,
    SUFFIXES,
    TABLE_FORMATS,
)
from observer.export.leaving.formats import write_one, write_tables
from observer.export.leaving.session import LeavingSession, leaving_session
from observer.intake.effort import measure_efforts
from observer.model.errors import Cancelled
from observer.model.identity import slug


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is asked for. `out` is a file; a folder for drafts, and for a file of each session.

    `content` is one of CONTENTS where the format takes several; `moments` are the ids of those
    that drafts are of, all problems where there is none; `clips` lie beside drafts; `bom` begins a
    CSV with the mark by which Excel knows UTF-8.
    """

    kind: str
    out: Path
    content: str | None = None
    moments: tuple[str, ...] = ()
    clips: bool = False
    bom: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """The files, and in plain sentences what was kept back or has no place in the format."""

    files: tuple[Path, ...]
    told: tuple[str, ...]


def gather_sessions(
    library: Library, session_ids: Sequence[str], cancelled: Callable[[], bool] = lambda: False
) -> list[LeavingSession]:
    """Sessions as they may leave, with what their attempts took measured.

    Raises Cancelled, and what `leaving_session` raises.
    """
    measure_efforts(library, library.folder, only=frozenset(session_ids), cancelled=cancelled)
    gathered = []
    for session_id in session_ids:
        _stop_where(cancelled)
        gathered.append(leaving_session(library, library.folder, session_id))
    return gathered


def export_sessions(
    library: Library,
    sessions: Sequence[LeavingSession],
    order: ExportOrder,
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write sessions in one format, and note it for each session in the library.

    A format that tells of one session is written once for each, as files in the folder `out`
    where there are several. Raises ExportError, LibraryError, Cancelled, and what making a clip
    raises.
    """
    if order.kind in DRAFT_FORMATS:
        return _export_drafts(library, sessions, order, progress, cancelled)
    pages: dict[Path, tuple[Document, Sequence[LeavingSession]]] = {}
    if order.kind in ONE_SESSION_FORMATS and len(sessions) > 1:
        for place, session in enumerate(sessions):
            _stop_where(cancelled)
            progress(place / len(sessions))
            path = _own_path(order, session.row, list(pages))
            pages[path] = (_document([session], library.folder, order), [session])
    else:
        pages[order.out] = (_document(sessions, library.folder, order), sessions)
    _stop_where(cancelled)
    for path, (document, told) in pages.items():
        save_document(document, path, overwrite=order.overwrite)
        _note(library, told, path, order.kind)
    losses = [line for document, _ in pages.values() for line in document.losses]
    return Exported(tuple(pages), _told(sessions, losses))


def suggested_name(rows: Sequence[SessionRow], kind: str, content: str | None) -> str:
    """`checkout-P01-moments.csv`: of one session, or without the participant of a study.

    Of a folder where drafts are wanted, or a file of each of several sessions.
    """
    parts = [slug(rows[0].study).lower()]
    if len({row.participant for row in rows}) == 1:
        parts.append(slug(rows[0].participant))
    if kind in DRAFT_FORMATS:
        return "-".join([*parts, kind])
    if kind in (*TABLE_FORMATS, *CAPTION_FORMATS) and (content or kind != "xlsx"):
        parts.append(content or "moments")
    if kind in ONE_SESSION_FORMATS and len(rows) > 1:
        return "-".join([*parts, kind])
    return f"{'-'.join(parts)}.{SUFFIXES.get(kind, kind)}"


def is_folder(kind: str, session_count: int) -> bool:
    """Whether what is written is a folder of files."""
    return kind in DRAFT_FORMATS or (kind in ONE_SESSION_FORMATS and session_count > 1)


def _document(sessions: Sequence[LeavingSession], root: Path, order: ExportOrder) -> Document:
    if order.kind in TABLE_FORMATS:
        return write_tables(sessions, order.kind, order.content, bom=order.bom)
    if order.kind == "boris":
        return boris_project(sessions)
    session = sessions[0]
    return write_one(session, root / session.row.folder, order.kind, order.content)


def _own_path(order: ExportOrder, row: SessionRow, taken: Sequence[Path]) -> Path:
    path = order.out / suggested_name([row], order.kind, order.content)
    stem, number = path.stem, 2
    while path in taken:  # a participant who came twice
        path = path.with_stem(f"{stem}-{number}")
        number += 1
    return path


def _export_drafts(
    library: Library,
    asked: Sequence[LeavingSession],
    order: ExportOrder,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> Exported:
    """How often a problem was met is counted over the whole study, whichever session is asked."""
    study = asked[0].study
    known = {one.row.id: one for one in asked}
    rows = library.study_sessions(study.id) if study else ()
    watched = []
    for row in rows:
        _stop_where(cancelled)
        watched.append(known.get(row.id) or leaving_session(library, library.folder, row.id))
    reader = step_reader(library.folder)
    drafts = issue_drafts(asked, watched or asked, reader, order.moments)
    files = save_drafts(
        *(drafts, order.kind, order.out),
        root=library.folder if order.clips else None,
        overwrite=order.overwrite,
        progress=progress,
        cancelled=cancelled,
    )
    sights = {one.session.row.id: one.session for draft in drafts for one in draft.sights}
    told = list(sights.values())
    for file in files:
        _note(library, told, file, order.kind)
    losses = [
        f"{one.row.participant}: no steps and no clips, as they are not agreed to be shown"
        for one in told
        if not one.may_share
    ]
    return Exported(tuple(files), _told(told, losses))


def _note(library: Library, sessions: Sequence[LeavingSession], path: Path, kind: str) -> None:
    library.note_export([one.row.id for one in sessions], str(path.resolve()), kind)


def _told(sessions: Sequence[LeavingSession], losses: Sequence[str]) -> tuple[str, ...]:
    return said_once([*(line for one in sessions for line in one.withheld), *losses])


def _stop_where(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled("The export was stopped", "Nothing is written")
