"""Up and Down among rows that stand below each other; Return presses, as Space does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def step_among(rows: Sequence[QWidget], event: QKeyEvent) -> bool:
    """Give the focus to the row above or below; whether the key was one for that."""
    by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
    here = next((place for place, row in enumerate(rows) if row.hasFocus()), None)
    if by is None or here is None or not 0 <= here + by < len(rows):
        return False
    rows[here + by].setFocus(Qt.FocusReason.TabFocusReason)
    return True


def press_by_return(event: QKeyEvent) -> bool:
    """Press the button with the focus: Qt's own know Space alone; whether the key was Return."""
    button = QApplication.focusWidget()
    wanted = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
    if not wanted or not isinstance(button, QAbstractButton):
        return False
    button.click()
    return True
