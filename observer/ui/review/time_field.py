"""A field for a moment of the session."""

from PySide6.QtCore import Signal
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

    def _enter(self) -> None:
        time_ns = parse_time(self.text())
        unchanged = time_ns is None or self.text() == format_ns(self._time_ns, millis=True)
        self.setModified(False)
        self.setText(format_ns(self._time_ns, millis=True))
        if not unchanged:
            self.time_entered.emit(time_ns)
