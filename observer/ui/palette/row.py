"""How one line of the palette is drawn: words, group or hindrance, keys at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from observer.ui.keycaps import caps_width, paint_caps
from observer.ui.line_row import LineRow, paint_aside
from observer.ui.palette.model import LINE_ROLE, Line
from observer.ui.palette.ranking import matched_at
from observer.ui.theme import BODY, SPACE, font, theme

ROW_PX = 36
_INSET = 2 * SPACE


class PaletteRow(LineRow):
    """Matched letters are stronger; what cannot be done is faint and says why."""

    height_px = ROW_PX

    def paint_line(
        self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one action."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        inner = area.adjusted(_INSET, 0, -_INSET, 0)
        if line.written:
            width = caps_width(line.written)
            faint = bool(line.hindrance)
            paint_caps(painter, inner.right() - width, inner.center().y(), line.written, faint)
            inner.setRight(inner.right() - width - 2 * SPACE)
        words_right = _draw_letters(painter, inner, line, font(BODY), font(BODY, 600))
        aside, tone = line.hindrance or line.action.group, "faint" if line.hindrance else "dim"
        paint_aside(painter, inner, words_right + 2 * SPACE, aside, tone)


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
