"""What the rules suspect and nobody has judged: dashed outlines."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from observer.model.annotation import Annotation
from observer.ui.review.lanes.label import paint_label
from observer.ui.review.lanes.moment_layout import TICK_PX
from observer.ui.review.lanes.pixels import opaque, paint_row
from observer.ui.review.lanes.span_lane import Group, SpanLane
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SPACE, theme

_LEAST_LABEL_PX = 24


class SuggestedLane(SpanLane[Annotation]):
    """An outline a suggestion, named after its rule; ticks where they crowd."""

    height = 28.0
    has_words = True

    def set_suggestions(self, suggestions: Sequence[Annotation]) -> None:
        """Take the suggestions that wait for a judgement, in rising time."""
        self.absent = not suggestions
        self.show_groups([Group("", list(suggestions))])

    def tip_at(self, point: QPointF, size: QSizeF, scale: TimeScale) -> str:
        """Why it is suspected."""
        suggestion = self.item_at(point, size, scale)
        return (suggestion.reason or rule_words(suggestion.rule)) if suggestion else ""

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the suggestions in view."""
        self._paint_ticks(painter, size, scale)
        blocks = self.placed(size, scale)
        following = self.following(size, scale, blocks)
        for placed, following_px in zip(blocks, following, strict=True):
            suggestion, chosen = placed.item, placed.item.id in self.selected_ids
            color = theme().color("ink" if chosen else "faint")
            if suggestion.severity is not None and not chosen:
                color = QColor(theme().palette.severity(suggestion.severity))
            area = placed.area
            style = Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.CustomDashLine
            pen = QPen(color, 2 if chosen else 1.4, style)
            if not chosen:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 0, -1, -1), 4, 4)
            left = max(0.0, area.left()) + SPACE
            room = min(area.right(), following_px) - left - 4
            if room >= _LEAST_LABEL_PX:
                painter.setPen(theme().color("ink" if chosen else "dim"))
                label = QRectF(left, area.top(), room, area.height())
                paint_label(painter, label, rule_words(suggestion.rule))

    def _paint_ticks(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Two dashes for each place where suggestions crowd."""
        fill = opaque([theme().color("faint")])
        for number, tops in enumerate(self.row_places(size)):
            view = self.groups[number].places(len(tops)).view(scale)
            for row, (top, height) in enumerate(tops):
                lefts = view.lefts[view.ticks & (view.rows == row)].astype(int) // TICK_PX
                places = np.unique(lefts) * TICK_PX
                widths, fills = np.full(len(places), 2), fill.repeat(len(places))
                dash = int(height / 3)
                for at in (int(top), int(top + height) - dash):
                    paint_row(painter, at, dash, places, widths, fills)


def rule_words(rule: str) -> str:
    """`rage-clicks` as people say it."""
    return rule.replace("-", " ").replace("_", " ")
