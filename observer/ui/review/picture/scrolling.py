"""Which way, and how far, the wheel was turned: beside the pointer."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from observer.model.clock import NS_PER_MS
from observer.ui.review.picture.plate import HEIGHT
from observer.ui.review.picture.runs import Runs, Seen
from observer.ui.review.picture.scene import GROUND, INK, Scene
from observer.ui.theme import SMALL, font

HOLD_NS = 700 * NS_PER_MS
_FADE_NS = 300 * NS_PER_MS
_BESIDE = QPointF(22, 10)  # clear of the pointer's own arrow
_ARROW = 26.0
_CHEVRON = 4.5
_TURNS = {"down": 0, "left": 90, "up": 180, "right": 270}


class Scrolling:
    """Overlay: two chevrons in the wheel's direction, and the steps it turned."""

    def __init__(self) -> None:
        self.scrolls = Runs()

    def is_seen(self, time_ns: int, since_ns: int) -> bool:
        """Whether the wheel turned lately."""
        return bool(self.scrolls.at(time_ns, since_ns, HOLD_NS, 1))

    def paint(self, painter: QPainter, scene: Scene) -> float:
        """Draw the latest turn."""
        for run in self.scrolls.at(scene.time_ns, scene.since_ns, HOLD_NS, 1):
            painter.save()
            painter.setOpacity(min(1.0, (HOLD_NS - run.age_ns) / _FADE_NS))
            _paint_turn(painter, scene, run)
            painter.restore()
        return 0.0


def _paint_turn(painter: QPainter, scene: Scene, run: Seen) -> None:
    words = str(run.count)
    width = _ARROW + QFontMetricsF(font(SMALL, 600)).horizontalAdvance(words) + 10
    at = scene.place(*run.place) + _BESIDE
    if at.x() + width > scene.seen.right():
        at.setX(scene.place(*run.place).x() - 12 - width)
    at.setY(min(at.y(), scene.seen.bottom() - HEIGHT - 4))
    area = QRectF(round(at.x()), round(at.y()), width, HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(GROUND)
    painter.drawRoundedRect(area, 6, 6)
    painter.setPen(INK)
    painter.setFont(font(SMALL, 600))
    painter.drawText(area.adjusted(_ARROW, 0, -10, 0), Qt.AlignmentFlag.AlignCenter, words)
    painter.translate(area.left() + _ARROW / 2 + 2, area.center().y())
    painter.rotate(_TURNS[run.label])
    pen = QPen(INK, 1.75)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for top in (-_CHEVRON - 0.5, 1.0):
        painter.drawPolyline(
            QPolygonF([QPointF(-_CHEVRON, top), QPointF(0, top + 4), QPointF(_CHEVRON, top)])
        )
