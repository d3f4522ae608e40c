"""The lines that stand over all lanes: where we are, and what a drag snaps to."""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from observer.ui.theme import theme

_HALF_PX = 6


def playhead_area(x: float, height: int) -> QRect:
    """What has to be painted anew when it comes or goes."""
    return QRect(int(x) - _HALF_PX - 2, 0, 2 * _HALF_PX + 4, height)


def paint_playhead(painter: QPainter, x: float, height: int) -> None:
    """A line over all lanes with a handle at the top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("accent"))
    painter.drawRect(QRectF(round(x) - 1, 0, 2, height))
    handle = QPainterPath(QPointF(round(x) - _HALF_PX, 0))
    handle.lineTo(round(x) + _HALF_PX, 0)
    handle.lineTo(round(x) + _HALF_PX, 7)
    handle.quadTo(round(x) + _HALF_PX, 12, round(x), 13)
    handle.quadTo(round(x) - _HALF_PX, 12, round(x) - _HALF_PX, 7)
    painter.drawPath(handle)


def paint_snap_line(painter: QPainter, x: float, top: float, height: float) -> None:
    """A dashed line over all lanes: here is what the dragged edge meets."""
    pen = QPen(theme().color("ink"), 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawLine(QLineF(round(x) + 0.5, top, round(x) + 0.5, height))
