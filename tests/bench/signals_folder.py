"""A session folder of hours in seconds: events as given, pictures as small as a still screen's."""

from datetime import date
from pathlib import Path

from observer.analysis.tracks import Tracks
from observer.capture.screen.canvas import Canvas
from observer.capture.screen.encoder import ScreenEncoder
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.manifest import Health
from observer.model.samples import EncodedFrame, Sample
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder
from observer.session.writer import SessionWriter
from tests.session.recordings import new_manifest

_WIDTH, _HEIGHT, _FPS = 640, 400, 30
_HEARTBEAT_NS = 900 * NS_PER_MS


def write_folder(root: Path, tracks: Tracks) -> Path:
    """A closed session: input, windows, and a picture for each change and heartbeat; no sound."""
    canvas, encoder = Canvas(_WIDTH, _HEIGHT), ScreenEncoder(_WIDTH, _HEIGHT, _FPS)
    key = encoder.encode(canvas, 0, keyframe=True)
    still = encoder.encode(canvas, NS_PER_SECOND, keyframe=False)
    formats = [
        TrackFormat(TrackKind.SCREEN, encoder.format),
        TrackFormat(TrackKind.INPUT),
        TrackFormat(TrackKind.FOCUS),
    ]
    manifest = new_manifest()
    folder = create_folder(root, "long", "P01", manifest.id, date(2026, 11, 22))
    writer = SessionWriter(folder, manifest, formats)
    samples: list[tuple[int, Sample]] = [(event.time_ns, event) for event in tracks.events]
    samples += [(change.time_ns, change) for change in tracks.windows or ()]
    areas = tracks.picture.areas if tracks.picture else None
    moments = {area.time_ns // NS_PER_MS for area in areas or ()}
    moments |= set(range(0, tracks.duration_ns // NS_PER_MS, _HEARTBEAT_NS // NS_PER_MS))
    # Every picture is decodable: damage of a still screen is nothing but skipped blocks.
    for number, at_ms in enumerate(sorted(moments)):
        packet = key if number % 240 == 0 else still
        at_ns = at_ms * NS_PER_MS
        frame = EncodedFrame(TrackKind.SCREEN, at_ns, packet.data, packet.keyframe)
        samples.append((at_ns, frame))
    for _, sample in sorted(samples, key=lambda item: item[0]):
        writer.write(sample)
    writer.close(tracks.duration_ns, Health())
    return folder
