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


def bar_edges(scale: TimeScale) -> np.ndarray:
    """The times between bars of BAR_PX, on a fixed grid so that panning does not shimmer."""
    step = BAR_PX * scale.ns_per_px
    first = int(scale.start_ns // step)
    last = int(min(scale.end_ns, scale.duration_ns) // step) + 1
    return np.arange(first, last + 1, dtype=np.float64) * step


class VoiceLane(Lane):
    """Bars around a middle line, the loudest sample of each stretch."""

    height = 58

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._peaks = np.zeros(0, dtype=np.float32)

    def set_peaks(self, peaks: Sequence[float]) -> None:
        """Equal stretches of the whole session, 0 to 1; scaled so that speech fills the lane."""
        values = np.asarray(peaks, dtype=np.float32)
        loud = float(np.percentile(values, 99)) if len(values) else 0.0
        # Below -40 dB there is only noise: do not blow that up to look like speech.
        self._peaks = np.minimum(1.0, values / max(loud, 0.01)) ** 0.8

    def heights(self, scale: TimeScale) -> np.ndarray:
        """The height of each bar in view, 0 to 1."""
        if not len(self._peaks):
            return np.zeros(0)
        per_ns = len(self._peaks) / scale.duration_ns
        places = np.minimum((bar_edges(scale) * per_ns).astype(np.int64), len(self._peaks) - 1)
        return np.maximum.reduceat(self._peaks, places[:-1])

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
        color = QColor(mix(palette.faint, palette.accent, 0.15))
        painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(lines)
