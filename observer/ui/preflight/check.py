"""One thing that is looked at before the start: its state by icon and word, and what mends it."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.icons import paint_icon
from observer.ui.labels import set_tone, text_label
from observer.ui.theme import HEADING, SMALL, SPACE, theme

_ICON = 20


class State(StrEnum):
    """How it stands with one thing."""

    LOOKING = "looking"
    FINE = "fine"
    CAREFUL = "careful"
    BROKEN = "broken"
    LEFT_OUT = "left-out"


_ICONS = {
    State.LOOKING: ("search", "dim"),
    State.FINE: ("check", "ok"),
    State.CAREFUL: ("warning", "s2"),
    State.BROKEN: ("close", "rec"),
    State.LEFT_OUT: ("minus", "dim"),
}
_TONES = {State.FINE: "ok", State.BROKEN: "rec"}

Fix = tuple[str, Callable[[], None]]
"""What the button says, and what it does."""


class Check(QWidget):
    """A title, the state in a word, a plain sentence, and buttons that mend what is wrong."""

    changed = Signal()
    """The state or its words are others."""

    def __init__(self, title: str, parent: QWidget | None = None, *, beside: bool = False) -> None:
        """`beside` puts the buttons beside the sentence instead of under it."""
        super().__init__(parent)
        self.title = title
        self.state = State.LOOKING
        self._fixes: tuple[Fix, ...] = ()
        self.buttons: list[QPushButton] = []
        self._icon = _StateIcon()
        self._word = text_label(size=SMALL, weight=600, tone="dim")
        self.words = text_label(tone="dim", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._icon)
        head.addWidget(text_label(title, size=HEADING, weight=600))
        head.addStretch(1)
        head.addWidget(self._word)
        self.column.addLayout(head)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE)
        if beside:
            self._row.addWidget(self.words, 1)
        else:
            self.column.addWidget(self.words)
            self._row.addStretch(1)
        self._first = 1 if beside else 0
        self.column.addLayout(self._row)
        self.tell(State.LOOKING, "")

    def tell(self, state: State, words: str, fixes: Sequence[Fix] = ()) -> None:
        """Say how it stands; the same once more changes nothing."""
        texts = tuple(text for text, _ in fixes)
        same = (state, words, texts) == (self.state, self.words.text(), self._texts())
        if same and self._word.text():
            return
        if texts != self._texts():
            self._show_buttons(fixes)
        self.state = state
        self._fixes = tuple(fixes)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._word.setText(_state_word(self, state))
        set_tone(self._word, _TONES.get(state, "dim"))
        self._icon.show_state(state)
        self.setAccessibleName(f"{self.title}: {self._word.text()}. {words}")
        self.changed.emit()

    def _texts(self) -> tuple[str, ...]:
        return tuple(text for text, _ in self._fixes)

    def _show_buttons(self, fixes: Sequence[Fix]) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, (text, _) in enumerate(fixes):
            button = push_button(text)
            button.clicked.connect(lambda _checked=False, place=place: self._fixes[place][1]())
            self._row.insertWidget(self._first + place, button)
            self.buttons.append(button)


class _StateIcon(QWidget):
    """Its shape tells the state, its colour says it again."""

    def __init__(self) -> None:
        super().__init__()
        self._state = State.LOOKING
        self.setFixedSize(QSize(_ICON, _ICON))
        theme().changed.connect(self.update)

    def show_state(self, state: State) -> None:
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon."""
        name, token = _ICONS[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, name, QRectF(self.rect()), theme().color(token))
        painter.end()


def _state_word(owner: QWidget, state: State) -> str:
    words = {
        State.LOOKING: owner.tr("Looking…"),
        State.FINE: owner.tr("Fine"),
        State.CAREFUL: owner.tr("Careful"),
        State.BROKEN: owner.tr("Does not work"),
        State.LEFT_OUT: owner.tr("Left out"),
    }
    return words[state]


def choose(owner: Check, choices: Sequence[Fix]) -> None:
    """Let one of several be chosen from a menu under the check's first button."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, act in choices:
        menu.addAction(text).triggered.connect(lambda _checked=False, act=act: act())
    below = owner.buttons[0] if owner.buttons else owner
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
