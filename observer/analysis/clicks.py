"""Clicks made of presses and releases, and clicks at one place made into series."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind

DRAG_PX = 8
"""GTK's and Qt's own distance from which on a press that moves is a drag (8 and 10 pixels)."""

_LONGEST_PRESS_NS = 1_000 * NS_PER_MS


@dataclass(frozen=True, slots=True)
class Click:
    """The left button went down and up in one place."""

    press_ns: int
    release_ns: int
    x: int
    y: int

    def distance_to(self, other: "Click") -> float:
        """In pixels."""
        return hypot(self.x - other.x, self.y - other.y)


def clicks_of(events: Iterable[InputEvent]) -> list[Click]:
    """The clicks among the events; drags and presses held for over a second are none.

    A press whose release was not recorded is taken for a click of no length.
    """
    found: list[Click] = []
    held: InputEvent | None = None
    for event in events:
        if event.button != "left":
            continue
        if event.kind is InputKind.PRESS:
            if held is not None:
                found.append(Click(held.time_ns, held.time_ns, held.x, held.y))
            held = event
        elif event.kind is InputKind.RELEASE and held is not None:
            moved = hypot(event.x - held.x, event.y - held.y)
            if moved <= DRAG_PX and event.time_ns - held.time_ns <= _LONGEST_PRESS_NS:
                found.append(Click(held.time_ns, event.time_ns, held.x, held.y))
            held = None
    if held is not None:
        found.append(Click(held.time_ns, held.time_ns, held.x, held.y))
    return found


def series_of(clicks: Sequence[Click], gap_ns: int, reach_px: float) -> Iterator[list[Click]]:
    """Clicks in a row, each at most `gap_ns` after the last and `reach_px` from the first."""
    series: list[Click] = []
    for click in clicks:
        if series and (
            click.press_ns - series[-1].press_ns > gap_ns or click.distance_to(series[0]) > reach_px
        ):
            yield series
            series = []
        series.append(click)
    if series:
        yield series
