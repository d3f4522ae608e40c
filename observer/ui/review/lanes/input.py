"""How busy the hand is: moves, clicks, keys and scrolling."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from observer.model.samples import InputEvent, InputKind
from observer.ui.review.lanes.bars import bar_edges, paint_bars
from observer.ui.review.lanes.lane import Lane, Times
from observer.ui.review.lanes.pixels import opaque, paint_row
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme

# Moves come some sixty times a second, clicks and keys a few times: weighed to look alike.
_WEIGHTS = {
    InputKind.MOVE: 0.1,
    InputKind.PRESS: 3.0,
    InputKind.RELEASE: 0.0,
    InputKind.SCROLL: 0.7,
    InputKind.KEY: 1.0,
}
_DOT_PX = 4


@dataclass(frozen=True, slots=True)
class Activity:
    """When something was done, the weight of all of it up to there, and when a click was.

    `sums` has one figure more than `times_ns`: the activity of any stretch is one subtraction.
    """

    times_ns: Times
    sums: Times
    clicks_ns: Times


def activity_of(events: Iterable[InputEvent]) -> Activity:
    """A session's events in rising time, made ready for any zoom."""
    kept = [(e.time_ns, _WEIGHTS[e.kind], e.kind is InputKind.PRESS) for e in events]
    weights = np.array([weight for _, weight, _ in kept], dtype=np.float64)
    return Activity(
        np.array([time for time, _, _ in kept], dtype=np.float64),
        np.concatenate([[0.0], np.cumsum(weights)]),
        np.array([time for time, _, click in kept if click], dtype=np.float64),
    )


class InputLane(Lane):
    """Bars of activity from the floor up, and a dot above for every click."""

    height = 48.0

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self._activity = activity_of(())

    def set_events(self, events: Iterable[InputEvent]) -> None:
        """Take the session's events, in rising time."""
        self.show(activity_of(events))

    def show(self, activity: Activity) -> None:
        """Take what was made of the session's events."""
        self._activity = activity

    def heights(self, scale: TimeScale) -> Times:
        """The height of each bar in view, 0 to 1."""
        sums = self._activity.sums[np.searchsorted(self._activity.times_ns, bar_edges(scale))]
        done: Times = np.diff(sums)
        # The square root lets a lone click be seen beside a burst of them.
        return np.sqrt(np.maximum(0.0, done) / max(1.0, float(done.max(initial=0.0))))

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw bars and clicks."""
        floor, reach = size.height() - 5, size.height() - 20
        heights = self.heights(scale)
        tops = np.where(heights > 0, np.minimum(floor - 1, floor - heights * reach), floor)
        paint_bars(painter, scale, tops, np.full(len(tops), floor), theme().color("accent"))
        self._paint_clicks(painter, scale)

    def _paint_clicks(self, painter: QPainter, scale: TimeScale) -> None:
        clicks = self._activity.clicks_ns
        first, last = np.searchsorted(clicks, [scale.start_ns, scale.end_ns])
        places = np.unique(((clicks[first:last] - scale.start_ns) / scale.ns_per_px) // _DOT_PX)
        # One every four pixels: more are not told apart.
        widths, fills = np.full(len(places), _DOT_PX - 1), opaque([theme().color("dim")])
        paint_row(painter, 6, _DOT_PX - 1, _DOT_PX * places, widths, fills.repeat(len(places)))
