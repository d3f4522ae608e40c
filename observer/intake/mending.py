"""Sessions that a crash left open, made whole without anybody asking for it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.errors import ObserverError, SessionBusy, SessionDamaged, SessionNotFound
from observer.model.manifest import SessionState
from observer.session.folder import list_folders, session_state
from observer.session.manifest_file import read_manifest
from observer.session.repair import RepairReport, repair_session


@dataclass(frozen=True, slots=True)
class MendReport:
    """Which sessions were made whole, and what could not be mended."""

    repaired: tuple[RepairReport, ...]
    problems: tuple[ObserverError, ...]


def left_open(root: Path) -> list[Path]:
    """The folders of sessions that a crash interrupted, or whose manifest cannot be read."""
    found = []
    for folder in list_folders(root):
        try:
            state = session_state(folder, read_manifest(folder))
        except SessionDamaged:
            found.append(folder)
        except SessionNotFound:  # a folder on its way out; the next look will tell
            continue
        else:
            if state is SessionState.INTERRUPTED:
                found.append(folder)
    return found


def mend_left_open(
    library: Library,
    root: Path,
    progress: Callable[[float], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> MendReport:
    """Repair and land every session that was left open; one that fails does not stop the rest.

    The library learns of a session only once it is whole. A session that somebody else is busy
    with is left to them.
    """
    folders = left_open(root)
    repaired: list[RepairReport] = []
    problems: list[ObserverError] = []
    for number, folder in enumerate(folders):
        if cancelled():
            break
        progress(number / len(folders))
        try:
            repaired.append(repair_session(folder))
            land_session(library, folder)
        except SessionBusy:
            continue
        except ObserverError as problem:
            problems.append(problem)
    return MendReport(tuple(repaired), tuple(problems))
