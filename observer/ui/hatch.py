"""Slanted lines over an area, as close on a fine screen as on a coarse one."""

import math

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_APART_PX = 7.0


def paint_hatch(
    painter: QPainter,
    area: QRectF,
    color: QColor,
    radius: float = 0.0,
    *,
    seen: QRectF | None = None,
) -> None:
    """Draw them; Qt's own pattern is told in the screen's pixels and vanishes at 200 %.

    `seen` is what can be seen of the ground, where the area may reach far out of it.
    """
    shown = area if seen is None else area.intersected(seen)
    if shown.isEmpty():
        return
    outline = QPainterPath()
    outline.addRoundedRect(area, radius, radius)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1))
    # Each line is where x + y is a multiple, from the area's own corner: they go along with it.
    high, low = shown.top() - area.top(), shown.bottom() - area.top()
    first = math.ceil((shown.left() - area.left() + high) / _APART_PX)
    last = math.floor((shown.right() - area.left() + low) / _APART_PX)
    starts = [area.left() + number * _APART_PX for number in range(first, last + 1)]
    lines = [QLineF(x - high, shown.top(), x - low, shown.bottom()) for x in starts]
    painter.drawLines(lines)
    painter.restore()
