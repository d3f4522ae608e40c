"""The pilot sit-in: stage, product, participant and the real recorder, from start to clip."""

import os
import select
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from observer.database.library import DATABASE_NAME, open_library
from observer.export.clip import export_clip
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind, Mark
from observer.model.clock import NS_PER_SECOND, ns_to_seconds
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.errors import RecorderError
from observer.model.identity import new_id
from observer.model.manifest import Manifest
from observer.model.plan import RecordingPlan
from observer.model.span import Span
from observer.recorder.client import RecorderClient, start_recording
from observer.rehearsal import participant as script
from observer.rehearsal.customer import broken_off, tell
from observer.rehearsal.layout import Layout
from observer.rehearsal.program import running_module
from observer.rehearsal.stage import Stage, joined
from observer.rehearsal.venue import missing_parts
from observer.session.manifest_file import read_manifest

# The script takes about this long at a person's own speed, a little less for slack at the end.
SCRIPT_SECONDS = 44.0
_CLIP_NS = 5 * NS_PER_SECOND
_AUTHOR = "rehearsal"
_LOOK_EVERY_S = 0.25  # how often to see whether the recording has reached its end
_MARKS = {
    script.VAGUE_MESSAGE: (AnnotationKind.QUOTE, None, script.INVALID),
    script.DEAD_BUTTON: (AnnotationKind.FRICTION, 3, "Apply does nothing: five clicks"),
}


@dataclass(frozen=True, slots=True)
class RehearsalReport:
    """What a rehearsal made; `clip` shows the dead button being clicked."""

    session: str
    folder: str
    seconds: float
    frames: int
    input_events: int
    audio_seconds: float
    annotations: int
    clip: str
    database: str


def rehearse(root: Path, seconds: float, say: Callable[[str], None]) -> RehearsalReport:
    """Play and record a pilot sit-in of this length into the library at `root`.

    `say` is told in plain words what goes on. A display and a microphone are used where there are
    real ones, and made up where there are none. Raises ObserverError where a program is missing
    or the recording cannot run; a recording that was begun is closed in any case.
    """
    with ExitStack() as stack:
        display, sound = missing_parts()
        if display or sound:
            made_up = " and a ".join(["display"] * display + ["microphone"] * sound)
            say(f"Making up a {made_up}, since there is none here")
        stage = stack.enter_context(Stage(display=display, sound=sound))
        environment = joined(os.environ, stage.environment())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="observer-script-")))
        layout = folder / "layout.json"
        say("Opening the sample product")
        stack.enter_context(
            running_module(["observer.ui.product", "--layout", str(layout)], environment)
        )
        Layout(layout).wait_for("shop")
        client, marks = _record(stack, root, seconds, layout, environment, say)
    return read_back(root, client.folder, marks[-1].start_ns if marks else None, say)


def _record(
    stack: ExitStack,
    root: Path,
    seconds: float,
    layout: Path,
    environment: Mapping[str, str],
    say: Callable[[str], None],
) -> tuple[RecorderClient, list[Mark]]:
    pace = max(1.0, SCRIPT_SECONDS / seconds)
    command = ["observer.rehearsal.participant", "--layout", str(layout), "--pace", f"{pace:.2f}"]
    person = stack.enter_context(running_module(command, environment, talks=True))
    assert person.stdin is not None
    assert person.stdout is not None
    _expect(person.stdout.readline(), b"ready\n")
    client = start_recording(root, _plan(seconds), environment)
    say(f"Recording {seconds:g} seconds into {client.folder}")
    marks: list[Mark] = []
    status = client.status()
    try:
        tell(person.stdin, script.GO)
        for moment in _moments(person, client):
            if moment in _MARKS and client.is_running():
                kind, severity, note = _MARKS[moment]
                mark = client.mark(kind, severity=severity, note=note, author=_AUTHOR)
                marks.append(mark)
                say(f"Marked at {ns_to_seconds(mark.start_ns):.1f} s: {note}")
        client.wait_until_closed(status)
    finally:
        if client.is_running():
            client.stop()
    return client, marks


def _moments(person: subprocess.Popen[bytes], client: RecorderClient) -> Iterator[str]:
    """What the participant meets, until the recording has reached its end.

    Raises DeviceError where the participant breaks off.
    """
    assert person.stdout is not None
    told = b"ready"
    unfinished = b""
    while client.is_running():
        if not told:  # the script is through, the recording not yet
            time.sleep(_LOOK_EVERY_S)
        elif select.select([person.stdout], [], [], _LOOK_EVERY_S)[0]:
            told = os.read(person.stdout.fileno(), 4096)
            *lines, unfinished = (unfinished + told).split(b"\n")
            yield from (line.decode() for line in lines)
            if not told and person.wait():
                raise broken_off()


def _plan(seconds: float) -> RecordingPlan:
    consent = Consent(
        (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT, ConsentItem.SHARING),
        datetime.now(UTC).isoformat(),
        "The scripted participant agrees to everything.",
    )
    return RecordingPlan(new_id(), "Rehearsal", "P00", consent, limit_seconds=seconds)


def read_back(
    root: Path, folder: Path, shown_ns: int | None, say: Callable[[str], None]
) -> RehearsalReport:
    """Land what was recorded into this folder, and cut a clip around this moment of it.

    Without a moment the clip is of the middle.
    """
    manifest = read_manifest(folder)
    with open_library(root) as library:
        row = land_session(library, folder)
        annotations = library.annotations(row.id)
    clip = folder / "clips" / "rehearsal.mkv"
    span = _clip_span(shown_ns, manifest.duration_ns)
    say("Exporting a clip of the dead button")
    export_clip(folder, span, clip, overwrite=True)
    return RehearsalReport(
        session=row.id,
        folder=str(folder),
        seconds=round(ns_to_seconds(manifest.duration_ns), 3),
        frames=_items(manifest, TrackKind.SCREEN),
        input_events=_items(manifest, TrackKind.INPUT),
        audio_seconds=_audio_seconds(manifest),
        annotations=len(annotations),
        clip=str(clip),
        database=str(root / DATABASE_NAME),
    )


def _clip_span(shown_ns: int | None, duration_ns: int) -> Span:
    middle_ns = duration_ns // 2 if shown_ns is None else shown_ns
    start_ns = max(0, min(middle_ns - _CLIP_NS // 2, duration_ns - _CLIP_NS))
    return Span(start_ns, min(duration_ns, start_ns + _CLIP_NS))


def _items(manifest: Manifest, kind: TrackKind) -> int:
    track = manifest.track(kind)
    return track.items if track else 0


def _audio_seconds(manifest: Manifest) -> float:
    track = manifest.track(TrackKind.MICROPHONE)
    return round(ns_to_seconds(track.end_ns - track.start_ns), 3) if track else 0.0


def _expect(line: bytes, wanted: bytes) -> None:
    if line != wanted:
        raise RecorderError(
            "The scripted participant could not begin",
            "Run “observer doctor” to see what is missing",
        )
