"""A thrashing pointer: the mouse is shaken to and fro.

Twenty turns on one axis within 2 s, each swing of 30 px at least. Swings with a button held are
drawing, scrubbing or selecting, and do not count.

Source: the web's session replay tools (“mouse thrash”, “thrashed cursor”). Hand tremor and aiming
make small corrections of a few pixels (Fitts' submovements: Meyer et al. 1988); shaking on purpose
reaches 4 to 6 swings to and fro a second.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind
from observer.model.signal import Signal

NAME = "thrashing-pointer"


@dataclass(frozen=True)
class ThrashingPointer(Thresholds):
    """The thresholds."""

    reversals: int = bounded(20, 6, 60)
    within_ms: int = bounded(2_000, 500, 10_000)
    swing_px: int = bounded(30, 5, 500)


@dataclass(slots=True)
class _Zigzag:
    """Follows one axis and keeps its turns: when, and where. A turn is sure after `swing_px`."""

    swing_px: int
    turns: list[int] = field(default_factory=list)
    _far: int = 0  # the farthest place of the present swing
    _far_ns: int = 0
    _way: int = 0

    def begin(self, place: int, time_ns: int) -> None:
        self._far, self._far_ns, self._way = place, time_ns, 0

    def follow(self, place: int, time_ns: int) -> None:
        step = place - self._far
        if self._way == 0:
            if abs(step) >= self.swing_px:
                self._way = 1 if step > 0 else -1
                self._far, self._far_ns = place, time_ns
        elif step * self._way > 0:
            self._far, self._far_ns = place, time_ns
        elif abs(step) >= self.swing_px:
            self.turns.append(self._far_ns)
            self._far, self._far_ns, self._way = place, time_ns, -self._way


def find(tracks: Tracks, settings: ThrashingPointer) -> Iterator[Candidate]:
    """Each stretch of shaking, on whichever axis."""
    spans: list[tuple[int, int, int]] = []
    within_ns = settings.within_ms * NS_PER_MS
    for turns in turns_of(tracks.events, settings.swing_px):
        spans += _dense(turns, settings.reversals, within_ns)
    ended_ns = -1
    for start_ns, end_ns, count in sorted(spans):
        if start_ns > ended_ns:
            yield Candidate(_signal(tracks, start_ns, end_ns, count, settings))
        ended_ns = max(ended_ns, end_ns)


def turns_of(events: Iterable[InputEvent], swing_px: int) -> tuple[list[int], list[int]]:
    """When the pointer turned, across and up and down, while no button was held."""
    across, upright = _Zigzag(swing_px), _Zigzag(swing_px)
    held = False
    for event in events:
        kind = event.kind
        if kind is InputKind.MOVE and not held:
            across.follow(event.x, event.time_ns)
            upright.follow(event.y, event.time_ns)
        elif kind is InputKind.PRESS or kind is InputKind.RELEASE:
            held = kind is InputKind.PRESS
            across.begin(event.x, event.time_ns)
            upright.begin(event.y, event.time_ns)
    return across.turns, upright.turns


def _dense(turns: list[int], least: int, within_ns: int) -> list[tuple[int, int, int]]:
    """The stretches in which that many turns lie within that time: start, end and turns."""
    spans: list[tuple[int, int, int]] = []
    for last in range(least - 1, len(turns)):
        first = last - least + 1
        if turns[last] - turns[first] > within_ns:
            continue
        if spans and spans[-1][1] >= turns[first]:
            start_ns, _, count = spans[-1]
            spans[-1] = (start_ns, turns[last], count + 1)
        else:
            spans.append((turns[first], turns[last], least))
    return spans


def _signal(
    tracks: Tracks, start_ns: int, end_ns: int, count: int, settings: ThrashingPointer
) -> Signal:
    place = next(
        ((e.x, e.y) for e in tracks.events if e.time_ns >= start_ns and e.kind is InputKind.MOVE),
        (None, None),
    )
    reason = (
        f"The pointer turned {count} times within {seconds(end_ns - start_ns)}, "
        f"by {settings.swing_px} px or more each time."
    )
    return Signal(NAME, start_ns, end_ns, reason, *place)
