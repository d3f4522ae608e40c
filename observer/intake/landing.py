"""Where recordings and what is said of them meet: session folders land in the library."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from observer.annotate.surroundings import surroundings_of
from observer.database.library import Library
from observer.database.rows import IndexedFolder, SessionRow
from observer.database.sessions import UNKNOWN_STAMP
from observer.intake.erasure.note import unfinished_problems
from observer.intake.folder_content import FolderContent, read_folder, read_stamp
from observer.intake.folder_watch import FolderWatch
from observer.model.annotation import Annotation
from observer.model.errors import ObserverError, SessionError
from observer.model.manifest import SessionState
from observer.session.folder import SessionLock, list_folders


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What the library lists after a refresh, newest last, and which folders it could not take."""

    rows: tuple[SessionRow, ...]
    problems: tuple[ObserverError, ...]


def land_session(library: Library, folder: Path) -> SessionRow:
    """Bring the index, the live marks and the window titles of one folder into the library.

    May be called again at any time, also while the session records: it takes no lock, and a mark
    that was edited or removed since stays so. Raises SessionNotFound or SessionDamaged; where only
    a part of the marks or titles is damaged, the rest has landed nevertheless.
    """
    content = read_folder(folder)
    _land(library, folder, content)
    if content.damage:
        raise content.damage
    return library.session(content.manifest.id)


def refresh_index(library: Library, root: Path) -> IndexReport:
    """Make the index say what the folders under `root` hold.

    Reads only the folders whose files changed since they landed. One that cannot be read is a
    problem of the report. A session whose folder is gone is marked missing; what was said about it
    stays.
    """
    problems = refresh_folders(library, root)
    return IndexReport(tuple(library.sessions()), problems)


def refresh_folders(
    library: Library, root: Path, watch: FolderWatch | None = None
) -> tuple[ObserverError, ...]:
    """Do what `refresh_index` does and return the problems; with a `watch`, in turns.

    Folders that the watch lets rest count as they are indexed.
    """
    known = {indexed.folder: indexed for indexed in library.indexed_folders()}
    if watch is None:
        folders = list_folders(root)
        present = {folder.name for folder in folders}
    else:
        folders, present = watch.look(known)
    # Those that landed before come first, so that a copy of one never takes its place.
    folders.sort(key=lambda folder: folder.name not in known)
    resting = present - {folder.name for folder in folders}
    seen = {known[name].session_id: root / name for name in resting}
    problems: list[ObserverError] = []
    for folder in folders:
        try:
            _take(library, folder, known, seen)
        except SessionError as problem:
            problems.append(problem)
    _mark_missing(library, known, present, seen)
    return (*problems, *unfinished_problems(root))


def _take(
    library: Library, folder: Path, known: Mapping[str, IndexedFolder], seen: dict[str, Path]
) -> None:
    before = known.get(folder.name)
    if before and _is_landed(before, folder):
        seen[before.session_id] = folder
        return
    content = read_folder(folder)
    other = seen.setdefault(content.manifest.id, folder)
    if other != folder:
        raise SessionError(
            f"{folder.name} is the same session as {other.name}",
            "Move one of the two folders out of the library",
        )
    _land(library, folder, content)
    if content.damage:
        raise content.damage


def _is_landed(before: IndexedFolder, folder: Path) -> bool:
    if before.stamp == UNKNOWN_STAMP or before.stamp != read_stamp(folder):
        return False
    if before.state is SessionState.CLOSED:
        return True
    # A recorder that ends or dies need not touch a file; its lock tells.
    return SessionLock(folder).is_held() == (before.state is SessionState.RECORDING)


def _land(library: Library, folder: Path, content: FolderContent) -> None:
    # A damaged folder is stamped as never seen, so that each refresh says so until it is mended.
    stamp = UNKNOWN_STAMP if content.damage else content.stamp
    manifest = content.manifest
    with library.together():
        library.index_session(manifest, folder.name, content.state, stamp)
        library.index_windows(manifest.id, content.windows)
        library.land_annotations(_placed(library, content), content.withdrawn)


def _placed(library: Library, content: FolderContent) -> list[Annotation]:
    """The marks with the component, team and task of their moments."""
    surroundings = surroundings_of(library, content.manifest.id)
    placed = []
    for said in content.marked:
        place = surroundings.at(said.start_ns)
        placed.append(
            replace(said, component=place.component, team=place.team, task_id=place.task_id)
        )
    return placed


def _mark_missing(
    library: Library,
    known: Mapping[str, IndexedFolder],
    present: set[str],
    seen: Mapping[str, Path],
) -> None:
    """A folder that was renamed is not missing, nor one that is there but cannot be read."""
    gone = [
        indexed.session_id
        for name, indexed in known.items()
        if name not in present
        and indexed.session_id not in seen
        and indexed.state is not SessionState.MISSING
    ]
    if gone:
        library.mark_missing(gone)
