"""Paints one session as a card: its pictures, who, what, when, how long, how many moments."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from observer.database.rows import SessionRow
from observer.model.annotation import ReviewState
from observer.model.clock import format_ns
from observer.model.manifest import SessionState
from observer.ui.icons import paint_icon
from observer.ui.library.session_list import ROW
from observer.ui.library.thumbnails import FRAMES, CardPictures, Thumbnails
from observer.ui.library.words import review_tone, review_words
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.wording import spoken_date, spoken_moments

_GAP = 2 * SPACE
_TEXT_HEIGHT = 8 * SPACE
_CORNER = 12.0
_STRIP_SHARE = 9 / 16 / FRAMES  # its height by the card's width
_NARROWEST = 248


def cell_size(viewport_width: int) -> QSize:
    """The grid cell that fills the width with as many cards as fit."""
    columns = max(1, viewport_width // (_NARROWEST + _GAP))
    width = (viewport_width - 1) // columns  # one pixel less, or the last card wraps
    pictures = (width - _GAP) * 9 // 16 + _strip_height(width - _GAP)
    return QSize(width, pictures + _TEXT_HEIGHT + _GAP)


def _strip_height(card_width: float) -> int:
    return round(card_width * _STRIP_SHARE)


class CardPainter(QStyledItemDelegate):
    """The delegate of the session grid."""

    repair_asked = Signal(str)
    """The Repair button on an interrupted session's card was pressed."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._hovered = ""
        self._frame = 0

    def hover(self, session_id: str, position: QPoint, cell: QRect | None) -> list[str]:
        """The pointer is over this card, or over none: which sessions look different for it."""
        frame = 0
        if cell is not None:
            across = (position.x() - cell.left() - _GAP / 2) / max(1, cell.width() - _GAP)
            frame = min(FRAMES - 1, max(0, int(across * FRAMES)))
        before = (self._hovered, self._frame)
        self._hovered, self._frame = session_id, frame
        if before == (session_id, frame):
            return []
        return [one for one in {before[0], session_id} if one]

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
        whole = QRectF(card.left(), card.top(), card.width(), card.height() - _TEXT_HEIGHT)
        area = whole.adjusted(0, 0, 0, -_strip_height(card.width()))
        clip = QPainterPath()
        clip.addRoundedRect(card, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(clip)
        painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
        painter.fillRect(whole, theme().color("sunk"))
        pictures = self._thumbnails.pictures(row)
        if pictures is None and row.state is not SessionState.INTERRUPTED:
            middle = QRectF(0, 0, 32, 32)
            middle.moveCenter(area.center())
            paint_icon(painter, "film", middle, theme().color("faint"))
        if pictures is not None:
            leafing = row.id == self._hovered
            _paint_poster(painter, area, pictures, self._frame if leafing else None)
            _paint_strip(painter, whole, area.bottom(), pictures, self._frame if leafing else None)
        painter.restore()
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
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
        elif row.review is not ReviewState.TO_REVIEW:
            _pill(painter, area.left() + SPACE, area.top() + SPACE, review_words(row.review),
                  "#14171a", "#ffffff", dot=palette.color(review_tone(row.review)))  # fmt: skip
        if row.is_past:
            words = self.tr("Past its date")
            width = QFontMetricsF(font(SMALL, 600)).horizontalAdvance(words) + 2 * SPACE
            _pill(painter, area.right() - SPACE - width, area.top() + SPACE, words,
                  palette.s2, "#14171a")  # fmt: skip
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
    pictures = card.height() - _TEXT_HEIGHT - _strip_height(card.width())
    rect.moveTop(card.top() + pictures / 2 - 16)
    return rect


def _paint_poster(
    painter: QPainter, area: QRectF, pictures: CardPictures, frame: int | None
) -> None:
    if frame is None:
        painter.drawPixmap(area, pictures.poster, _covering(pictures.poster.rect(), area))
        return
    cell = _frame_rect(pictures.strip, frame)
    painter.drawPixmap(area, pictures.strip, _covering(cell, area))


def _paint_strip(
    painter: QPainter, whole: QRectF, top: float, pictures: CardPictures, frame: int | None
) -> None:
    strip = QRectF(whole.left(), top, whole.width(), whole.bottom() - top)
    painter.drawPixmap(strip, pictures.strip, QRectF(pictures.strip.rect()))
    width = strip.width() / FRAMES
    painter.setPen(QPen(theme().color("panel"), 1))
    for number in range(1, FRAMES):
        x = strip.left() + number * width
        painter.drawLine(QPointF(x, strip.top()), QPointF(x, strip.bottom()))
    painter.drawLine(strip.topLeft(), strip.topRight())
    if frame is not None:
        mark = QRectF(strip.left() + frame * width, strip.bottom() - 3, width, 3)
        painter.fillRect(mark, theme().color("accent"))


def _frame_rect(strip: QPixmap, frame: int) -> QRect:
    width = strip.width() // FRAMES
    return QRect(frame * width, 0, width, strip.height())


def _covering(picture: QRect, area: QRectF) -> QRectF:
    """The part of the picture, from its top, that fills the area without bending it."""
    scale = max(area.width() / picture.width(), area.height() / picture.height())
    shown_width, shown_height = area.width() / scale, area.height() / scale
    left = picture.left() + (picture.width() - shown_width) / 2
    return QRectF(left, picture.top(), shown_width, shown_height)


def _pill(
    painter: QPainter,
    left: float,
    top: float,
    text: str,
    fill: str,
    ink: str,
    dot: QColor | None = None,
) -> None:
    painter.setFont(font(SMALL, 600))
    room = 14 if dot else 0
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2 * SPACE + room
    rect = QRectF(left, top, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, 11, 11)
    if dot:
        painter.setBrush(dot)
        painter.drawEllipse(QRectF(rect.left() + SPACE, rect.center().y() - 4, 8, 8))
    painter.setPen(QColor(ink))
    painter.drawText(rect.adjusted(room, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, text)


def _button(painter: QPainter, rect: QRectF, text: str) -> None:
    palette = theme().palette
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color("accent"))
    painter.drawRoundedRect(rect, SPACE, SPACE)
    painter.setPen(palette.color("accent_ink"))
    painter.setFont(font(BODY, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
