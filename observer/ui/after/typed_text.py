"""Text that is kept while it is written, after a pause in typing or on leaving the field."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

KEPT_AFTER_MS = 400
"""A pause in typing, as the review's note field has it."""


class TypedText(QPlainTextEdit):
    """A field for some lines. Words that could not be kept stay in it and are handed over again."""

    written = Signal(str)
    """The text, once the writer paused."""

    def __init__(self, placeholder: str, name: str, height_px: int) -> None:
        super().__init__()
        self._kept = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height_px)
        self._timer = QTimer(self, interval=KEPT_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._timer.start)

    def show_text(self, text: str) -> None:
        """Show what is kept, unless there are words here that are not."""
        unkept = self.toPlainText() != self._kept
        self._kept = text
        if unkept or text == self.toPlainText():
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def flush(self) -> None:
        """Hand over what was written, until `show_text` says that it is kept."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._kept:
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps it at once."""
        self.flush()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """So does leaving the page."""
        self.flush()
        super().hideEvent(event)
