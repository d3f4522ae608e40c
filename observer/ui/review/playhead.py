"""The line that says where in the session we are."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

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
