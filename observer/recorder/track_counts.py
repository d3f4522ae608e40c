"""What has passed of each track, and when: counted where the devices hand their samples over."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from observer.model.clock import NS_PER_MS
from observer.model.consent import TrackKind
from observer.model.samples import (
    EncodedFrame,
    FocusChange,
    FormatChange,
    Gap,
    GapReason,
    InputEvent,
    Sample,
    SoundBlock,
)

STALLED_AFTER_NS = 1_500 * NS_PER_MS
"""A screen sends a picture each second at least, sound ten blocks, so half as long again is a
stall, and an alarm that is looked for four times a second comes within two."""


@dataclass(slots=True)
class _Count:
    items: int = 0
    gaps: int = 0
    handed_ns: int = 0  # on the monotonic clock
    shown_ns: int | None = None  # session time of the last picture since the start or a pause


class TrackCounts:
    """Counts samples by track. Safe from any thread; `now_ns` reads the monotonic clock."""

    def __init__(self, now_ns: Callable[[], int] = time.monotonic_ns) -> None:
        self._now_ns = now_ns
        self._lock = threading.Lock()
        self._began_ns = now_ns()
        self._counts = {kind: _Count() for kind in TrackKind}

    def note(self, sample: Sample) -> None:
        """Count one sample that is handed over."""
        now_ns = self._now_ns()
        with self._lock:
            if isinstance(sample, Gap):
                for kind in (sample.track,) if sample.track else tuple(TrackKind):
                    self._counts[kind].gaps += 1
            elif not isinstance(sample, FormatChange):
                count = self._counts[track_of(sample)]
                count.items += 1
                count.handed_ns = now_ns
                if isinstance(sample, EncodedFrame):
                    count.shown_ns = sample.start_ns

    def hole_before(self, frame: EncodedFrame) -> Gap | None:
        """The stretch before this screen picture in which none came, though one was due."""
        if frame.track is not TrackKind.SCREEN:
            return None  # a camera tells of its own holes; it may be slow on purpose
        with self._lock:
            before_ns = self._counts[frame.track].shown_ns
        if before_ns is None or frame.start_ns - before_ns <= STALLED_AFTER_NS:
            return None
        return Gap(before_ns, frame.start_ns, GapReason.OVERLOAD, frame.track)

    def start_again(self) -> None:
        """Ages count from this moment: recording begins, or goes on after a pause."""
        with self._lock:
            self._began_ns = self._now_ns()
            for count in self._counts.values():
                count.shown_ns = None

    def items(self, kind: TrackKind) -> int:
        """Samples of the track so far."""
        return self._counts[kind].items

    def gaps(self, kind: TrackKind) -> int:
        """Gaps of the track so far, those of all tracks included."""
        return self._counts[kind].gaps

    def age_ns(self, kind: TrackKind) -> int:
        """How long ago the track's last sample came, or recording began."""
        with self._lock:
            return self._now_ns() - max(self._began_ns, self._counts[kind].handed_ns)


def track_of(sample: EncodedFrame | SoundBlock | InputEvent | FocusChange) -> TrackKind:
    """The track that a sample belongs to."""
    if isinstance(sample, InputEvent):
        return TrackKind.INPUT
    if isinstance(sample, FocusChange):
        return TrackKind.FOCUS
    return sample.track
