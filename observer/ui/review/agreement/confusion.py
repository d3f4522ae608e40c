"""How often the one said this while the other said that; each cell leads to its units."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.analysis.agreement import Facet
from observer.ui.review.agreement.comparison import labels_in_order
from observer.ui.review.agreement.words import label_words
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix

_ROW_PX = 32
_NAME_PX = 20
_LEAST_COLUMN_PX, _WIDEST_COLUMN_PX = 34, 76
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}

Cell = tuple[str, str]


class ConfusionTable(QWidget):
    """A line a label of the first coder, a column a label of the second.

    A click on a cell, or the arrows and Enter, choose it; choosing it again chooses none.
    """

    chosen = Signal(object)  # Cell or None

    def __init__(self) -> None:
        super().__init__()
        self._coders: Sequence[str] = ("", "")
        self._facet = Facet.KIND
        self._counts: Mapping[Cell, int] = {}
        self._labels: list[str] = []
        self._at = (0, 0)  # where the keys are
        self._cell: Cell | None = None
        self._left_px, self._column_px, self._top_px = 0.0, 0.0, 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Table of who said what"))
        theme().changed.connect(self.update)

    def show_counts(
        self, coders: Sequence[str], facet: Facet, counts: Mapping[Cell, int], cell: Cell | None
    ) -> None:
        """Show another table, with this cell chosen."""
        self._coders, self._facet, self._counts = coders, facet, counts
        self._labels = labels_in_order(counts)
        self._cell = cell
        last = max(0, len(self._labels) - 1)
        self._at = (min(self._at[0], last), min(self._at[1], last))
        self._measure()
        self._describe()
        self.update()

    @property
    def labels(self) -> list[str]:
        """Those of the lines and columns."""
        return self._labels

    def cell_area(self, row: int, column: int) -> QRectF:
        """Where a cell lies."""
        width = self._column_px
        left = self._left_px + column * width
        return QRectF(left, self._top_px + row * _ROW_PX, width, _ROW_PX).adjusted(1, 1, -1, -1)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(360, round(self._top_px) + _ROW_PX * len(self._labels) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow one has its columns' labels upright, and is higher."""
        self._measure()
        super().resizeEvent(event)

    # -- choosing ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell."""
        for row in range(len(self._labels)):
            for column in range(len(self._labels)):
                if self.cell_area(row, column).contains(event.position()):
                    self._at = (row, column)
                    self._choose()
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Enter and Space choose."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._labels:
            last = len(self._labels) - 1
            down, on = _STEPS[key]
            self._at = (
                min(max(0, self._at[0] + down), last),
                min(max(0, self._at[1] + on), last),
            )
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They are elsewhere."""
        self.update()
        super().focusOutEvent(event)

    def _choose(self) -> None:
        cell = self._cell_at(*self._at)
        if cell is None or not self._counts.get(cell):
            return
        self._cell = None if cell == self._cell else cell
        self._describe()
        self.update()
        self.chosen.emit(self._cell)

    def _cell_at(self, row: int, column: int) -> Cell | None:
        there = row < len(self._labels) and column < len(self._labels)
        return (self._labels[row], self._labels[column]) if there else None

    def _describe(self) -> None:
        cell = self._cell_at(*self._at)
        if cell is not None:
            words = self.tr("{one}: {first}, {other}: {second}: {count}").format(
                one=self._coders[0],
                first=label_words(self._facet, cell[0]),
                other=self._coders[1],
                second=label_words(self._facet, cell[1]),
                count=self._counts.get(cell, 0),
            )
            self.setAccessibleDescription(words)

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names, labels, cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._labels:
            self._paint_names(painter)
            most = max(self._counts.values())
            for row in range(len(self._labels)):
                self._paint_labels(painter, row)
                for column in range(len(self._labels)):
                    self._paint_cell(painter, row, column, most)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        """The second coder above the columns, the first above the lines' labels."""
        painter.setFont(font(SMALL, 600))
        painter.setPen(theme().color("ink"))
        metrics = QFontMetricsF(painter.font())
        left = self._left_px
        across = QRectF(left, 0, self.width() - left, _NAME_PX)
        second = self.tr("{name} ▸").format(name=self._coders[1])
        elided = metrics.elidedText(second, Qt.TextElideMode.ElideMiddle, across.width())
        painter.drawText(across, Qt.AlignmentFlag.AlignVCenter, elided)
        down = QRectF(0, self._top_px - _NAME_PX, left - SPACE, _NAME_PX)
        first = self.tr("{name} ▾").format(name=self._coders[0])
        elided = metrics.elidedText(first, Qt.TextElideMode.ElideMiddle, down.width())
        painter.drawText(down, Qt.AlignmentFlag.AlignVCenter, elided)

    def _paint_labels(self, painter: QPainter, place: int) -> None:
        """A line's label on the left, a column's above, upright where there is no room."""
        painter.setFont(font(SMALL))
        painter.setPen(theme().color("dim"))
        line = self.cell_area(place, 0)
        side = QRectF(0, line.top(), self._left_px - SPACE, line.height())
        words = label_words(self._facet, self._labels[place])
        painter.drawText(side, Qt.AlignmentFlag.AlignVCenter, words)
        above = self.cell_area(0, place)
        short = label_words(self._facet, self._labels[place], short=True)
        top = QRectF(above.left(), _NAME_PX, above.width(), above.top() - _NAME_PX - 4)
        lines = short.split(" ")
        metrics = QFontMetricsF(painter.font())
        if max(map(metrics.horizontalAdvance, lines)) <= above.width():
            foot = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(top, foot, "\n".join(lines))
            return
        painter.save()
        painter.translate(QPointF(top.center().x(), top.bottom()))
        painter.rotate(-90)
        painter.drawText(QRectF(0, -10, top.height(), 20), Qt.AlignmentFlag.AlignVCenter, short)
        painter.restore()

    def _paint_cell(self, painter: QPainter, row: int, column: int, most: int) -> None:
        palette = theme().palette
        area = self.cell_area(row, column)
        cell = (self._labels[row], self._labels[column])
        count = self._counts.get(cell, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = palette.panel if not count else palette.accent if row == column else palette.s2
        strength = 0.14 + 0.3 * count / most if count else 0.0
        painter.setBrush(mix(palette.panel, fill, strength) if count else palette.color("panel"))
        painter.drawRoundedRect(area, 5, 5)
        painter.setFont(font(BODY if count else SMALL, 600 if count and row == column else 400))
        painter.setPen(palette.color("ink" if count else "faint"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(count) if count else "·")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cell == self._cell:
            painter.setPen(QPen(palette.color("ink"), 1.5))
            painter.drawRoundedRect(area, 5, 5)
        if self.hasFocus() and (row, column) == self._at:
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.drawRoundedRect(area, 5, 5)

    # -- sizes ---------------------------------------------------------------------------

    def _measure(self) -> None:
        """Cells begin behind the longest label, and share what room is left."""
        metrics = QFontMetricsF(font(SMALL))
        words = [label_words(self._facet, one) for one in self._labels]
        shorts = [label_words(self._facet, one, short=True) for one in self._labels]
        self._left_px = max([64.0, *map(metrics.horizontalAdvance, words)]) + 2 * SPACE
        room = (self.width() - self._left_px) / max(1, len(self._labels))
        self._column_px = min(max(_LEAST_COLUMN_PX, room), _WIDEST_COLUMN_PX)
        parts = [metrics.horizontalAdvance(word) for one in shorts for word in one.split(" ")]
        upright = max(parts, default=0.0) > self._column_px - 2
        longest = max(map(metrics.horizontalAdvance, shorts), default=0.0)
        lines = max((one.count(" ") + 1 for one in shorts), default=1)
        labels = longest + 4 if upright else lines * metrics.lineSpacing() + 2
        self._top_px = _NAME_PX + labels + 6
        self.setFixedHeight(self.sizeHint().height())
