"""Packing: one session with everything people said of it, as one file."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from observer import __version__
from observer.database.library import Library
from observer.intake.landing import land_session
from observer.intake.travel.form import (
    LETTER,
    PACK_VERSION,
    SESSION_PREFIX,
    Letter,
    is_session_file,
    packed_now,
)
from observer.model.errors import Cancelled, ExportError, SessionBusy, SessionDamaged
from observer.model.manifest import SessionState
from observer.model.travel import Said
from observer.session.disk import disk_errors, sync_folder
from observer.session.layout import PARTIAL_SUFFIX

Report = Callable[[float], None]
"""Called with the share done, 0 to 1."""

_BLOCK_BYTES = 1 << 20
_COMPRESSED = (".json", ".jsonl", ".vtt", ".srt")  # media is compressed already


def pack_session(
    library: Library,
    folder: Path,
    out: Path,
    report: Report = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    with_covered: bool = False,
) -> Path:
    """Write the session in `folder`, its study and all that was said of it into the file `out`.

    A pack holds the recording as it is: where something is covered by a redaction it needs
    `with_covered`. Raises ExportError without it, and where `out` exists or cannot be, SessionBusy
    for a session still recorded, SessionDamaged for one that a crash left open, Cancelled. Under
    its final name there is a whole file or none.
    """
    if out.exists():
        raise ExportError(f"{out} exists already", "Choose another name, or remove that file")
    if not out.parent.is_dir():
        raise ExportError(f"There is no folder {out.parent}", "Choose a folder that is there")
    row = land_session(library, folder)
    _check_state(row.state, folder)
    if not with_covered and library.redactions(row.id):
        raise ExportError(
            "Parts of this session are covered, and a pack would show them",
            "Export clips instead; for somebody who may see all of it, pack it --with-covered",
        )
    files = sorted(path for path in folder.iterdir() if is_session_file(path.name))
    letter = _letter(library, row.id, row.study, row.participant)
    partial = out.with_name(f".{out.name}{PARTIAL_SUFFIX}")
    try:
        with disk_errors(out.parent), partial.open("wb") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as pack:
                pack.writestr(_entry(LETTER), msgspec.json.encode(letter))
                _add_files(pack, files, report, cancelled)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(out)
        sync_folder(out.parent)
    finally:
        partial.unlink(missing_ok=True)
    return out


def _check_state(state: SessionState, folder: Path) -> None:
    if state is SessionState.RECORDING:
        raise SessionBusy(f"{folder.name} is still being recorded", "Stop the recording first")
    if state is not SessionState.CLOSED:
        raise SessionDamaged(f"{folder.name} was never closed", "Run repair on it first")


def _letter(library: Library, session_id: str, study_name: str, participant: str) -> Letter:
    study = library.study_by_name(study_name)
    said = Said(
        annotations=tuple(library.kept_annotations(session_id)),
        changes=tuple(library.kept_changes(session_id)),
        comments=tuple(library.kept_comments(session_id)),
        attempts=tuple(library.attempts(session_id)),
        askings=tuple(library.askings(session_id)),
        answers=tuple(library.answers(session_id)),
        exposures=tuple(library.exposures(session_id)),
        debriefs=tuple(library.debriefs(session_id)),
        redactions=tuple(library.redactions(session_id)),
        predictions=tuple(library.predictions(study.id)) if study else (),
        segment_id=library.participant_segment(study_name, participant),
        review=library.session(session_id).review,
    )
    return Letter(
        format="observer-pack",
        version=PACK_VERSION,
        software=__version__,
        packed_at=packed_now(),
        session_id=session_id,
        study=study,
        study_whole=library.study(study.id, removed=True) if study else None,
        said=said,
    )


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry that tells nothing of this machine: neither dates nor rights."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED if name.endswith(_COMPRESSED) else zipfile.ZIP_STORED
    return info


def _add_files(
    pack: zipfile.ZipFile, files: list[Path], report: Report, cancelled: Callable[[], bool]
) -> None:
    total = sum(path.stat().st_size for path in files) or 1
    done = 0
    for path in files:
        info = _entry(SESSION_PREFIX + path.name)
        with path.open("rb") as source, pack.open(info, "w", force_zip64=True) as target:
            while block := source.read(_BLOCK_BYTES):
                if cancelled():
                    raise Cancelled("The packing was stopped", "Nothing was written")
                target.write(block)
                done += len(block)
                report(min(1.0, done / total))
