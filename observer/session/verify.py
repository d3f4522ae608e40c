"""Whether a session is whole: every promise of its format, checked on the files themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from observer.model.annotation import Mark, latest_marks
from observer.model.clock import ns_to_seconds
from observer.model.errors import SessionDamaged, SessionNotFound
from observer.model.manifest import Manifest, SessionState
from observer.model.samples import FocusChange, InputEvent
from observer.session.check import Check
from observer.session.digests import digest_file
from observer.session.folder import session_state
from observer.session.layout import FOCUS_FILE, INPUT_FILE, MARKS_FILE
from observer.session.line_file import read_lines
from observer.session.manifest_file import read_manifest
from observer.session.verify_media import check_media


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """All checks of one session; `session_id` is the folder's name where no id can be read."""

    session_id: str
    ok: bool
    checks: tuple[Check, ...]


def verify_session(folder: Path) -> VerifyReport:
    """Check the folder. Changes nothing; raises SessionNotFound where there is none."""
    try:
        manifest = read_manifest(folder)
    except SessionDamaged as error:
        return VerifyReport(folder.name, False, (Check("manifest", False, error.message),))
    except SessionNotFound:
        if not folder.is_dir():
            raise
        return VerifyReport(folder.name, False, (Check("manifest", False, "there is none"),))
    checks = tuple(_checks(folder, manifest))
    return VerifyReport(manifest.id, all(check.ok for check in checks), checks)


def _checks(folder: Path, manifest: Manifest) -> Iterator[Check]:
    yield _check_state(folder, manifest)
    if manifest.state is SessionState.CLOSED:
        yield _check_digests(folder, manifest)
    yield from check_media(folder, manifest)
    yield _check_lines(folder / INPUT_FILE, InputEvent, "input")
    yield _check_lines(folder / FOCUS_FILE, FocusChange, "focus")
    yield _check_marks(folder, manifest)


def _check_state(folder: Path, manifest: Manifest) -> Check:
    state = session_state(folder, manifest)
    words = {
        SessionState.CLOSED: f"closed, {ns_to_seconds(manifest.duration_ns):.1f} s",
        SessionState.RECORDING: "it is still being recorded",
        SessionState.INTERRUPTED: "the recording was interrupted and not repaired yet",
    }
    return Check("manifest", state is SessionState.CLOSED, words[state])


def _check_digests(folder: Path, manifest: Manifest) -> Check:
    missing = [name for name in manifest.sha256 if not (folder / name).is_file()]
    if missing:
        return Check("files", False, f"missing: {', '.join(missing)}")
    changed = [
        name for name, digest in manifest.sha256.items() if digest_file(folder / name) != digest
    ]
    if changed:
        return Check("files", False, f"changed since the session closed: {', '.join(changed)}")
    return Check("files", True, f"{len(manifest.sha256)} files unchanged")


def _check_lines(path: Path, kind: type[InputEvent] | type[FocusChange], name: str) -> Check:
    count, last_ns = 0, 0
    try:
        for event in read_lines(path, kind):
            if event.time_ns < last_ns:
                return Check(name, False, f"line {count + 1} lies before the line above it")
            count, last_ns = count + 1, event.time_ns
    except SessionDamaged as error:
        return Check(name, False, error.message)
    if path.is_file() and path.read_bytes()[-1:] not in (b"", b"\n"):
        return Check(name, False, "the last line is torn")
    return Check(name, True, f"{count} lines")


def _check_marks(folder: Path, manifest: Manifest) -> Check:
    try:
        told = latest_marks(read_lines(folder / MARKS_FILE, Mark))
        marks = [mark for mark in told if not mark.withdrawn]
    except SessionDamaged as error:
        return Check("marks", False, error.message)
    outside = [mark for mark in marks if mark.start_ns > manifest.duration_ns]
    if outside and manifest.state is SessionState.CLOSED:
        return Check("marks", False, f"{len(outside)} lie beyond the session's end")
    return Check("marks", True, f"{len(marks)} marks")
