"""How one moment looks in the list: badge, title, quote, who and what, codes, time."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from observer.model.annotation import Annotation
from observer.model.clock import format_ns
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.moment_color import moment_color, moment_ink
from observer.ui.review.words import (
    code_words,
    moment_sign,
    moment_subline,
    moment_title,
    quote_words,
)
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix

TEXT_LEFT = 52  # badge and the gaps beside it
_PLAIN_PX = 64
_QUOTE_PX = 20
_CODES_PX = 26
_LINE_PX = 20
_BADGE_PX = 20
_LEFT = 2 * SPACE
_CHIP_PAD = 8


class MomentDelegate(QStyledItemDelegate):
    """Paints moments of an AnnotationList."""

    def __init__(self, book: MomentBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Quote, or a rule's reason, and codes take a line each where there are any."""
        moment = cast("Annotation", index.data(Qt.ItemDataRole.UserRole))
        quote = _QUOTE_PX if moment.quote or moment.reason else 0
        return QSize(200, _PLAIN_PX + quote + (_CODES_PX if moment.codes else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One row."""
        moment = cast("Annotation", index.data(Qt.ItemDataRole.UserRole))
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, option.state)
        paint_badge(painter, QPointF(area.left() + _LEFT, area.top() + 12), moment)
        left, right = area.left() + TEXT_LEFT, area.right() - 2 * SPACE
        taken = paint_time(painter, area, moment.start_ns)
        top = area.top() + 10
        title = QRectF(left, top, right - left - taken - SPACE, _LINE_PX)
        paint_line(painter, title, moment_title(moment), BODY, "ink", 600)
        top += 23
        if moment.quote or moment.reason:
            line = QRectF(left, top, right - left, _LINE_PX)
            tone = "ink" if moment.quote else "dim"
            paint_line(painter, line, quote_words(moment) or moment.reason, SMALL, tone)
            top += _QUOTE_PX
        said = len(self._book.comments_of(moment.id))
        room = right - left - (_paint_comments(painter, right, top, said) if said else 0.0)
        subline = moment_subline(moment, self._book.author, self._book.study)
        paint_line(painter, QRectF(left, top, room, _LINE_PX), subline, SMALL, "dim")
        if moment.codes:
            names = code_words(moment.codes, self._book.study)
            _paint_chips(painter, left, right, top + _LINE_PX + 4, names)
        painter.restore()


def paint_ground(painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
    """What lies below a row: selected, pointed at, with the keys' focus, and the line after it."""
    palette = theme().palette
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, palette.color("accent_soft"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, mix(palette.panel, palette.ink, 0.04))
    painter.setPen(QPen(palette.color("line"), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color("accent"), 2))
        painter.drawRect(area.adjusted(1, 1, -1, -2))


def paint_time(painter: QPainter, area: QRectF, time_ns: int) -> float:
    """A moment's time at the right of the first line; how wide it is."""
    text = format_ns(time_ns)
    width = QFontMetricsF(font(SMALL)).horizontalAdvance(text)
    place = QRectF(area.right() - 2 * SPACE - width, area.top() + 10, width + 1, _LINE_PX)
    paint_line(painter, place, text, SMALL, "dim")
    return width


def paint_line(
    painter: QPainter, place: QRectF, text: str, size: int, tone: str, weight: int = 400
) -> None:
    """One line of text, cut with an ellipsis where there is no room."""
    face = font(size, weight)
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
    painter.setFont(face)
    painter.setPen(theme().color(tone))
    painter.drawText(place.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)


def paint_badge(painter: QPainter, corner: QPointF, moment: Annotation) -> None:
    """The small coloured square with the severity, or the kind's sign."""
    square = QRectF(corner.x(), corner.y(), _BADGE_PX, _BADGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(moment_color(moment))
    painter.drawRoundedRect(square, 6, 6)
    painter.setPen(moment_ink(moment))
    painter.setFont(font(SMALL, 600))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, moment_sign(moment))


def _paint_comments(painter: QPainter, right: float, top: float, count: int) -> float:
    """A speech bubble and how many there are; the room it takes."""
    text = str(count)
    width = QFontMetricsF(font(SMALL)).horizontalAdvance(text)
    paint_line(painter, QRectF(right - width, top, width, _LINE_PX), text, SMALL, "dim")
    bubble = QRectF(right - width - 18, top + 5, 12, 9)
    painter.setBrush(theme().color("dim"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(bubble, 3, 3)
    foot = QPointF(bubble.left() + 3, bubble.bottom() - 1)
    painter.drawPolygon(QPolygonF([foot, foot + QPointF(4, 0), foot + QPointF(0, 4)]))
    return width + 18 + SPACE


def _paint_chips(
    painter: QPainter, left: float, right: float, top: float, names: tuple[str, ...]
) -> None:
    """As many codes as there is room for, and how many more there are."""
    face = font(SMALL)
    metrics = QFontMetricsF(face)
    painter.setFont(face)
    for place, name in enumerate(names):
        more = f"+{len(names) - place - 1}" if place < len(names) - 1 else ""
        spare = metrics.horizontalAdvance(more) + SPACE if more else 0.0
        room = right - left - 2 * _CHIP_PAD - spare
        if place and room < metrics.horizontalAdvance(name):
            rest = f"+{len(names) - place}"
            paint_line(painter, QRectF(left, top, right - left, _LINE_PX), rest, SMALL, "dim")
            return
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        chip = QRectF(left, top, metrics.horizontalAdvance(shown) + 2 * _CHIP_PAD, _LINE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sunk"))
        painter.drawRoundedRect(chip, 10, 10)
        painter.setPen(theme().color("dim"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)
        left = chip.right() + 6
