"""The command palette: a line to type in, and what can be done below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from observer.ui.actions import Action
from observer.ui.labels import text_label
from observer.ui.overlay import Overlay, centred_area
from observer.ui.palette.model import PaletteModel
from observer.ui.palette.recent import recent_names, remember
from observer.ui.palette.row import ROW_PX, PaletteRow
from observer.ui.theme import BODY, HEADING, SPACE, font, theme

_WIDTH = 680
_LINE_PX = 52
_MOST_ROWS = 11
_PAGE = 8


class Palette(Overlay):
    """Enter does what is chosen, Up and Down choose; Escape closes and gives the focus back."""

    def __init__(self, window: QWidget, actions: Sequence[Action]) -> None:
        super().__init__(window, window.tr("Everything that can be done"))
        self.model = PaletteModel(actions, recent_names(), self)
        self.line = QLineEdit()
        self.line.setFrame(False)
        self.line.setFont(font(HEADING))
        self.line.setFixedHeight(_LINE_PX)
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("What do you want to do?"))
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteRow(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Actions"))
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda index: self._do(index.row()))
        self.nothing = text_label(self.tr("Nothing of that name"), size=BODY, tone="dim")
        self.nothing.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        self.column.addWidget(self.line)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.nothing)
        self._style()
        theme().changed.connect(self._style)
        self._look("")

    def _style(self) -> None:
        palette = theme().palette
        self.line.setStyleSheet(
            f"QLineEdit, QLineEdit:hover, QLineEdit:focus {{ border: none; border-radius: 0;"
            f" border-bottom: 1px solid {palette.line}; background: transparent;"
            f" padding: 0 {2 * SPACE}px; min-height: {_LINE_PX - 2}px; }}"
        )
        self.list.setStyleSheet(
            f"QListView {{ padding: {SPACE - 2}px 0; background: transparent }}"
        )

    def panel_area(self, room: QRect) -> QRect:
        """As high as what is found, up to eleven lines."""
        rows = min(self.model.rowCount(), _MOST_ROWS)
        below = rows * ROW_PX + 2 * SPACE if rows else self.nothing.sizeHint().height()
        return centred_area(room, _WIDTH, _LINE_PX + below + 2)

    def _look(self, typed: str) -> None:
        self.model.look_for(typed)
        found = self.model.rowCount() > 0
        self.list.setVisible(found)
        self.nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.model.index(0))
        if self.isVisible():
            self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line has the focus all the time; keys that move go to the list."""
        pressed = watched is self.line and event.type() == QEvent.Type.KeyPress
        taken = pressed and isinstance(event, QKeyEvent) and self._take_key(Qt.Key(event.key()))
        return taken or super().eventFilter(watched, event)

    def _take_key(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_PAGE,
            Qt.Key.Key_PageDown: _PAGE,
        }
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex().row())
        else:
            return False
        return True

    def _move(self, steps: int) -> None:
        count = self.model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row() + steps
        row = row % count if abs(steps) == 1 else min(max(0, row), count - 1)
        self.list.setCurrentIndex(self.model.index(row))

    def _do(self, row: int) -> None:
        line = self.model.line(row)
        if line is None or line.hindrance:
            return
        remember(line.action.name)
        self.close_overlay()
        line.action.run()
