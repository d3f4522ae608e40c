"""Stretches that were not recorded, hatched over the lanes they concern."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from observer.model.consent import TrackKind
from observer.model.samples import Gap, GapReason
from observer.ui.hatch import paint_hatch
from observer.ui.review.lanes.label import label_width
from observer.ui.review.lanes.lane import paint_block, say
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SPACE, theme


def paint_gaps(
    painter: QPainter,
    size: QSizeF,
    scale: TimeScale,
    gaps: Sequence[Gap],
    track: TrackKind | None,
    *,
    named: bool,
) -> None:
    """Draw the gaps of the whole session and those of one track; `named` with their reasons."""
    palette = theme().palette
    for gap in gaps:
        left, right = scale.x_at(gap.start_ns), scale.x_at(gap.end_ns)
        if gap.track not in (None, track) or right < 0 or left > size.width():
            continue
        left, right = max(left, -SPACE), min(right, size.width() + SPACE)
        area = QRectF(left, 0, max(2.0, right - left), size.height())
        veil = palette.color("sunk")
        veil.setAlphaF(0.85)
        painter.fillRect(area, veil)
        paint_hatch(painter, area, palette.color("line"))
        words = _reason_words(gap.reason)
        if named and label_width(words) + 2 * SPACE <= area.width():
            label = QRectF(left, 3, area.width(), 20)
            paint_block(painter, label, veil, palette.color("dim"), words)


def _reason_words(reason: GapReason) -> str:
    return {
        GapReason.PAUSE: say("paused"),
        GapReason.DEVICE_LOST: say("device lost"),
        GapReason.OVERLOAD: say("overloaded"),
        GapReason.SUSPEND: say("computer asleep"),
        GapReason.CRASH: say("lost in a crash"),
        GapReason.SECRET: say("a private window"),
        GapReason.ABSENT: say("not in the original"),
    }[reason]
