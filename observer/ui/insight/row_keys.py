"""Up and Down among rows that stand below each other; Return presses."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


def step_among(rows: Sequence[QAbstractButton], event: QKeyEvent) -> bool:
    """Give the focus to the row above or below, or press it; whether the key was one for that."""
    here = next((place for place, row in enumerate(rows) if row.hasFocus()), None)
    if here is None:
        return False
    if press_by_return(rows[here], event):
        return True
    by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
    if by is None or not 0 <= here + by < len(rows):
        return False
    rows[here + by].setFocus(Qt.FocusReason.TabFocusReason)
    return True


def press_by_return(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press it where the key is Return: Qt's own buttons know Space alone; whether it was."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    button.click()
    return True
