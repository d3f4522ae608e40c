"""The scale at the top of the timeline: times, and the stretch set with I and O."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.span import Span
from observer.ui.review.lanes.lane import Lane
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import font, theme

LABEL_DISTANCE_PX = 96
_LABEL_SIZE = 11


class RulerLane(Lane):
    """Ticks with their times, closer ones between them."""

    height = 26

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.chosen: Span | None = None

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the ticks in view."""
        self._paint_chosen(painter, size, scale)
        step = scale.tick_step_ns(LABEL_DISTANCE_PX)
        small = step // 5
        painter.setFont(font(_LABEL_SIZE))
        line, ink = theme().color("line"), theme().color("faint")
        time_ns = int(scale.start_ns // small) * small
        while time_ns <= scale.end_ns:
            x = round(scale.x_at(time_ns)) + 0.5
            labelled = time_ns % step == 0
            painter.setPen(QPen(line, 1))
            top = size.height() - (8 if labelled else 4)
            painter.drawLine(QPointF(x, top), QPointF(x, size.height()))
            if labelled:
                painter.setPen(ink)
                area = QRectF(x + 4, 0, LABEL_DISTANCE_PX, size.height() - 3)
                text = format_ns(time_ns, millis=step < NS_PER_SECOND)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            time_ns += small

    def _paint_chosen(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        if self.chosen is None:
            return
        left, right = scale.x_at(self.chosen.start_ns), scale.x_at(self.chosen.end_ns)
        painter.fillRect(
            QRectF(left, 0, max(2.0, right - left), size.height()), theme().color("accent_soft")
        )
        painter.fillRect(
            QRectF(left, size.height() - 3, max(2.0, right - left), 3), theme().color("accent")
        )
