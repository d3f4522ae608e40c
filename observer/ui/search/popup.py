"""What hangs below the search field: where to look, and what was found."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.search.hit_list import HitList
from observer.ui.theme import SMALL, SPACE

_SIZE = QSize(560, 460)
_HEAD_HEIGHT = 64
_QUIET_HEIGHT = 144  # while there is nothing to list
_SHADOW_PX = 24


class SearchPopup(QFrame):
    """Hidden until something is looked for; the field above keeps the keys."""

    scope_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setProperty("surface", "panel")
        self.list = HitList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.here = push_button(self.tr("This session"), role="quiet")
        self.everywhere = push_button(self.tr("All sessions"), role="quiet")
        self._words = text_label(tone="dim", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = text_label(size=SMALL, tone="dim")
        self._body = QStackedWidget()
        self._lay_out()
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(_SHADOW_PX)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        self.hide()

    def show_below(self, field: QWidget) -> None:
        """Come up under the field, with the right edges aligned, inside the window."""
        window = self.parentWidget() or field.window()
        corner = field.mapTo(window, QPoint(field.width(), field.height() + 6))
        width = min(_SIZE.width(), window.width() - 2 * SPACE)
        wanted = _QUIET_HEIGHT
        if self._body.currentWidget() is self.list:
            wanted = min(_SIZE.height(), self.list.content_height() + _HEAD_HEIGHT)
        height = min(wanted, window.height() - corner.y() - 2 * SPACE)
        self.setGeometry(max(SPACE, corner.x() - width), corner.y(), width, height)
        self.show()
        self.raise_()

    def say(self, words: str) -> None:
        """Instead of a list."""
        self._words.setText(words)
        self._count.clear()
        self._body.setCurrentWidget(self._words)

    def show_count(self, words: str) -> None:
        """Above the list."""
        self._count.setText(words)
        self._body.setCurrentWidget(self.list)

    def _lay_out(self) -> None:
        scopes = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE, SPACE, 2 * SPACE, 0)
        row.setSpacing(4)
        for button in (self.here, self.everywhere):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scopes.addButton(button)
            row.addWidget(button)
        self.here.setChecked(True)
        self.here.setToolTip(self.tr("Tab changes where to look"))
        self.everywhere.setToolTip(self.here.toolTip())
        scopes.buttonToggled.connect(lambda _button, on: self.scope_changed.emit() if on else None)
        row.addStretch(1)
        row.addWidget(self._count)
        self._body.addWidget(self.list)
        self._body.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(row)
        column.addWidget(self._body, 1)
