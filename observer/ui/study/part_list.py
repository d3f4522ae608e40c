"""Rows that can be put in another order: by their grip, or with Alt and the arrow keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.ui.buttons import icon_button, set_icon
from observer.ui.theme import SPACE, theme

_GRIP_PX = 20
_LINE_PX = 32


class PartList(QWidget):
    """One row a part, made by `make` and kept as long as the part is there."""

    moved = Signal(str, int)
    """A part's id and the place it now has, 0 for the first."""

    removed = Signal(str)

    def __init__(self, make: Callable[[str], QWidget], what: str, *, lines: bool = True) -> None:
        super().__init__()
        self._make = make
        self._what = what
        self._lines = lines
        self._rows: dict[str, _Row] = {}
        self._order: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0 if lines else 2)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Have a row for each part, in this order."""
        for gone in set(self._rows) - set(ids):
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for part_id in ids:
            if part_id not in self._rows:
                content = self._make(part_id)
                row = _Row(self, part_id, content, self._what, lines=self._lines)
                self._rows[part_id] = row
        if list(ids) != self._order or self._column.count() != len(ids):
            self._order = list(ids)
            self._arrange()

    def content(self, part_id: str) -> QWidget:
        """What `make` made for a part. Raises KeyError for one that is not shown."""
        return self._rows[part_id].content

    def grip(self, part_id: str) -> QWidget:
        """What a part is taken by. Raises KeyError for one that is not shown."""
        return self._rows[part_id].grip

    def ids(self) -> tuple[str, ...]:
        """The parts in the order of the rows."""
        return tuple(self._order)

    def remover(self, part_id: str) -> QWidget:
        """The button that takes a part out. Raises KeyError for one that is not shown."""
        return self._rows[part_id].remove

    def _arrange(self) -> None:
        for index, part_id in enumerate(self._order):
            row = self._rows[part_id]
            if self._column.indexOf(row) != index:
                self._column.insertWidget(index, row)
                row.show()
            row.ruled = self._lines and index > 0
        before: QWidget | None = None
        for part_id in self._order:
            row = self._rows[part_id]
            if before is not None:
                QWidget.setTabOrder(before, row.grip)
            before = row.remove
            row.update()

    def _shift(self, part_id: str, by: int) -> None:
        index = self._order.index(part_id)
        wanted = min(max(0, index + by), len(self._order) - 1)
        if wanted != index:
            self.moved.emit(part_id, wanted)

    def _drag(self, part_id: str, y: int) -> None:
        """Show the part where the pointer has taken it."""
        order = [other for other in self._order if other != part_id]
        middles = [self._rows[other].geometry().center().y() for other in order]
        index = sum(middle < y for middle in middles)
        order.insert(index, part_id)
        if order != self._order:
            self._order = order
            self._arrange()

    def _drop(self, part_id: str) -> None:
        self.moved.emit(part_id, self._order.index(part_id))


class _Row(QWidget):
    """A grip, the content, and a button that takes the part out."""

    def __init__(
        self, owner: PartList, part_id: str, content: QWidget, what: str, *, lines: bool
    ) -> None:
        super().__init__(owner)
        self.part_id = part_id
        self.content = content
        self.ruled = False
        self._owner = owner
        self.grip = _Grip(self, self.tr("Move this {what}").format(what=what))
        self.remove = icon_button("close", self.tr("Take this {what} out").format(what=what))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(4)
        place = Qt.AlignmentFlag.AlignTop if lines else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.grip, 0, place)
        row.addWidget(content, 1)
        row.addWidget(self.remove, 0, place)
        set_icon(self.remove, "close", "s0")
        self.remove.clicked.connect(lambda: owner.removed.emit(part_id))
        theme().changed.connect(self.update)

    def shift(self, by: int) -> None:
        """Move up or down."""
        self._owner._shift(self.part_id, by)

    def drag_to(self, place: QPoint) -> None:
        """Follow the pointer; `place` on the screen."""
        self._owner._drag(self.part_id, self._owner.mapFromGlobal(place).y())

    def drop(self) -> None:
        """Stay where it is."""
        self._owner._drop(self.part_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the row from whichever of its fields."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            self.shift(by)

    def enterEvent(self, event: QEnterEvent) -> None:
        """What the row is taken by and taken out by steps forward under the pointer."""
        self._step_forward(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And back."""
        self._step_forward(False)
        super().leaveEvent(event)

    def _step_forward(self, forward: bool) -> None:
        self.grip.show_strong(forward)
        set_icon(self.remove, "close", "dim" if forward else "s0")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line between two rows."""
        if self.ruled:
            painter = QPainter(self)
            painter.setPen(QPen(theme().color("line"), 1))
            painter.drawLine(0, 0, self.width(), 0)
            painter.end()


class _Grip(QWidget):
    """Six dots to take a row by."""

    def __init__(self, row: _Row, name: str) -> None:
        super().__init__(row)
        self._row = row
        self._dragging = self._strong = False
        self.setAccessibleName(name)
        self.setToolTip(self.tr("{name}: drag, or press Alt and an arrow key").format(name=name))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(QSize(_GRIP_PX, _LINE_PX))
        theme().changed.connect(self.update)

    def show_strong(self, strong: bool) -> None:
        """Quiet until the pointer is near."""
        self._strong = strong
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take along."""
        if self._dragging:
            self._row.drag_to(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._dragging:
            self._dragging = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.update()
            self._row.drop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dots, and a ring while the keyboard is here."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        quiet = "dim" if self._strong or self.hasFocus() else "s0"
        painter.setBrush(palette.color("accent" if self._dragging else quiet))
        middle = QPointF(self.width() / 2, self.height() / 2)
        for column in (-1, 1):
            for line in (-1, 0, 1):
                painter.drawEllipse(middle + QPointF(column * 2.5, line * (SPACE - 3)), 1.25, 1.25)
        painter.end()
