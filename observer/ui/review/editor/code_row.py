"""How one code is drawn in the palette: a tick, its colour, name and description, its key."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from observer.ui.icons import paint_icon
from observer.ui.keycaps import caps_width, paint_caps
from observer.ui.line_row import LineRow, paint_aside
from observer.ui.review.code_color import code_color
from observer.ui.theme import BODY, SPACE, font, theme

ROW_PX = 34
_DOT_PX = 8
_TICK_PX = 16


@dataclass(frozen=True, slots=True)
class Shown:
    """A code as a row shows it; `place` in the codebook is -1 for one that is to be added."""

    name: str
    key: str
    place: int
    count: int
    of: int
    description: str = ""
    is_new: bool = False

    def spoken(self) -> str:
        """As it is read out."""
        if self.is_new:
            return _tr("Add the code {name}").format(name=self.name)
        parts = [self.name]
        if self.key:
            parts.append(_tr("key {key}").format(key=self.key))
        if self.count:
            parts.append(_tr("applied") if self.count == self.of else _tr("applied to some"))
        return ", ".join((*parts, self.description)).rstrip(", ")


class CodeRow(LineRow):
    """One line a code."""

    height_px = ROW_PX

    def paint_line(
        self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one code."""
        shown = index.data(Qt.ItemDataRole.UserRole + 1)
        if not isinstance(shown, Shown):
            return
        _paint_mark(painter, area, shown)
        right = area.right() - 2 * SPACE
        if shown.key:
            right -= caps_width(shown.key.upper())
            paint_caps(painter, right, area.center().y(), shown.key.upper(), shown.is_new)
        words = QRectF(
            area.left() + 52, area.top(), right - SPACE - area.left() - 52, area.height()
        )
        _paint_words(painter, words, shown)


def _paint_mark(painter: QPainter, area: QRectF, shown: Shown) -> None:
    middle = area.center().y()
    tick = QRectF(area.left() + 2 * SPACE - 2, middle - _TICK_PX / 2, _TICK_PX, _TICK_PX)
    if shown.count == shown.of and shown.of:
        paint_icon(painter, "check", tick, theme().color("accent"))
    elif shown.count:
        paint_icon(painter, "minus", tick, theme().color("accent"))
    elif shown.is_new:
        paint_icon(painter, "plus", tick, theme().color("accent"))
    if not shown.is_new:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(code_color(shown.place))
        painter.drawEllipse(QRectF(area.left() + 36, middle - _DOT_PX / 2, _DOT_PX, _DOT_PX))


def _paint_words(painter: QPainter, area: QRectF, shown: Shown) -> None:
    words = _tr("Add “{name}”").format(name=shown.name) if shown.is_new else shown.name
    painter.setFont(font(BODY, 600 if shown.count else 400))
    painter.setPen(theme().color("ink"))
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
    left = area.left() + metrics.horizontalAdvance(text) + SPACE + 2
    paint_aside(painter, area, left, shown.description, "dim")


def _tr(text: str) -> str:
    return QCoreApplication.translate("CodePalette", text)
