"""Words on a small solid ground of their own, readable over any picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from observer.ui.review.picture.scene import GROUND, INK
from observer.ui.theme import SMALL, font

HEIGHT = 24.0
_SIDE = 9.0


def plate_width(words: str, size: int = SMALL) -> float:
    """How wide a plate with these words is."""
    return QFontMetricsF(font(size, 600)).horizontalAdvance(words) + 2 * _SIDE


def paint_plate(
    painter: QPainter, at: QPointF, words: str, opacity: float = 1.0, size: int = SMALL
) -> QRectF:
    """Draw words with their left top at a point; where they lie."""
    area = QRectF(at.x(), at.y(), plate_width(words, size), HEIGHT)
    painter.save()
    painter.setOpacity(max(0.0, opacity))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(GROUND)
    painter.drawRoundedRect(area, 6, 6)
    painter.setPen(INK)
    painter.setFont(font(size, 600))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
    return area
