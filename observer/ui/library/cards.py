"""Paints one session as a card: its picture, who, what, when, how long, how many moments."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from observer.database.rows import SessionRow
from observer.model.clock import format_ns
from observer.model.manifest import SessionState
from observer.ui.icons import paint_icon
from observer.ui.library.session_list import ROW
from observer.ui.library.thumbnails import Thumbnails
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.wording import spoken_date, spoken_moments

_GAP = 2 * SPACE
_TEXT_HEIGHT = 8 * SPACE
_CORNER = 12.0
_NARROWEST = 248


def cell_size(viewport_width: int) -> QSize:
    """The grid cell that fills the width with as many cards as fit."""
    columns = max(1, viewport_width // (_NARROWEST + _GAP))
    width = (viewport_width - 1) // columns  # one pixel less, or the last card wraps
    return QSize(width, (width - _GAP) * 9 // 16 + _TEXT_HEIGHT + _GAP)


class CardPainter(QStyledItemDelegate):
    """The delegate of the session grid."""

    repair_asked = Signal(str)
    """The Repair button on an interrupted session's card was pressed."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One card."""
        row: SessionRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = _card_rect(option)
        self._paint_frame(painter, card, option)
        self._paint_picture(painter, card, row)
        self._paint_words(painter, card, row)
        self._paint_edge(painter, card, option)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The whole cell."""
        return cell_size(option.rect.width() or _NARROWEST)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Let the Repair button be pressed."""
        row: SessionRow = index.data(ROW)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and row.state is SessionState.INTERRUPTED
            and _repair_rect(_card_rect(option)).contains(event.position())
        ):
            self.repair_asked.emit(row.id)
            return True
        return super().editorEvent(event, model, option, index)

    def _paint_frame(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        palette = theme().palette
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if hovered:
            shade = QColor(0, 0, 0, 90 if theme().is_dark else 24)
            painter.setBrush(shade)
            painter.drawRoundedRect(card.translated(0, 2), _CORNER, _CORNER)
        painter.setBrush(palette.color("panel"))
        painter.drawRoundedRect(card, _CORNER, _CORNER)

    def _paint_edge(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        palette = theme().palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        token = "accent" if selected else "faint" if hovered else "line"
        width = 2.0 if selected else 1.0
        painter.setPen(QPen(palette.color(token), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), _CORNER, _CORNER)

    def _paint_picture(self, painter: QPainter, card: QRectF, row: SessionRow) -> None:
        area = QRectF(card.left(), card.top(), card.width(), card.height() - _TEXT_HEIGHT)
        clip = QPainterPath()
        clip.addRoundedRect(card, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(clip)
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, theme().color("sunk"))
        picture = self._thumbnails.picture(row)
        if picture is None and row.state is not SessionState.INTERRUPTED:
            middle = QRectF(0, 0, 32, 32)
            middle.moveCenter(area.center())
            paint_icon(painter, "film", middle, theme().color("faint"))
        if picture is not None:
            painter.drawPixmap(area, picture, _covering(picture, area))
        painter.restore()
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_pills(painter, area, card, row)

    def _paint_pills(self, painter: QPainter, area: QRectF, card: QRectF, row: SessionRow) -> None:
        palette = theme().palette
        if row.state is SessionState.RECORDING:
            _pill(painter, area.left() + SPACE, area.top() + SPACE, self.tr("● Recording"),
                  palette.rec, palette.rec_ink)  # fmt: skip
        elif row.state is SessionState.INTERRUPTED:
            _pill(painter, area.left() + SPACE, area.top() + SPACE, self.tr("Interrupted"),
                  palette.s2, "#14171a")  # fmt: skip
            _button(painter, _repair_rect(card), self.tr("Repair"))
        elif row.state is SessionState.MISSING:
            _pill(painter, area.left() + SPACE, area.top() + SPACE, self.tr("Folder is gone"),
                  palette.s0, "#14171a")  # fmt: skip
        if row.duration_ns and row.state is SessionState.CLOSED:
            text = format_ns(row.duration_ns)
            width = QFontMetricsF(font(SMALL, 600)).horizontalAdvance(text) + 2 * SPACE
            _pill(painter, area.right() - SPACE - width, area.bottom() - SPACE - 22, text,
                  "#14171a", "#ffffff")  # fmt: skip

    def _paint_words(self, painter: QPainter, card: QRectF, row: SessionRow) -> None:
        palette = theme().palette
        box = QRectF(
            card.left() + 2 * SPACE, card.bottom() - _TEXT_HEIGHT + SPACE + 2,
            card.width() - 4 * SPACE, _TEXT_HEIGHT - 2 * SPACE - 4,
        )  # fmt: skip
        painter.setFont(font(BODY, 600))
        painter.setPen(palette.color("ink"))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        title = f"{row.participant} · {row.study}"
        elided = QFontMetricsF(font(BODY, 600)).elidedText(
            title, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, top, elided)
        painter.setFont(font(SMALL))
        painter.setPen(palette.color("dim"))
        low = Qt.AlignmentFlag.AlignBottom
        moments = spoken_moments(row.moments)
        room = box.width() - QFontMetricsF(font(SMALL)).horizontalAdvance(moments) - SPACE
        date = QFontMetricsF(font(SMALL)).elidedText(
            spoken_date(row.recorded_at), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(box, low | Qt.AlignmentFlag.AlignLeft, date)
        painter.drawText(box, low | Qt.AlignmentFlag.AlignRight, moments)


def _card_rect(option: QStyleOptionViewItem) -> QRectF:
    cell = QRectF(option.rect)
    return cell.adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)


def _repair_rect(card: QRectF) -> QRectF:
    rect = QRectF(0, 0, 96, 32)
    rect.moveCenter(card.center())
    rect.moveTop(card.top() + (card.height() - _TEXT_HEIGHT) / 2 - 16)
    return rect


def _covering(picture: QPixmap, area: QRectF) -> QRectF:
    """The part of the picture, from its top, that fills the area without bending it."""
    width, height = float(picture.width()), float(picture.height())
    scale = max(area.width() / width, area.height() / height)
    shown_width, shown_height = area.width() / scale, area.height() / scale
    return QRectF((width - shown_width) / 2, 0, shown_width, shown_height)


def _pill(painter: QPainter, left: float, top: float, text: str, fill: str, ink: str) -> None:
    painter.setFont(font(SMALL, 600))
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2 * SPACE
    rect = QRectF(left, top, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, 11, 11)
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _button(painter: QPainter, rect: QRectF, text: str) -> None:
    palette = theme().palette
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color("accent"))
    painter.drawRoundedRect(rect, SPACE, SPACE)
    painter.setPen(palette.color("accent_ink"))
    painter.setFont(font(BODY, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
