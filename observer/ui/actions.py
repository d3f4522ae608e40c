"""What can be done in the window: one registry that shortcuts, key help and palette come from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def never_hindered() -> str:
    """Nothing stands in the way of it."""
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    `name` is its own for ever: what was done lately is kept by it. `keys` are portable key
    sequences, the first one shown. Actions with the same `together` are one line in the key help,
    said in those words. `hindrance` says in a sentence why it cannot be done at the moment, or
    nothing. `repeats`: a key held down does it again and again. `also` are other words one might
    look for it by.
    """

    name: str
    words: str
    group: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    together: str = ""
    hindrance: Callable[[], str] = never_hindered
    repeats: bool = False
    also: str = ""


@runtime_checkable
class Acting(Protocol):
    """A page that has actions of its own."""

    def offered_actions(self) -> Sequence[Action]:
        """What can be done on it as it stands."""
        ...


_PRESSES_BUTTONS = {"Space", "Return", "Enter"}


def bind_actions(
    owner: QWidget,
    actions: Iterable[Action],
    say: Callable[[str], None],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> list[QShortcut]:
    """Give the owner the keys of these actions; `say` tells why one cannot be done.

    Fields for text keep plain keys to themselves, since Qt asks them first. Space and Enter press
    the button that has the focus, as they do everywhere.
    """
    return [
        _bind(owner, action, sequence, say, context)
        for action in actions
        for sequence in action.keys
    ]


def _bind(
    owner: QWidget,
    action: Action,
    sequence: str,
    say: Callable[[str], None],
    context: Qt.ShortcutContext,
) -> QShortcut:
    def press() -> None:
        focused = QApplication.focusWidget()
        if sequence in _PRESSES_BUTTONS and isinstance(focused, QAbstractButton):
            focused.click()
            return
        reason = action.hindrance()
        if reason:
            say(reason)
        else:
            action.run()

    shortcut = QShortcut(QKeySequence(sequence), owner)
    shortcut.setContext(context)
    shortcut.setAutoRepeat(action.repeats)
    shortcut.activated.connect(press)
    return shortcut
