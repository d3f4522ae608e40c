"""How far each track has come: counted while it is recorded, or found by a repair."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.manifest import Manifest, TrackEntry
from observer.model.samples import FocusChange, InputEvent
from observer.model.sink import TrackFormat
from observer.session.layout import FILE_OF_TRACK, RECORDING_TRACKS
from observer.session.media_facts import StreamFacts


@dataclass(slots=True)
class TrackTally:
    """Counts one track's samples while they pass. Times in ns of the session."""

    format: TrackFormat
    items: int = 0
    start_ns: int | None = None
    end_ns: int = 0

    def count(self, start_ns: int, end_ns: int) -> None:
        """Take one more sample into account."""
        if self.start_ns is None:
            self.start_ns = start_ns
        self.end_ns = max(self.end_ns, end_ns)
        self.items += 1

    def entry(self, recording: tuple[str, ...] = ()) -> TrackEntry:
        """The track as the manifest holds it; `recording` names the files of all segments."""
        kind = self.format.kind
        files = recording if kind in RECORDING_TRACKS and recording else (FILE_OF_TRACK[kind],)
        return TrackEntry(
            kind=kind,
            files=files,
            start_ns=self.start_ns or 0,
            end_ns=self.end_ns,
            items=self.items,
            details=dict(self.format.details),
        )


def camera_end_ns(last_ns: int, end_ns: int) -> int:
    """When the camera's last picture goes: it does not stand in for a camera that was lost."""
    return min(end_ns, last_ns + NS_PER_SECOND)


def found_tracks(
    folder: Path,
    manifest: Manifest,
    streams: Sequence[StreamFacts],
    moves: Sequence[InputEvent],
    changes: Sequence[FocusChange],
) -> tuple[TrackEntry, ...]:
    """The tracks as a repair finds them: sound is counted in packets, details are kept.

    `streams` are those of every media file.
    """
    names = tuple(segment.file for segment in manifest.segments)
    kinds = dict.fromkeys(stream.kind for stream in streams)
    entries = [
        _found_stream(kind, [stream for stream in streams if stream.kind is kind], names)
        for kind in kinds
    ]
    for kind, events in ((TrackKind.INPUT, moves), (TrackKind.FOCUS, changes)):
        if (folder / FILE_OF_TRACK[kind]).is_file():
            first, last = (events[0].time_ns, events[-1].time_ns) if events else (0, 0)
            files = (FILE_OF_TRACK[kind],)
            entries.append(TrackEntry(kind, files, first, last, len(events)))
    known = {track.kind: track.details for track in manifest.tracks}
    return tuple(replace(entry, details=known.get(entry.kind, {})) for entry in entries)


def _found_stream(
    kind: TrackKind, streams: Sequence[StreamFacts], recording: tuple[str, ...]
) -> TrackEntry:
    held = [stream for stream in streams if stream.packets]
    return TrackEntry(
        kind,
        recording if kind in RECORDING_TRACKS else (FILE_OF_TRACK[kind],),
        start_ns=max(0, min((stream.first_ns for stream in held), default=0)),
        end_ns=max((stream.end_ns for stream in held), default=0),
        items=sum(stream.packets for stream in held),
    )
