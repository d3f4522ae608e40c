"""The scale at the top of the timeline: times, and the stretch that is chosen."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
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

    height = 26.0

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.chosen: Span | None = None

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the ticks in view."""
        step = scale.tick_step_ns(LABEL_DISTANCE_PX)
        small = step // 5
        painter.setFont(font(_LABEL_SIZE))
        line, ink = theme().color("line"), theme().color("faint")
        baseline = size.height() / 2 + 3
        first_ns = int(scale.start_ns // small) * small
        times_ns = range(first_ns, int(scale.end_ns) + 1, small)
        floor = size.height()
        places = [(round(scale.x_at(at)) + 0.5, at % step == 0) for at in times_ns]
        painter.setPen(QPen(line, 1))
        painter.drawLines(
            [QLineF(x, floor - (8 if labelled else 4), x, floor) for x, labelled in places]
        )
        painter.setPen(ink)
        for time_ns, (x, labelled) in zip(times_ns, places, strict=True):
            if labelled:
                text = format_ns(time_ns, millis=step < NS_PER_SECOND)
                painter.drawText(QPointF(x + 4, baseline), text)


def paint_range(
    painter: QPainter, span: Span, scale: TimeScale, ruler_px: float, height: float
) -> None:
    """The chosen stretch over all lanes, with its length on the ruler where there is room."""
    palette = theme().palette
    left = max(-2.0, scale.x_at(span.start_ns))
    right = min(scale.width_px + 2.0, scale.x_at(span.end_ns))
    if right < 0 or left > scale.width_px:
        return
    veil = palette.color("accent")
    veil.setAlphaF(0.13 if theme().is_dark else 0.09)
    painter.fillRect(QRectF(left, ruler_px, right - left, height - ruler_px), veil)
    painter.fillRect(
        QRectF(left, 0, max(2.0, right - left), ruler_px), palette.color("accent_soft")
    )
    painter.fillRect(QRectF(left, ruler_px - 3, max(2.0, right - left), 3), palette.color("accent"))
    for edge in (left, right - 1):
        painter.fillRect(QRectF(edge, 0, 1, height), palette.color("accent"))
    words = length_words(span.length_ns)
    painter.setFont(font(_LABEL_SIZE, 600))
    width = painter.fontMetrics().horizontalAdvance(words)
    inside = right - left >= width + 12
    x = (left + right - width) / 2 if inside else min(right + 6, scale.width_px - width - 4)
    if not inside:
        painter.fillRect(QRectF(x - 4, 3, width + 8, ruler_px - 8), palette.color("panel"))
    painter.setPen(palette.color("ink" if inside else "dim"))
    painter.drawText(QPointF(x, ruler_px / 2 + 3), words)


def length_words(length_ns: int) -> str:
    """`14.2 s`, `3:05` or `1:02:03`: as exact as a person says it."""
    if length_ns < NS_PER_SECOND:
        return f"{length_ns / 1e6:.0f} ms"
    if length_ns < 60 * NS_PER_SECOND:
        return f"{length_ns / NS_PER_SECOND:.1f} s"
    words = format_ns(length_ns)
    return words.removeprefix("0")
