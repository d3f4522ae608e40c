"""A field for a moment of the session."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from observer.model.clock import format_ns, seconds_to_ns
from observer.ui.theme import SMALL, font

_LONGEST_SECONDS = 7 * 24 * 3600


def parse_time(text: str) -> int | None:
    """`1:02:03.5`, `14:26` or `83.25` to nanoseconds; None for anything else."""
    parts = text.strip().replace(",", ".").split(":")
    if not 1 <= len(parts) <= 3 or not all(part.replace(".", "", 1).isdecimal() for part in parts):
        return None
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return seconds_to_ns(seconds) if seconds <= _LONGEST_SECONDS else None


class TimeField(QLineEdit):
    """Shows minutes, seconds and thousandths; a text that is no time goes back to what it was."""

    time_entered = Signal(object)  # int nanoseconds
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time_ns = 0
        self.setAccessibleName(name)
        self.setFont(font(SMALL))
        self.setFixedWidth(104)
        self.editingFinished.connect(self._enter)

    def set_time(self, time_ns: int) -> None:
        """Show a moment, unless the user is writing one."""
        self._time_ns = time_ns
        if not (self.hasFocus() and self.isModified()):
            self.setText(format_ns(time_ns, millis=True))

    def event(self, event: QEvent) -> bool:
        """Escape is meant for this field before it is the page's."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up what was written; Enter keeps it and leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.set_time(self._time_ns)
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()

    def _enter(self) -> None:
        time_ns = parse_time(self.text())
        unchanged = time_ns is None or self.text() == format_ns(self._time_ns, millis=True)
        self.setModified(False)
        self.setText(format_ns(self._time_ns, millis=True))
        if not unchanged:
            self.time_entered.emit(time_ns)
