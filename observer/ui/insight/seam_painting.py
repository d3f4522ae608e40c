"""How an arrow, a box and a label of the hand-overs are drawn."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from observer.analysis.seams import Part
from observer.ui.insight.seam_words import share_words
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix, readable_on

_MOST_EDGE_PX = 10.0


def paint_arrow(painter: QPainter, path: QPainterPath, share: float, *, pointed: bool) -> None:
    """Broader and redder the more of the heaviest friction it carries: 0 for none, to 1."""
    palette = theme().palette
    width = 1.6 + share * (_MOST_EDGE_PX - 1.6)
    color = QColor(mix(palette.s1, palette.s3, share))
    if not share:
        color = QColor(mix(palette.line, palette.faint, 0.7))
    if pointed:
        color = palette.color("accent")
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    _paint_head(painter, path, color, max(4.5, width * 0.95))


def paint_box(painter: QPainter, box: QRectF, part: Part, share: float, *, pointed: bool) -> None:
    """Redder the more of the heaviest friction it has: 0 for none, to 1."""
    palette = theme().palette
    ground = mix(palette.panel, palette.s3, 0.08 + 0.5 * share) if share else palette.panel
    edge = palette.accent if pointed else mix(palette.line, palette.s3, share)
    painter.setPen(QPen(QColor(edge), 2 if pointed else 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 10, 10)
    ink = readable_on(ground) if share > 0.3 else palette.ink
    count = str(len(part.moments)) if part.moments else ""
    face = QFontMetricsF(font(BODY, 600))
    taken = face.horizontalAdvance(count) + SPACE if count else 0
    inner = box.adjusted(12, 4, -12, -4)
    _line(painter, inner.adjusted(0, 0, -taken, -20), part.component, BODY, 600, ink)
    if count:
        painter.setFont(font(BODY, 600))
        way = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner.adjusted(0, 0, 0, -20), way, count)
    _line(painter, inner.adjusted(0, 20, 0, 0), share_words(part), SMALL, 400, ink)


def plate_width(words: str) -> float:
    """How wide a label of these words is."""
    return QFontMetricsF(font(SMALL, 600)).horizontalAdvance(words) + 2 * SPACE


def paint_plate(painter: QPainter, plate: QRectF, words: str, token: str) -> None:
    """A label, its words in the colour of this token."""
    palette = theme().palette
    painter.setPen(QPen(palette.color("line"), 1))
    painter.setBrush(palette.color("panel"))
    painter.drawRoundedRect(plate, 11, 11)
    paint_line(painter, plate.adjusted(SPACE, 0, -SPACE + 2, 0), words, SMALL, token, 600)


def _line(painter: QPainter, place: QRectF, words: str, size: int, weight: int, ink: str) -> None:
    face = font(size, weight)
    painter.setFont(face)
    painter.setPen(QColor(ink))
    shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideMiddle, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_head(painter: QPainter, path: QPainterPath, color: QColor, size: float) -> None:
    tip = path.pointAtPercent(1.0)
    angle = math.radians(-path.angleAtPercent(0.97))
    back = QPointF(math.cos(angle), math.sin(angle)) * size * 1.5
    side = QPointF(-math.sin(angle), math.cos(angle)) * size
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([tip + back * 0.2, tip - back + side, tip - back - side]))
