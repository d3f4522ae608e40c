"""A layout that goes on in the next line, as words do."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items in lines from the left, each as wide as it wants to be, none wider than the line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  # Qt's name
        """One more at the end."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """One more before the item of this place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        """The item of a place; None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # Qt's name
        """Let go of the item of a place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  # Qt's name
        """It wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is in a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:  # noqa: N802  # Qt's name
        """Place the items."""
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        """As its items in one line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's name
        """Room for one line."""
        heights = [item.sizeHint().height() for item in self._items]
        return QSize(80, max(heights, default=0))

    def _place(self, area: QRect, *, move: bool) -> int:
        """Line after line, each item in the middle of its line; how high all are."""
        top = area.top()
        for line in self._lines(area.width()):
            height = max(item.sizeHint().height() for item in line)
            left = area.left()
            for item in line:
                size = item.sizeHint()
                width = min(size.width(), area.width())
                if move:
                    down = top + (height - size.height()) // 2
                    item.setGeometry(QRect(left, down, width, size.height()))
                left += width + self._gap
            top += height + self._gap
        return max(0, top - area.top() - self._gap)

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            width = min(item.sizeHint().width(), room)
            if not lines or used + self._gap + width > room:
                lines.append([item])
                used = width
            else:
                lines[-1].append(item)
                used += self._gap + width
        return lines
