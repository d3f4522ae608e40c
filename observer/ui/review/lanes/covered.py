"""What is covered in all that leaves: hatched blocks."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from observer.model.redaction import Redaction
from observer.ui.hatch import paint_hatch
from observer.ui.review.lanes.label import paint_label
from observer.ui.review.lanes.span_lane import MARGIN_PX, Group, SpanLane
from observer.ui.review.redact.words import cover_words, span_words
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SPACE, theme

_LEAST_LABEL_PX = 24
_ROW_HEIGHT_PX = 20.0


class CoveredLane(SpanLane[Redaction]):
    """A block a redaction, in accent while it is edited."""

    height = 28.0  # more where there are areas as well as sound, which have a row each
    has_words = True

    def set_redactions(self, redactions: Sequence[Redaction]) -> None:
        """Take what is covered, in rising time."""
        self.absent = not redactions
        seen = [one for one in redactions if one.area is not None]
        heard = [one for one in redactions if one.area is None]
        self.show_groups([Group("", kind) for kind in (seen, heard) if kind] or [Group("", ())])
        self.height = _ROW_HEIGHT_PX * len(self.groups) + 2 * MARGIN_PX

    def tip_at(self, point: QPointF, size: QSizeF, scale: TimeScale) -> str:
        """What is covered, from when to when, and why."""
        one = self.item_at(point, size, scale)
        if one is None:
            return ""
        parts = (cover_words(one), one.window, span_words(one), one.reason)
        return " · ".join(part for part in parts if part)

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the blocks in view."""
        palette = theme().palette
        blocks = self.placed(size, scale)
        following = self.following(size, scale, blocks)
        for placed, following_px in zip(blocks, following, strict=True):
            chosen = placed.item.id in self.selected_ids
            area = placed.area.adjusted(0.5, 0.5, -0.5, -0.5)
            hatch = palette.color("accent" if chosen else "line")
            painter.setPen(QPen(palette.color("accent" if chosen else "faint"), 2 if chosen else 1))
            painter.setBrush(palette.color("sunk"))
            painter.drawRoundedRect(area, 4, 4)
            paint_hatch(painter, area, hatch, 4, seen=QRectF(QPointF(), size))
            painter.setPen(Qt.PenStyle.NoPen)
            left = max(0.0, area.left()) + SPACE
            room = min(area.right(), following_px) - left - 4
            if room >= _LEAST_LABEL_PX:
                words = " · ".join(filter(None, (cover_words(placed.item), placed.item.window)))
                ground = QRectF(left - 3, area.top() + 2, min(room, 6.5 * len(words) + 8), 0)
                ground.setHeight(area.height() - 4)
                painter.setBrush(palette.color("sunk"))
                painter.drawRoundedRect(ground, 3, 3)
                painter.setPen(palette.color("ink"))
                paint_label(painter, QRectF(left, area.top(), room, area.height()), words)
