"""How busy the hand is: moves, clicks, keys and scrolling."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from observer.model.samples import InputEvent, InputKind
from observer.ui.review.lanes.lane import Lane
from observer.ui.review.lanes.voice import BAR_PX, bar_edges
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


class InputLane(Lane):
    """Bars of activity from the floor up, and a dot above for every click."""

    height = 54

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.set_events(())

    def set_events(self, events: Iterable[InputEvent]) -> None:
        """Take the session's events, in rising time."""
        kept = [(e.time_ns, _WEIGHTS[e.kind], e.kind is InputKind.PRESS) for e in events]
        self._times = np.array([time for time, _, _ in kept], dtype=np.float64)
        weights = np.array([weight for _, weight, _ in kept], dtype=np.float64)
        self._sums = np.concatenate([[0.0], np.cumsum(weights)])
        self._clicks = np.array([time for time, _, click in kept if click], dtype=np.float64)

    def heights(self, scale: TimeScale) -> np.ndarray:
        """The height of each bar in view, 0 to 1."""
        sums = self._sums[np.searchsorted(self._times, bar_edges(scale))]
        activity = np.diff(sums)
        # The square root lets a lone click be seen beside a burst of them.
        return np.sqrt(activity / max(1.0, float(activity.max(initial=0.0))))

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw bars and clicks."""
        floor, reach = size.height() - 8, size.height() - 24
        lines = [
            QLineF(x, floor - height * reach, x, floor)
            for edge, height in zip(bar_edges(scale), self.heights(scale), strict=False)
            if height > 0
            for x in (scale.x_at(edge) + BAR_PX / 2,)
        ]
        accent = theme().color("accent")
        painter.setPen(QPen(accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("dim"))
        first, last = np.searchsorted(self._clicks, [scale.start_ns, scale.end_ns])
        places = np.unique(((self._clicks[first:last] - scale.start_ns) / scale.ns_per_px) // 2)
        for place in places:  # one dot every two pixels: more cannot be told apart
            painter.drawEllipse(QPointF(2 * place + 1, 9), 2, 2)
