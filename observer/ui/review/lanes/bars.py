"""Bars on a fixed grid of time, painted as whole pixels."""

import numpy as np
from PySide6.QtGui import QColor, QPainter

from observer.ui.review.lanes.lane import Times
from observer.ui.review.time_scale import TimeScale

BAR_PX = 3
_INK_PX = 2


def bar_edges(scale: TimeScale) -> Times:
    """The times between bars of BAR_PX, on a fixed grid so that panning does not shimmer."""
    step = BAR_PX * scale.ns_per_px
    first = int(scale.start_ns // step)
    last = int(min(scale.end_ns, scale.duration_ns) // step) + 1
    return np.arange(first, last + 1, dtype=np.float64) * step


def paint_bars(
    painter: QPainter, scale: TimeScale, tops: Times, bottoms: Times, fill: QColor
) -> None:
    """A bar for each stretch of the grid in view, from its top to its bottom in pixels."""
    lefts = np.round((bar_edges(scale)[:-1] - scale.start_ns) / scale.ns_per_px).astype(int)
    highs, lows = np.round(tops).astype(int), np.round(bottoms).astype(int)
    shown = lows > highs
    columns = (lefts[shown].tolist(), highs[shown].tolist(), (lows - highs)[shown].tolist())
    # Whole pixels need no smoothing, which costs ten times as much.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for left, top, height in zip(*columns, strict=True):
        painter.fillRect(left, top, _INK_PX, height, fill)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
