"""What the hands did: where the pointer was, where it clicked, which classes of keys it pressed."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from observer.capture.opencv import cv2
from observer.export.drawing.ground import Ground, Stamp, make_stamp
from observer.export.drawing.lettering import Color, chip
from observer.export.drawing.measure import Measure
from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.model.span import Span

_RING_NS = 500 * NS_PER_MS  # long enough to be seen, gone before the next click of most people
_RING_STEPS = 15
_RING_COLOR: Color = (47, 179, 168)
_KEYS_NS = 1500 * NS_PER_MS
_MOST_CHIPS = 4
_KEY_WORDS = {
    KeyClass.CHARACTER: "typing",
    KeyClass.EDITING: "editing key",
    KeyClass.NAVIGATION: "navigation key",
    KeyClass.FUNCTION: "function key",
    KeyClass.SHORTCUT: "shortcut",
}
_ARROW = ((0, 0), (0, 17), (4, 13.2), (6.8, 19.6), (9.4, 18.5), (6.7, 12.2), (12.2, 12.2))
_FINE = 8  # shapes are drawn this much larger and made small, for soft edges


class PointerLayer:
    """An arrow where the pointer was."""

    def __init__(self, events: Sequence[InputEvent], span: Span, measure: Measure) -> None:
        placed = [event for event in events if event.kind is not InputKind.KEY]
        self._times_ns = [event.time_ns for event in placed]
        self._places = [(event.x, event.y) for event in placed]
        self._changes_ns = [time for time in self._times_ns if time > span.start_ns]
        self._arrow = _arrow(1.4 * measure.scale)

    def changes_ns(self) -> Sequence[int]:
        """Whenever it moved."""
        return self._changes_ns

    def draw(self, ground: Ground, time_ns: int) -> None:
        """The arrow at its last known place."""
        last = bisect_right(self._times_ns, time_ns) - 1
        if last >= 0:
            x, y = self._places[last]
            ground.put(self._arrow, ground.left + x - 2, ground.top + y - 2)


class ClickLayer:
    """A ring that grows and fades where a button was pressed."""

    def __init__(self, events: Sequence[InputEvent], span: Span, measure: Measure) -> None:
        self._clicks = [
            event
            for event in events
            if event.kind is InputKind.PRESS and event.time_ns > span.start_ns - _RING_NS
        ]
        self._rings = [_ring(step / _RING_STEPS, measure) for step in range(_RING_STEPS)]

    def changes_ns(self) -> Sequence[int]:
        """Each step of each ring."""
        step_ns = _RING_NS // _RING_STEPS
        return [
            click.time_ns + step * step_ns
            for click in self._clicks
            for step in range(_RING_STEPS + 1)
        ]

    def draw(self, ground: Ground, time_ns: int) -> None:
        """The rings of the last half second."""
        for click in self._clicks:
            age_ns = time_ns - click.time_ns
            if 0 <= age_ns < _RING_NS:
                ring = self._rings[age_ns * _RING_STEPS // _RING_NS]
                left, top = click.x - ring.width // 2, click.y - ring.height // 2
                ground.put(ring, ground.left + left, ground.top + top)


class KeyLayer:
    """Which classes of keys were pressed in the last moments; never which letters."""

    def __init__(self, events: Sequence[InputEvent], span: Span, measure: Measure) -> None:
        self._pressed = [
            event
            for event in events
            if event.kind is InputKind.KEY
            and event.key_class not in (None, KeyClass.MODIFIER)
            and event.time_ns > span.start_ns - _KEYS_NS
        ]
        self._measure = measure
        self._chips: dict[str, Stamp] = {}

    def changes_ns(self) -> Sequence[int]:
        """Each press, and when it is forgotten."""
        return [event.time_ns + after for event in self._pressed for after in (0, _KEYS_NS)]

    def draw(self, ground: Ground, time_ns: int) -> None:
        """The latest presses as chips in the lower left corner, in their order."""
        words = _told([e for e in self._pressed if 0 <= time_ns - e.time_ns < _KEYS_NS])
        x = self._measure.margin
        for word in words[-_MOST_CHIPS:]:
            if word not in self._chips:
                self._chips[word] = chip([word], self._measure.label)
            stamp = self._chips[word]
            ground.put(stamp, x, ground.height - self._measure.margin - stamp.height)
            x += stamp.width + self._measure.margin // 2


def _told(pressed: Sequence[InputEvent]) -> list[str]:
    """What was pressed in words, repeated presses as one with their count."""
    runs: list[tuple[str, int]] = []
    for event in pressed:
        word = event.key or _KEY_WORDS[event.key_class or KeyClass.CHARACTER]
        if runs and runs[-1][0] == word:
            runs[-1] = (word, runs[-1][1] + 1)
        else:
            runs.append((word, 1))
    return [word if count == 1 else f"{word} × {count}" for word, count in runs]


def _ring(part: float, measure: Measure) -> Stamp:
    """The ring when this part of its time has passed: an accent line with a white edge."""
    radius = measure.of(12) + part * measure.of(22)
    line = max(2.0, measure.of(5) * (1 - 0.5 * part))
    side = int(2 * (radius + line + 2)) // 2 * 2 + 2
    middle = (side * _FINE // 2, side * _FINE // 2)
    large = np.full((side * _FINE, side * _FINE, 3), 255, np.uint8)
    cover = np.zeros((side * _FINE, side * _FINE), np.uint8)
    wide, narrow = round((line + 3) * _FINE), round(line * _FINE)
    cv2.circle(cover, middle, round(radius * _FINE), (255,), wide)
    cv2.circle(large, middle, round(radius * _FINE), _RING_COLOR[::-1], narrow)
    return _small(large, cover, side, side).faded(1 - part**2)


def _arrow(scale: float) -> Stamp:
    """A black arrow with a white edge; its tip lies 2 pixels from the stamp's corner."""
    width, height = int(17 * scale) // 2 * 2 + 2, int(25 * scale) // 2 * 2 + 2
    large = np.zeros((height * _FINE, width * _FINE, 3), np.uint8)
    cover = np.zeros((height * _FINE, width * _FINE), np.uint8)
    points = np.array([[((x * scale) + 2) * _FINE, (y * scale + 2) * _FINE] for x, y in _ARROW])
    outline = points.round().astype(np.int32)
    edge = round(2.4 * _FINE)
    cv2.fillPoly(cover, [outline], (255,))
    cv2.polylines(cover, [outline], True, (255,), edge)
    cv2.polylines(large, [outline], True, (255, 255, 255), edge)
    return _small(large, cover, width, height)


def _small(large: np.ndarray, cover: np.ndarray, width: int, height: int) -> Stamp:
    size, method = (width, height), cv2.INTER_AREA
    small = np.asarray(cv2.resize(large, size, interpolation=method), np.uint8)
    return make_stamp(small, np.asarray(cv2.resize(cover, size, interpolation=method), np.uint8))
