"""A line of text whose moment is its first letter."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from observer.ui.theme import font

_LONGEST = 2_000
"""A note, not a report."""


class NoteLine(QLineEdit):
    """Enter sends the note with the session's time of its first keystroke; Escape drops it."""

    written = Signal(object, str)
    """Session time in nanoseconds of the first letter, and the text."""

    def __init__(self, now_ns: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now_ns = now_ns
        self._began_ns: int | None = None
        self.setFont(font())
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(self.tr("A note, timed from its first letter"))
        self.setAccessibleName(self.tr("Note"))
        self.setMinimumHeight(40)
        self.textEdited.connect(self._began)
        self.returnPressed.connect(self._send)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the line empty and gives the keys back to the marks."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _began(self, text: str) -> None:
        if not text:
            self._began_ns = None
        elif self._began_ns is None:
            self._began_ns = self._now_ns()

    def _send(self) -> None:
        text, began_ns = self.text().strip(), self._began_ns
        self._leave()
        if text:
            self.written.emit(self._now_ns() if began_ns is None else began_ns, text)

    def _leave(self) -> None:
        self.clear()
        self._began_ns = None
        self.clearFocus()
