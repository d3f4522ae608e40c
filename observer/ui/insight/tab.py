"""What every part of the page can do: show a study's answers, and ask for something."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from observer.ui.insight.book import Reading
from observer.ui.insight.row_keys import press_by_return
from observer.ui.theme import GUTTER, SPACE

_TWO_PX = 840
"""Two panels stand beside each other from this width on."""


class Tab(QWidget):
    """A part of the page, made when it is first looked at."""

    evidence_asked = Signal(object)
    """An Evidence to open in the drawer."""

    sight_asked = Signal(object)
    """A Sight to go and look at."""

    tab_asked = Signal(str)
    """The name of another part."""

    def show_reading(self, reading: Reading) -> None:
        """Show what was read; its `found` is never None here."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no widget of the part wanted: Return presses the figure with the focus."""
        if not press_by_return(event):
            super().keyPressEvent(event)


class ScrolledTab(Tab):
    """Panels below each other; fill `column`."""

    def __init__(self) -> None:
        super().__init__()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("surface", "clear")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(GUTTER + SPACE, SPACE, GUTTER + SPACE - 4, GUTTER)
        self.column.setSpacing(2 * SPACE)
        self.area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._pairs: list[QBoxLayout] = []

    def pair(self, left: QWidget, right: QWidget, parts: tuple[int, int] = (3, 2)) -> QBoxLayout:
        """Two beside each other; in a narrow window one below the other."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(2 * SPACE)
        row.addWidget(left, parts[0])
        row.addWidget(right, parts[1])
        self.stack_when_narrow(row)
        return row

    def stack_when_narrow(self, row: QBoxLayout) -> None:
        """What stands beside each other in it comes below each other in a narrow window."""
        self._pairs.append(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether there is room for two."""
        ways = QBoxLayout.Direction
        wide = self.width() >= _TWO_PX
        for row in self._pairs:
            row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        super().resizeEvent(event)
