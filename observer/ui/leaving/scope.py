"""Of which sessions something is exported."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.model.study import Study


@dataclass(frozen=True, slots=True)
class Scope:
    """Sessions of one study; `study` is None where the library does not keep it."""

    words: str
    rows: tuple[SessionRow, ...]
    study: Study | None


def session_scopes(library: Library, session_id: str) -> list[Scope]:
    """This session alone, or all of its study. Raises SessionNotFound or LibraryError."""
    row = library.session(session_id)
    study = library.study_by_name(row.study)
    rows = _rows(library, study) if study else (row,)
    alone = Scope(_tr("This session, {who}").format(who=row.participant), (row,), study)
    return [alone, _whole(rows, study)] if study and len(rows) > 1 else [alone]


def study_scopes(library: Library, study_id: str = "") -> list[Scope]:
    """Each study that has sessions, the one of `study_id` first. Raises LibraryError."""
    found = [
        _whole(rows, study) for study in library.study_list() if (rows := _rows(library, study))
    ]
    return sorted(found, key=lambda one: one.study is None or one.study.id != study_id)


def _rows(library: Library, study: Study) -> tuple[SessionRow, ...]:
    ids = [one.id for one in library.study_sessions(study.id)]
    return tuple(library.sessions_of(ids)) if ids else ()


def _whole(rows: tuple[SessionRow, ...], study: Study) -> Scope:
    words = _tr("{study}, 1 session") if len(rows) == 1 else _tr("{study}, all {count} sessions")
    return Scope(words.format(study=study.name, count=len(rows)), rows, study)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Leaving", text)
