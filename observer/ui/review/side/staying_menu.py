"""A menu that stays open while things in it are ticked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

_TICKS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StayingMenu(QMenu):
    """What can be ticked is ticked by a click, Space or Enter, and the menu stays."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on what can be ticked."""
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space or Enter on what can be ticked."""
        if event.key() not in _TICKS or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        action: QAction | None = self.activeAction()  # the stubs know of no menu without one
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
