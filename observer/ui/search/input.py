"""A line to type a search into: a lens before the words, and a way to clear them behind."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from observer.ui.buttons import icon_button
from observer.ui.icons import icon
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, font, theme

_SIGN_PX = 16
_CLEAR_PX = 24


class SearchInput(QLineEdit):
    """The key that leads here is shown while nothing is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font())
        self._hinting = True
        self._sign = QLabel()
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint = text_label("Ctrl F", size=SMALL, tone="key")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clear = icon_button("close", self.tr("Clear the search"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Escape clears, too
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setStyleSheet(
            f"min-width: 0; min-height: 0; padding: 0; width: {_CLEAR_PX}px; height: {_CLEAR_PX}px;"
        )
        self._clear.clicked.connect(self.clear)
        row = QHBoxLayout(self)  # Qt's own actions do not keep to the middle of a padded line
        row.setContentsMargins(10, 0, 6, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._sign)
        row.addStretch(1)
        row.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._clear)
        self.setTextMargins(_SIGN_PX + 6, 0, _CLEAR_PX + 6, 0)
        self.textChanged.connect(self._dress)
        theme().changed.connect(self._tint)
        self._dress()
        self._tint()

    def show_hint(self, wanted: bool) -> None:
        """Whether there is room for the key that leads here."""
        self._hinting = wanted
        self._dress()

    def _dress(self) -> None:
        self._hint.setVisible(self._hinting and not self.text())
        self._clear.setVisible(bool(self.text()))

    def _tint(self) -> None:
        self._sign.setPixmap(icon("search", theme().color("dim"), _SIGN_PX).pixmap(_SIGN_PX))
