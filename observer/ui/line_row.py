"""A line of a list that is chosen from: what it has in common wherever it is drawn."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from observer.ui.theme import SMALL, SPACE, font, theme

_LEAST_LETTERS = 6
"""An aside with room for fewer says nothing."""


class LineRow(QStyledItemDelegate):
    """Lines of one height, the current one on a soft ground. Whoever inherits draws the words."""

    height_px = 36

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line."""
        return QSize(200, self.height_px)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("accent_soft"))
            painter.drawRoundedRect(area.adjusted(SPACE, 1, -SPACE, -1), 8, 8)
        self.paint_line(painter, area, index)
        painter.restore()

    def paint_line(
        self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw what the line says."""
        raise NotImplementedError


def paint_aside(painter: QPainter, area: QRectF, left: float, words: str, tone: str) -> None:
    """Smaller words behind the first ones, as far as there is room for them."""
    room = area.right() - left
    painter.setFont(font(SMALL))
    metrics = QFontMetricsF(painter.font())
    if not words or room < metrics.averageCharWidth() * _LEAST_LETTERS:
        return
    painter.setPen(theme().color(tone))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    place = QRectF(left, area.top() + 1, room, area.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
