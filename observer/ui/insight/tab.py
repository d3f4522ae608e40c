"""What every part of the page can do: show a study's answers, and ask for something."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from observer.ui.insight.book import Reading
from observer.ui.theme import GUTTER, SPACE


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
