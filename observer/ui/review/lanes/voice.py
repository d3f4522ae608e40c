"""How loud the voices are."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from observer.ui.review.lanes.lane import Lane
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme
from observer.ui.theme.palette import mix

BAR_PX = 3
_LIFT = 0.65  # lifts quiet speech out of the line without making noise look like it


def bar_edges(scale: TimeScale) -> np.ndarray:
    """The times between bars of BAR_PX, on a fixed grid so that panning does not shimmer."""
    step = BAR_PX * scale.ns_per_px
    first = int(scale.start_ns // step)
    last = int(min(scale.end_ns, scale.duration_ns) // step) + 1
    return np.arange(first, last + 1, dtype=np.float64) * step


class VoiceLane(Lane):
    """Bars around a middle line: the mean of the peaks in each, which shows words as words."""

    height = 58

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._sums = np.zeros(1)

    def set_peaks(self, peaks: Sequence[float]) -> None:
        """Equal stretches of the whole session, 0 to 1; scaled so that speech fills the lane."""
        values = np.asarray(peaks, dtype=np.float32)
        loud = float(np.percentile(values, 99)) if len(values) else 0.0
        # Below -40 dB there is only noise: do not blow that up to look like speech.
        self._sums = np.concatenate([[0.0], np.cumsum(np.minimum(1.0, values / max(loud, 0.01)))])

    def heights(self, scale: TimeScale) -> np.ndarray:
        """The height of each bar in view, 0 to 1."""
        count = len(self._sums) - 1
        places = np.minimum((bar_edges(scale) * (count / scale.duration_ns)).astype(int), count)
        ends = np.minimum(np.maximum(places[1:], places[:-1] + 1), count)
        spans = np.maximum(1, ends - places[:-1])
        means = (self._sums[ends] - self._sums[places[:-1]]) / spans
        return np.asarray(means**_LIFT)

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw a bar every BAR_PX."""
        palette = theme().palette
        middle, reach = size.height() / 2, size.height() / 2 - 8
        edges = bar_edges(scale)
        lines = []
        for edge, height in zip(edges, self.heights(scale), strict=False):
            x = scale.x_at(edge) + 1
            half = max(0.5, height * reach)
            lines.append(QLineF(x, middle - half, x, middle + half))
        color = QColor(mix(mix(palette.dim, palette.accent, 0.2), palette.panel, 0.25))
        painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(lines)
