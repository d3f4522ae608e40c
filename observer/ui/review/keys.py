"""Every key of the review in one table: what it does, and the words that say so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from observer.model.annotation import AnnotationKind


@dataclass(frozen=True, slots=True)
class Key:
    """Some key sequences, the verb they call, and how both are written in the sheet of keys."""

    sequences: tuple[str, ...]
    verb: str
    written: str
    words: str


KIND_KEYS = {
    "F": AnnotationKind.FRICTION,
    "Q": AnnotationKind.QUOTE,
    "W": AnnotationKind.QUESTION,
    "B": AnnotationKind.BUG,
    "T": AnnotationKind.IDEA,
    "D": AnnotationKind.DELIGHT,
    "N": AnnotationKind.NOTE,
}

KEYS = (
    Key(("Space", "K"), "toggle", "Space  K", "Play or pause"),
    Key(("J",), "backwards", "J", "Run backwards, again for faster"),
    Key(("L",), "forwards", "L", "Run forwards, again for faster"),
    Key(("Left", ","), "step_back", "←  ,", "One picture back"),
    Key(("Right", "."), "step_on", "→  .", "One picture on"),
    Key(("Shift+Left",), "leap_back", "Shift ←", "Five seconds back"),
    Key(("Shift+Right",), "leap_on", "Shift →", "Five seconds on"),
    Key(("Home",), "to_start", "Home", "To the start"),
    Key(("End",), "to_end", "End", "To the end"),
    Key(("M",), "mark", "M", "Mark a moment here"),
    Key(("0", "1", "2", "3", "4"), "severity", "0 – 4", "Severity of the selected moment"),
    Key(
        tuple(KIND_KEYS),
        "kind",
        "F Q W B T D N",
        "Friction, quote, question, bug, idea, delight, note",
    ),
    Key(("I",), "span_in", "I", "The stretch begins here"),
    Key(("O",), "span_out", "O", "The stretch ends here"),
    Key(("Return", "Enter"), "edit_note", "Enter", "Write the note; Esc to leave it"),
    Key(("Delete",), "remove", "Delete", "Delete the selected moment"),
    Key(("Up",), "previous", "↑", "The moment before"),
    Key(("Down",), "following", "↓", "The moment after"),
    Key(("Ctrl+Z",), "undo", "Ctrl Z", "Undo"),
    Key(("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "Ctrl Shift Z", "Redo"),
    Key(("+", "="), "zoom_in", "+", "Timeline closer; also Ctrl and wheel"),
    Key(("-",), "zoom_out", "−", "Timeline wider"),
    Key(("Z",), "fit", "Z", "The whole session"),
    Key(("C",), "face", "C", "The participant's face on or off"),
    Key(("Shift+C",), "move_face", "Shift C", "The face to the next corner"),
    Key(("Ctrl+Shift+C",), "resize_face", "Ctrl Shift C", "The face in the next size"),
    Key(("V",), "show", "V", "What is drawn over the picture"),
    Key(("Shift+P",), "layer_trail", "Shift P", "Pointer trail on or off"),
    Key(("Shift+R",), "layer_clicks", "Shift R", "Clicks on or off"),
    Key(("Shift+W",), "layer_scrolling", "Shift W", "Scrolling on or off"),
    Key(("Shift+K",), "layer_keys", "Shift K", "Keys pressed on or off"),
    Key(("Shift+S",), "layer_captions", "Shift S", "Captions on or off"),
    Key(("Ctrl++", "Ctrl+="), "picture_in", "Ctrl +", "Closer to the picture; also Ctrl and wheel"),
    Key(("Ctrl+-",), "picture_out", "Ctrl −", "Further from the picture"),
    Key(("Ctrl+0",), "picture_fit", "Ctrl 0", "The whole picture"),
    Key(
        ("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"),
        "picture_pan",
        "Alt ← → ↑ ↓",
        "Look about in a picture that is close",
    ),
    Key(("Shift+M",), "mute", "Shift M", "Sound on or off"),
    Key(("S",), "sound", "S", "Hear the voice or the computer"),
    Key(("Ctrl+E",), "export", "Ctrl E", "Export a clip"),
    Key(("Esc",), "escape", "Esc", "Select nothing"),
    Key(("?", "F1"), "show_keys", "?", "This sheet"),
)

_PRESSES_BUTTONS = {"Space", "Return", "Enter"}


def key_words(key: Key) -> str:
    """What a key does, in the user's language."""
    return QCoreApplication.translate("Keys", key.words)


def bind_keys(page: QWidget, verbs: Mapping[str, Callable[[str], None]]) -> list[QShortcut]:
    """Give the page its keys; each verb is called with the sequence that was pressed.

    Fields for text keep plain keys to themselves, since Qt asks them first. Space and Enter press
    the button that has the focus, as they do everywhere.
    """
    return [_bind(page, sequence, verbs[key.verb]) for key in KEYS for sequence in key.sequences]


def _bind(page: QWidget, sequence: str, verb: Callable[[str], None]) -> QShortcut:
    def press() -> None:
        focused = QApplication.focusWidget()
        if sequence in _PRESSES_BUTTONS and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            verb(sequence)

    shortcut = QShortcut(QKeySequence(sequence), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(press)
    return shortcut
