"""What there is to play of a session: its files, sounds and the camera's, on one clock."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.manifest import Manifest
from observer.model.span import Span
from observer.session.reader import SessionReader
from observer.session.sound_streams import sound_kinds

# A camera takes a moment to start and stops a little early; its nearest picture stands for that.
_UNNOTICED_NS = NS_PER_SECOND


@dataclass(frozen=True, slots=True)
class SessionFile:
    """One file, and the part of the session it is on screen for."""

    path: Path
    span: Span


@dataclass(frozen=True, slots=True)
class CameraFile:
    """The participant's face, and when there is none to be seen."""

    path: Path
    absences: tuple[Span, ...] = ()

    def shows(self, time_ns: int) -> bool:
        """Whether the camera saw something at this moment."""
        return not any(gap.start_ns <= time_ns < gap.end_ns for gap in self.absences)


@dataclass(frozen=True, slots=True)
class Recording:
    """A session's media. `sounds` are the kinds that can be heard, the voice first."""

    files: tuple[SessionFile, ...]
    duration_ns: int
    sounds: tuple[TrackKind, ...] = ()
    camera: CameraFile | None = None

    def index_at(self, time_ns: int) -> int:
        """Which file is on screen at a moment."""
        return max(0, bisect_right([file.span.start_ns for file in self.files], time_ns) - 1)


NOTHING = Recording((), 0)


def recording_of(reader: SessionReader, duration_ns: int) -> Recording:
    """What there is to play; without any file for a session of events. Raises MediaError."""
    segments = reader.segments
    edges_ns = [0, *(segment.start_ns for segment in segments[1:]), duration_ns]
    files = tuple(
        SessionFile(reader.folder / segment.file, Span(start_ns, max(start_ns, end_ns)))
        for segment, (start_ns, end_ns) in zip(segments, pairwise(edges_ns), strict=False)
    )
    kinds = {kind for file in files[:1] for kind in sound_kinds(file.path)}
    order = (TrackKind.MICROPHONE, TrackKind.SYSTEM_SOUND)
    camera = None
    if reader.camera_path is not None:
        camera = CameraFile(reader.camera_path, _absences(reader.manifest, duration_ns))
    return Recording(files, duration_ns, tuple(k for k in order if k in kinds), camera)


def _absences(manifest: Manifest, duration_ns: int) -> tuple[Span, ...]:
    """Where the camera was lost, and longer waits for its first picture and after its last."""
    lost = [
        Span(gap.start_ns, gap.end_ns) for gap in manifest.gaps if gap.track == TrackKind.CAMERA
    ]
    track = manifest.track(TrackKind.CAMERA)
    if track is not None and track.end_ns:
        lost += [Span(0, track.start_ns), Span(track.end_ns, max(track.end_ns, duration_ns))]
    return tuple(span for span in lost if span.length_ns > _UNNOTICED_NS)
