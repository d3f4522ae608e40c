"""The field above the sessions: what is typed chooses sessions and finds what is said in them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from observer.ui.search.input import SearchInput

_NARROWEST, _WIDEST = 160, 360


class SearchLine(SearchInput):
    """Arrow down and Enter lead to what was found."""

    down_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search everything"))
        self.setAccessibleName(self.tr("Search sessions, notes, words and windows"))
        self.setToolTip(self.tr("Sessions, notes, quotes, comments, windows, tasks… (Ctrl+F)"))
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter leave the field for what it found."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_pressed.emit()
            return
        super().keyPressEvent(event)
