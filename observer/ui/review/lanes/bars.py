"""Bars on a fixed grid of time, painted as whole pixels."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from observer.ui.review.lanes.lane import Times
from observer.ui.review.lanes.pixels import opaque, paint_pixels
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
    if not len(lefts):
        return
    left, top = int(lefts[0]), int(highs.min())
    width, height = int(lefts[-1]) + _INK_PX - left, max(0, int(lows.max()) - top)
    begins, ends = np.zeros(width, int), np.zeros(width, int)
    for ink in range(_INK_PX):
        begins[lefts - left + ink], ends[lefts - left + ink] = highs - top, lows - top
    rows = np.arange(height)[:, None]
    pixels = np.where((rows >= begins) & (rows < ends), opaque([fill]), np.uint32(0))
    paint_pixels(painter, QRectF(left, top, width, height), pixels)
