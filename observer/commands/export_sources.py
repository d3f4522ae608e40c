"""Which sessions `observer export` was asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from observer.database.library import Library
    from observer.export.leaving.session import LeavingSession


def asked_sessions(
    library: "Library", root: Path, session: str | None, study: str | None
) -> list["LeavingSession"]:
    """One session, brought up to date, or all of a study as the library has them.

    Raises ExportError for a study without sessions.
    """
    from observer.export.leaving.session import leaving_session
    from observer.intake.insight import find_study
    from observer.intake.landing import land_session
    from observer.model.errors import ExportError
    from observer.session.folder import find_folder

    if session is not None:
        row = land_session(library, find_folder(root, session))
        return [leaving_session(library, root, row.id)]
    found = find_study(library, study or "")
    rows = library.study_sessions(found.id)
    if not rows:
        raise ExportError(
            f"The study “{found.name}” has no session yet", "Record one, or name another study"
        )
    return [leaving_session(library, root, row.id) for row in rows]
