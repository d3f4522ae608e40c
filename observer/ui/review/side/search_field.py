"""A field to look for words, with a cross that empties it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from observer.ui.icons import icon
from observer.ui.theme import theme

_CROSS_STYLE = (
    "QToolButton { background: transparent; border: none; padding: 0; min-height: 0; min-width: 0 }"
)


class SearchField(QLineEdit):
    """Esc empties it, and where it is empty gives the keys back to the page."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setStyleSheet(_CROSS_STYLE)
        self._cross = self.addAction(
            icon("close", theme().palette.dim, 16), QLineEdit.ActionPosition.TrailingPosition
        )
        self._cross.setToolTip(self.tr("Empty the field (Esc)"))
        self._cross.triggered.connect(self.clear)
        self._cross.setVisible(False)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        theme().changed.connect(self._tint)

    def event(self, event: QEvent) -> bool:
        """Esc is the field's own while it has the focus."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.clearFocus()

    def _tint(self) -> None:
        self._cross.setIcon(icon("close", theme().palette.dim, 16))
