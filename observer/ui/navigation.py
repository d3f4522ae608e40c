"""The rail on the left: the rooms there are, and how everything looks."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from observer.ui.application_icon import application_icon
from observer.ui.buttons import push_button, set_icon
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SPACE, Appearance, theme

_WIDTH = 208


class Room(StrEnum):
    """What the rail leads to."""

    LIBRARY = "library"
    RECORD = "record"
    STUDIES = "studies"
    INSIGHT = "insight"


class Navigation(QFrame):
    """Buttons for the rooms; a red dot beside Record while a recording runs."""

    chosen = Signal(object)
    """A Room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rail")
        self.setFixedWidth(_WIDTH)
        self.buttons: dict[Room, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._dot = _Dot()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(4)
        column.addLayout(_brand())
        column.addSpacing(SPACE)
        self._add(column, Room.LIBRARY, self.tr("Library"), "library", "Ctrl+1")
        record = self._add(column, Room.RECORD, self.tr("Record"), "record", "Ctrl+N")
        self._add(column, Room.STUDIES, self.tr("Studies"), "study", "Ctrl+3")
        self._add(column, Room.INSIGHT, self.tr("Insight"), "insight", "Ctrl+4")
        inner = QHBoxLayout(record)
        inner.setContentsMargins(0, 0, 12, 0)
        inner.addStretch(1)
        inner.addWidget(self._dot)
        self._dot.hide()
        column.addStretch(1)
        self.look = push_button(self.tr("Like the system"), role="nav")
        self.look.clicked.connect(self._next_appearance)
        column.addWidget(self.look)
        self._name_appearance()
        self.show_room(Room.LIBRARY)

    def show_room(self, room: Room) -> None:
        """Mark the room whose page is shown."""
        self.buttons[room].setChecked(True)

    def show_recording(self, running: bool) -> None:
        """The red dot."""
        self._dot.setVisible(running)
        words = self.tr("Record (a recording runs)") if running else self.tr("Record")
        self.buttons[Room.RECORD].setAccessibleName(words)

    def _add(
        self, column: QVBoxLayout, room: Room, text: str, icon_name: str, key: str
    ) -> QPushButton:
        button = push_button(text, role="nav", icon_name=icon_name)
        button.setCheckable(True)
        button.setToolTip(key)
        button.clicked.connect(lambda: self.chosen.emit(room))
        self._group.addButton(button)
        self.buttons[room] = button
        column.addWidget(button)
        return button

    def _next_appearance(self) -> None:
        order = list(Appearance)
        self.set_appearance(order[(order.index(theme().appearance) + 1) % len(order)])

    def set_appearance(self, appearance: Appearance) -> None:
        """Light, dark or like the system; the button says which."""
        theme().set_appearance(appearance)
        self._name_appearance()

    def _name_appearance(self) -> None:
        words, icon_name = {
            Appearance.SYSTEM: (self.tr("Like the system"), "system"),
            Appearance.LIGHT: (self.tr("Light"), "sun"),
            Appearance.DARK: (self.tr("Dark"), "moon"),
        }[theme().appearance]
        self.look.setText(words)
        self.look.setToolTip(self.tr("Light or dark"))
        self.look.setAccessibleName(self.tr("Appearance: {words}").format(words=words))
        set_icon(self.look, icon_name, "dim")


class _Dot(QWidget):
    """A recording runs."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(10, 10))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Red."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("rec"))
        painter.drawEllipse(QRectF(0.5, 0.5, 9, 9))
        painter.end()


def _brand() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(10, 2, 0, 2)
    row.setSpacing(10)
    emblem = QLabel()
    emblem.setPixmap(application_icon().pixmap(24, 24))
    row.addWidget(emblem)
    row.addWidget(text_label("Observer", size=HEADING, weight=600), 1)
    return row
