"""How one suggestion looks: the rule, its reason in full, when; rejected ones say so."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from observer.model.annotation import Annotation, Standing
from observer.ui.review.side.moment_delegate import TEXT_LEFT, paint_ground, paint_line, paint_time
from observer.ui.review.words import length_words, moment_sign, rule_title
from observer.ui.theme import BODY, SMALL, SPACE, font, theme

_AROUND_PX = 45  # the rule's line, the gaps and the line below
_MOST_LINES_PX = 72
_BADGE_PX = 20
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class SuggestionDelegate(QStyledItemDelegate):
    """Paints suggestions of an AnnotationList; a reason takes the lines it needs."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the reason is at the list's width."""
        said = cast("Annotation", index.data(Qt.ItemDataRole.UserRole))
        room = max(80, self._view.viewport().width() - TEXT_LEFT - 2 * SPACE)
        area = QFontMetrics(font(SMALL)).boundingRect(
            0, 0, room, _MOST_LINES_PX, _WRAPPED, _reason(said)
        )
        return QSize(200, _AROUND_PX + min(_MOST_LINES_PX, area.height()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One row."""
        said = cast("Annotation", index.data(Qt.ItemDataRole.UserRole))
        area, rejected = QRectF(option.rect), said.standing is Standing.REJECTED
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, option.state)
        self._paint_badge(painter, area, said, rejected=rejected)
        taken = paint_time(painter, area, said.start_ns)
        left, right = area.left() + TEXT_LEFT, area.right() - 2 * SPACE
        title = rule_title(said.rule)
        if rejected:
            title = self.tr("{rule} · rejected").format(rule=title)
        line = QRectF(left, area.top() + 10, right - left - taken - SPACE, 20)
        paint_line(
            painter, line, title, BODY, "dim" if rejected else "ink", 400 if rejected else 600
        )
        painter.setFont(font(SMALL))
        painter.setPen(theme().color("dim"))
        reason = QRectF(left, area.top() + 33, right - left, area.height() - _AROUND_PX + 2)
        painter.drawText(reason, _WRAPPED, _reason(said))
        painter.restore()

    def _paint_badge(
        self, painter: QPainter, area: QRectF, said: Annotation, *, rejected: bool
    ) -> None:
        """A dashed outline, as on the timeline: nobody stands behind it yet."""
        square = QRectF(area.left() + 2 * SPACE, area.top() + 12, _BADGE_PX, _BADGE_PX)
        pen = QPen(theme().color("faint"), 1.4)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(font(SMALL, 600))
        painter.setPen(theme().color("dim"))
        painter.drawText(
            square, Qt.AlignmentFlag.AlignCenter, "×" if rejected else moment_sign(said)
        )


def _reason(said: Annotation) -> str:
    """Its sentence; how long it lasts where it has none."""
    return said.reason or length_words(said.end_ns - said.start_ns)
