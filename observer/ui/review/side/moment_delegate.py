"""How one moment looks in the list: badge, title, who and what, time."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.moment_color import moment_color, moment_ink
from observer.ui.review.words import moment_sign, moment_subline, moment_title
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix

ROW_PX = 64
_BADGE_PX = 20
_LEFT = 2 * SPACE
_TEXT_LEFT = _LEFT + _BADGE_PX + 2 * SPACE


class MomentDelegate(QStyledItemDelegate):
    """Paints rows of MomentModel."""

    def __init__(self, book: MomentBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every row is as high."""
        return QSize(200, ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One row."""
        moment = cast("Annotation", index.data(Qt.ItemDataRole.UserRole))
        state, area = option.state, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, state)
        paint_badge(painter, QPointF(area.left() + _LEFT, area.top() + 12), moment)
        time_width = self._paint_time(painter, area, moment)
        room = area.width() - _TEXT_LEFT - time_width - 3 * SPACE
        self._paint_line(painter, area, 10, moment_title(moment), BODY, "ink", room)
        subline = moment_subline(moment, self._book.author)
        self._paint_line(painter, area, 34, subline, SMALL, "dim", area.width() - _TEXT_LEFT - 16)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        palette = theme().palette
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, mix(palette.panel, palette.ink, 0.04))
        painter.setPen(QPen(palette.color("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        focused = state & QStyle.StateFlag.State_HasFocus
        if focused and state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_time(self, painter: QPainter, area: QRectF, moment: Annotation) -> float:
        face = font(SMALL)
        text = format_ns(moment.start_ns)
        width = QFontMetricsF(face).horizontalAdvance(text)
        painter.setFont(face)
        painter.setPen(theme().color("dim"))
        place = QRectF(area.right() - 2 * SPACE - width, area.top() + 10, width + 1, 20)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return width

    def _paint_line(
        self,
        painter: QPainter,
        area: QRectF,
        top: float,
        text: str,
        size: int,
        tone: str,
        room: float,
    ) -> None:
        face = font(size, 600 if tone == "ink" else 400)
        painter.setFont(face)
        painter.setPen(theme().color(tone))
        shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, room)
        place = QRectF(area.left() + _TEXT_LEFT, area.top() + top, room + 4, 20)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_badge(painter: QPainter, corner: QPointF, moment: Annotation) -> None:
    """The small coloured square with the severity, or the kind's sign."""
    square = QRectF(corner.x(), corner.y(), _BADGE_PX, _BADGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(moment_color(moment))
    painter.drawRoundedRect(square, 6, 6)
    painter.setPen(moment_ink(moment))
    painter.setFont(font(SMALL, 600))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, moment_sign(moment))
