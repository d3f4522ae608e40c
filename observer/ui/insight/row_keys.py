"""Up and Down among rows that stand below each other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def step_among(rows: Sequence[QWidget], event: QKeyEvent) -> bool:
    """Give the focus to the row above or below; whether the key was one for that."""
    by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
    here = next((place for place, row in enumerate(rows) if row.hasFocus()), None)
    if by is None or here is None or not 0 <= here + by < len(rows):
        return False
    rows[here + by].setFocus(Qt.FocusReason.TabFocusReason)
    return True
