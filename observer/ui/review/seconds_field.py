"""A small field for a number of seconds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_STEP = 0.5
_LONGEST = 600.0


class SecondsField(QLineEdit):
    """Shows `2.0 s`; Up and Down change it by half a second. Other text goes back to what it was.

    A line of text and not a spin box: with a stylesheet that one is drawn without its number.
    """

    value_changed = Signal(float)

    def __init__(self, name: str, value: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedWidth(80)
        self.editingFinished.connect(self._enter)
        self._show()

    @property
    def value(self) -> float:
        """The seconds, 0 to 600."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show another number, kept between 0 and 600."""
        value = round(min(max(0.0, value), _LONGEST), 1)
        changed = value != self._value
        self._value = value
        self._show()
        if changed:
            self.value_changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are half a second."""
        steps = {Qt.Key.Key_Up: _STEP, Qt.Key.Key_Down: -_STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_value(self._value + step)

    def _enter(self) -> None:
        try:
            self.set_value(float(self.text().strip().removesuffix("s").strip().replace(",", ".")))
        except ValueError:
            self._show()

    def _show(self) -> None:
        self.setText(self.tr("{seconds} s").format(seconds=f"{self._value:.1f}"))
