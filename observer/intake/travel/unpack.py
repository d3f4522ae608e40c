"""Unpacking: a session that travelled lands here, or merges with the copy that is here already."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from observer.database.library import Library
from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.intake.travel.form import Letter, is_session_file
from observer.intake.travel.headers import check_media
from observer.intake.travel.joining import join_said, join_study
from observer.intake.travel.opening import open_pack, read_letter, take_out
from observer.model.errors import ObserverError, SessionBusy, SessionError, SessionNotFound
from observer.model.identity import new_id
from observer.model.manifest import Manifest, SessionState
from observer.model.travel import Merged
from observer.session.digests import digest_file
from observer.session.disk import disk_errors, sync_folder
from observer.session.folder import SessionLock, create_folder, is_session_folder
from observer.session.manifest_file import read_manifest


@dataclass(frozen=True, slots=True)
class UnpackReport:
    """Where the session is, whether its folder is new here, and what of the said was merged."""

    row: SessionRow
    is_new: bool
    merged: Merged


def unpack_session(
    library: Library,
    root: Path,
    path: Path,
    report: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> UnpackReport:
    """Take a pack into the library under `root`.

    A session that is here already keeps its folder; what was said merges by stable ids, and both
    sides' edits stay (`annotate.merging`). Unpacking the same file again changes nothing. Raises
    ObserverError for a file that is no pack or damaged, SessionBusy while the session is recorded
    here, LibraryReadOnly, LibraryError, Cancelled; the library is then as it was.
    """
    with open_pack(path) as pack:
        letter = read_letter(pack, path)
        here = _folder_here(library, root, letter.session_id)
        if here is None:
            with disk_errors(root):
                root.mkdir(parents=True, exist_ok=True)
                waiting = root / f".unpacking-{new_id()}"
                waiting.mkdir()
            try:
                with disk_errors(root):
                    take_out(pack, path, waiting, report, cancelled)
                _check_folder(waiting, letter, path)
                check_media(waiting, read_manifest(waiting), path, cancelled)
                return _land(library, root, letter, waiting)
            finally:
                shutil.rmtree(waiting, ignore_errors=True)
    SessionLock(here).refuse_if_held()
    return _merge(library, letter, here, is_new=False)


def _folder_here(library: Library, root: Path, session_id: str) -> Path | None:
    """The folder of this session in this library, None where there is none or it is gone."""
    try:
        row = library.session(session_id)
    except SessionNotFound:
        return None
    if row.state is SessionState.RECORDING:
        raise SessionBusy(f"{row.folder} is being recorded here", "Stop that recording first")
    folder = root / row.folder
    return folder if is_session_folder(folder) else None


def _check_folder(folder: Path, letter: Letter, path: Path) -> None:
    """The manifest speaks of this session and its own files, and every digest is right."""
    remedy = "Copy it anew from where it came from"
    try:
        manifest = read_manifest(folder)
    except SessionError as error:
        raise ObserverError(f"{path.name} holds no readable session", remedy) from error
    named = {name for track in manifest.tracks for name in track.files}
    named |= {segment.file for segment in manifest.segments} | set(manifest.sha256)
    if manifest.id != letter.session_id or not all(map(is_session_file, named)):
        raise ObserverError(f"{path.name} does not hold the session it names", remedy)
    if manifest.state is not SessionState.CLOSED or manifest.duration_ns < 0:
        raise ObserverError(f"{path.name} holds a session that was never closed", remedy)
    for name, digest in manifest.sha256.items():
        if not (folder / name).is_file() or digest_file(folder / name) != digest:
            raise ObserverError(f"{name} in {path.name} is damaged", remedy)


def _land(library: Library, root: Path, letter: Letter, waiting: Path) -> UnpackReport:
    manifest = read_manifest(waiting)
    folder = _free_name(root, manifest)
    with library.together():
        with disk_errors(root):
            waiting.rename(folder)
            sync_folder(root)
        try:
            return _merge(library, letter, folder, is_new=True)
        except BaseException:  # whatever it is: the folder must not stay without what was said
            folder.rename(waiting)
            raise


def _free_name(root: Path, manifest: Manifest) -> Path:
    """As a recording of it would be called; with more of the id where that name is taken."""
    try:
        day = datetime.fromisoformat(manifest.clock.wall_start).date()
    except ValueError:  # an import that knew no date
        day = datetime.now(UTC).date()
    folder = create_folder(root, manifest.study, manifest.participant, manifest.id, day)
    folder.rmdir()  # the renamed one takes its place
    return folder


def _merge(library: Library, letter: Letter, folder: Path, *, is_new: bool) -> UnpackReport:
    with library.together():
        study = join_study(library, letter, read_manifest(folder).study)
        row = land_session(library, folder)
        merged = join_said(library, row, letter.said, study)
        if study is not None:
            library.save_study(study)  # without the parts that were taken out of it
        row = library.session(row.id)
    return UnpackReport(row, is_new, merged)
