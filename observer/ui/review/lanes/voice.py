"""How loud a sound is: the voices, or what the computer played."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QPainter

from observer.ui.review.lanes.bars import bar_edges, paint_bars
from observer.ui.review.lanes.lane import Lane, Times
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme
from observer.ui.theme.palette import mix

_LIFT = 0.65  # lifts quiet speech out of the line without making noise look like it


class VoiceLane(Lane):
    """Bars around a middle line: the mean of the peaks in each, which shows words as words.

    The sums up to each peak are kept, so that the mean over any stretch is one subtraction at
    every zoom.
    """

    height = 52.0

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self._sums: Times = np.zeros(1)

    def set_peaks(self, peaks: Sequence[float]) -> None:
        """Equal stretches of the whole session, 0 to 1; scaled so that speech fills the lane."""
        values = np.asarray(peaks, dtype=np.float64)
        loud = float(np.percentile(values, 99)) if len(values) else 0.0
        # Below -40 dB there is only noise: do not blow that up to look like speech.
        self._sums = np.concatenate([[0.0], np.cumsum(np.minimum(1.0, values / max(loud, 0.01)))])

    def heights(self, scale: TimeScale) -> Times:
        """The height of each bar in view, 0 to 1."""
        count = len(self._sums) - 1
        places = np.minimum((bar_edges(scale) * (count / scale.duration_ns)).astype(int), count)
        ends = np.minimum(np.maximum(places[1:], places[:-1] + 1), count)
        spans = np.maximum(1, ends - places[:-1])
        means: Times = (self._sums[ends] - self._sums[places[:-1]]) / spans
        return np.maximum(0.0, means) ** _LIFT

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw a bar every BAR_PX."""
        palette = theme().palette
        middle, reach = round(size.height() / 2), size.height() / 2 - 6
        halves = np.maximum(0.5, self.heights(scale) * reach)
        color = QColor(mix(mix(palette.dim, palette.accent, 0.2), palette.panel, 0.25))
        paint_bars(painter, scale, middle - halves, middle + halves, color)
