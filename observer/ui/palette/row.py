"""How one line of the palette is drawn: words, group or hindrance, keys at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from observer.ui.keycaps import caps_width, paint_caps
from observer.ui.palette.model import LINE_ROLE, Line
from observer.ui.palette.ranking import matched_at
from observer.ui.theme import BODY, SMALL, SPACE, font, theme

ROW_PX = 36
_INSET = 2 * SPACE


class PaletteRow(QStyledItemDelegate):
    """Matched letters are stronger; what cannot be done is faint and says why."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line."""
        return QSize(200, ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("accent_soft"))
            painter.drawRoundedRect(area.adjusted(SPACE, 1, -SPACE, -1), 8, 8)
        inner = area.adjusted(_INSET, 0, -_INSET, 0)
        if line.written:
            width = caps_width(line.written)
            faint = bool(line.hindrance)
            paint_caps(painter, inner.right() - width, inner.center().y(), line.written, faint)
            inner.setRight(inner.right() - width - 2 * SPACE)
        _paint_words(painter, inner, line)
        painter.restore()


def _paint_words(painter: QPainter, area: QRectF, line: Line) -> None:
    plain, strong = font(BODY), font(BODY, 600)
    aside = line.hindrance or line.action.group
    aside_font = font(SMALL)
    aside_metrics = QFontMetricsF(aside_font)
    words_right = _draw_letters(painter, area, line, plain, strong)
    room = area.right() - words_right - 2 * SPACE
    if room < aside_metrics.averageCharWidth() * 6:
        return
    painter.setFont(aside_font)
    painter.setPen(theme().color("faint" if line.hindrance else "dim"))
    text = aside_metrics.elidedText(aside, Qt.TextElideMode.ElideRight, room)
    place = QRectF(words_right + 2 * SPACE, area.top() + 1, room, area.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


def _draw_letters(
    painter: QPainter, area: QRectF, line: Line, plain: QFont, strong: QFont
) -> float:
    """The words, letter runs of one weight at a time; where they end."""
    tone = theme().color("faint" if line.hindrance else "ink")
    painter.setPen(QPen(tone))
    matched = matched_at(line.action.words, line.typed)
    left = area.left()
    for run, is_strong in _runs(line.action.words, matched):
        painter.setFont(strong if is_strong else plain)
        metrics = QFontMetricsF(painter.font())
        room = area.right() - left
        shown = metrics.elidedText(run, Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            QRectF(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        left += metrics.horizontalAdvance(run)
    return left


def _runs(words: str, matched: set[int]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(words):
        is_strong = place in matched
        if runs and runs[-1][1] == is_strong:
            runs[-1] = (runs[-1][0] + letter, is_strong)
        else:
            runs.append((letter, is_strong))
    return runs
