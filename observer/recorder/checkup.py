"""Can this computer record? Each part looked at on its own, then a short trial of the whole."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import Consent, ConsentItem
from observer.model.errors import ObserverError
from observer.model.identity import new_id
from observer.model.plan import RecordingPlan

TRIAL_SECONDS = 2.0
# A typical hour takes about 200 MB; twice that leaves room to close the session.
_ENOUGH_BYTES = 2 * 1000**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the computer: is it fit, what was seen, and what to do where it is not."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def check_up(library: Path) -> Iterator[Finding]:
    """Look at the display, the microphone, the disk and the codecs, then record two seconds."""
    yield _found("display", _display)
    yield _found("microphone", _microphone)
    yield _found("disk", lambda: _disk(library))
    yield _found("codecs", _codecs)
    yield _found("trial", _trial)


def _found(name: str, look: Callable[[], Finding | str]) -> Finding:
    """A finding from a look that says what it saw, or raises the known error it met."""
    try:
        seen = look()
    except ObserverError as error:
        return Finding(name, False, error.message, error.remedy)
    return seen if isinstance(seen, Finding) else Finding(name, True, seen)


def _display() -> Finding | str:
    from observer.capture.displays import probe_display

    facts = probe_display(os.environ.get("DISPLAY", ""))
    size = f"{facts.width} x {facts.height}"
    missing = [
        word
        for word, there in (
            ("damage", facts.damage),
            ("shared memory", facts.shm),
            ("pointer", facts.xfixes),
            ("input events", facts.record),
        )
        if not there
    ]
    if missing:
        return Finding(
            "display",
            False,
            f"{size}, without {', '.join(missing)}",
            "Recording works but costs more; use an Xorg session on this computer itself",
        )
    return f"{size}, with damage, shared memory, pointer and input events"


def _microphone() -> str:
    from observer.capture.sound import list_microphones

    microphones = list_microphones()
    default = next((m for m in microphones if m.is_default), None)
    if default is None:
        raise ObserverError(
            "No microphone is set as the default",
            "Plug one in and choose it in the system's sound settings, or record without one: "
            "--microphone none",
        )
    return f"{default.label} ({len(microphones)} in all)"


def _disk(library: Path) -> Finding | str:
    folder = next(path for path in (library, *library.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1000**3:.1f} GB free for {library}"
    if not os.access(folder, os.W_OK):
        return Finding(
            "disk", False, f"{folder} cannot be written", "Choose another folder with --library"
        )
    if free < _ENOUGH_BYTES:
        return Finding("disk", False, detail, "Free some space: an hour takes about 200 MB")
    return detail


def _codecs() -> str:
    import av

    needed = ("libx264", "libopus", "h264", "opus")
    missing = [name for name in needed if name not in av.codecs_available]
    if missing:
        raise ObserverError(
            f"The media library lacks {', '.join(missing)}",
            "Set Observer up again with ./observe, which brings a complete one",
        )
    return "H.264 and Opus, both ways"


def _trial() -> Finding | str:
    from observer.capture.sound import list_microphones
    from observer.recorder.client import start_recording
    from observer.session.verify import verify_session

    consent = Consent((ConsentItem.SCREEN, ConsentItem.VOICE), datetime.now(UTC).isoformat())
    microphone = "" if any(m.is_default for m in list_microphones()) else None
    plan = RecordingPlan(
        new_id(), "trial", "T00", consent, microphone=microphone, limit_seconds=TRIAL_SECONDS
    )
    with tempfile.TemporaryDirectory(prefix="observer-trial-") as folder:
        client = start_recording(Path(folder), plan)
        status = client.wait_until_closed(client.status())
        report = verify_session(client.folder)
        failed = [f"{check.name}: {check.detail}" for check in report.checks if not check.ok]
    if failed:
        return Finding("trial", False, "; ".join(failed), "Report this with the line above")
    return (
        f"{status.elapsed_ns / NS_PER_SECOND:.1f} s, {status.frames} frames, "
        f"{status.bytes_written / 1000:.0f} kB, verified"
    )
