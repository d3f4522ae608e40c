"""Paints a find: when, what with its matches in bold, and in what; or a session's name."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from observer.database.rows import SearchHit, SessionRow, Where
from observer.model.clock import format_ns
from observer.ui.icons import paint_icon
from observer.ui.search.hit_model import ENTRY
from observer.ui.search.words import where_sign, where_words
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix
from observer.ui.wording import spoken_date

_HIT_HEIGHT = 4 * SPACE
_NAME_HEIGHT = 5 * SPACE
_TIME_WIDTH = 8 * SPACE + 4
_EDGE = 2 * SPACE
_ICON = 16


class HitDelegate(QStyledItemDelegate):
    """The delegate of the list of finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """A line; a session's name has air above it."""
        is_hit = isinstance(index.data(ENTRY), SearchHit)
        return QSize(0, _HIT_HEIGHT if is_hit else _NAME_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One entry."""
        entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(_EDGE, 0, -_EDGE, 0)
        if isinstance(entry, SessionRow):
            _paint_name(painter, box, entry)
        else:
            _paint_ground(painter, option)
            _paint_hit(painter, box, entry)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    palette = theme().palette
    if option.state & QStyle.StateFlag.State_Selected:
        fill = palette.color("accent_soft")
    elif option.state & QStyle.StateFlag.State_MouseOver:
        fill = QColor(mix(palette.panel, palette.ink, 0.05))
    else:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(SPACE, 0, -SPACE, 0), 6, 6)


def _paint_name(painter: QPainter, box: QRectF, row: SessionRow) -> None:
    low = box.adjusted(0, SPACE, 0, 0)
    painter.setFont(font(SMALL))
    painter.setPen(theme().color("dim"))
    date = spoken_date(row.recorded_at)
    painter.drawText(low, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, date)
    room = box.width() - QFontMetricsF(painter.font()).horizontalAdvance(date) - 2 * SPACE
    bold = font(BODY, 600)
    painter.setFont(bold)
    painter.setPen(theme().color("ink"))
    name = QFontMetricsF(bold).elidedText(
        f"{row.participant} · {row.study}", Qt.TextElideMode.ElideRight, room
    )
    painter.drawText(low, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)


def _paint_hit(painter: QPainter, box: QRectF, hit: SearchHit) -> None:
    small = font(SMALL)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(small)
    painter.setPen(theme().color("dim"))
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, format_ns(hit.time_ns))
    where = where_words(hit.where)
    width = QFontMetricsF(small).horizontalAdvance(where)
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, where)
    sign = QRectF(box.left() + _TIME_WIDTH, 0, _ICON, _ICON)
    sign.moveTop(box.center().y() - _ICON / 2)
    paint_icon(painter, where_sign(hit.where), sign, theme().color("dim"))
    text_box = QRectF(
        sign.right() + SPACE, box.top(), box.right() - width - 2 * SPACE - sign.right() - SPACE,
        box.height(),
    )  # fmt: skip
    _paint_text(painter, text_box, hit)


def _paint_text(painter: QPainter, box: QRectF, hit: SearchHit) -> None:
    """One line; where it is too long it ends with an ellipsis."""
    plain, bold = font(BODY), font(BODY, 600)
    quoted = hit.where is Where.QUOTE
    text = f"“{hit.text}”" if quoted else hit.text
    shift = 1 if quoted else 0
    whole = f"{text} · {hit.about}" if hit.about else text
    # Measured in bold, which is the wider: what fits so fits in any case.
    shown = QFontMetricsF(bold).elidedText(whole, Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(shown, plain)
    formats = [_format(0, len(shown), plain, theme().color("ink"))]
    if hit.about and len(shown) > len(text):
        formats.append(_format(len(text), len(shown) - len(text), plain, theme().color("dim")))
    for start, end in hit.matches:
        length = min(end + shift, len(shown)) - (start + shift)
        if length > 0:
            formats.append(_format(start + shift, length, bold, theme().color("accent")))
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10 * box.width())
    layout.endLayout()
    layout.draw(painter, QPointF(box.left(), box.center().y() - line.height() / 2))


def _format(start: int, length: int, face: QFont, ink: QColor) -> QTextLayout.FormatRange:
    stretch = QTextLayout.FormatRange()
    stretch.start = start
    stretch.length = length
    style = QTextCharFormat()
    style.setFont(face)
    style.setForeground(ink)
    stretch.format = style
    return stretch
