"""A field that takes the next key that is pressed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from observer.capture.hotkey_names import combination
from observer.model.errors import DeviceError
from observer.ui.theme import font

_ALONE = {
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
}  # fmt: skip
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
    (Qt.KeyboardModifier.MetaModifier, "Super"),
)
_QT_NAMES = {"PgUp": "PageUp", "PgDown": "PageDown", "Ins": "Insert", "Del": "Delete"}


class KeyField(QPushButton):
    """Click it, press a key; Escape leaves it as it was, Backspace takes the key away."""

    armed = Signal(bool)
    """It waits for a key (True), or waits no longer."""
    key_chosen = Signal(str)
    """A key's name, empty for none."""
    refused = Signal(str)
    """Why the key that was pressed cannot be taken."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setFont(font())
        self.setCheckable(True)
        self.setMinimumWidth(144)
        self.toggled.connect(self._arm)
        self._say()

    @property
    def key(self) -> str:
        """The key it shows."""
        return self._key

    def show_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While it waits, the key is the answer and does nothing else."""
        if not self.isChecked():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.setChecked(False)
        elif event.key() == Qt.Key.Key_Backspace:
            self._choose("")
        elif event.key() not in _ALONE:
            self._take(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody went elsewhere."""
        self.setChecked(False)
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        plain = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
        held = [name for modifier, name in _MODIFIERS if event.modifiers() & modifier]
        try:
            wanted = combination("+".join([*held, _QT_NAMES.get(plain, plain)]))
        except DeviceError as error:
            self.refused.emit(str(error))
            return
        self._choose(wanted.name)

    def _choose(self, key: str) -> None:
        self._key = key
        self.setChecked(False)
        self.key_chosen.emit(key)

    def _arm(self, armed: bool) -> None:
        self._say()
        self.armed.emit(armed)

    def _say(self) -> None:
        if self.isChecked():
            self.setText(self.tr("Press a key…"))
        else:
            self.setText(self._key or self.tr("No key"))
