"""Stretches that were not recorded, hatched over every lane."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter

from observer.model.samples import Gap, GapReason
from observer.ui.review.lanes.lane import paint_block, say
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SMALL, SPACE, font, theme


def paint_gaps(painter: QPainter, size: QSizeF, scale: TimeScale, gaps: Sequence[Gap]) -> None:
    """Draw the gaps of the whole session (those of one track concern only that lane)."""
    palette = theme().palette
    for gap in gaps:
        left, right = scale.x_at(gap.start_ns), scale.x_at(gap.end_ns)
        if gap.track is not None or right < 0 or left > size.width():
            continue
        area = QRectF(left, 0, max(2.0, right - left), size.height())
        veil = palette.color("sunk")
        veil.setAlphaF(0.85)
        painter.fillRect(area, veil)
        painter.fillRect(area, QBrush(palette.color("line"), Qt.BrushStyle.BDiagPattern))
        words = _reason_words(gap.reason)
        if QFontMetricsF(font(SMALL)).horizontalAdvance(words) + 2 * SPACE <= area.width():
            label = QRectF(left, 3, area.width(), 20)
            paint_block(painter, label, veil, palette.color("dim"), words)


def _reason_words(reason: GapReason) -> str:
    return {
        GapReason.PAUSE: say("paused"),
        GapReason.DEVICE_LOST: say("device lost"),
        GapReason.OVERLOAD: say("overloaded"),
        GapReason.SUSPEND: say("computer asleep"),
        GapReason.CRASH: say("lost in a crash"),
    }[reason]
