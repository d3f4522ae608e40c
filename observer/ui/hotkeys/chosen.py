"""Which key does what everywhere: the defaults, and what the moderator made of them."""

from PySide6.QtCore import QCoreApplication, QSettings

PAUSE = "pause"
DEFAULTS = {
    "friction": "F8",
    "bug": "Ctrl+F8",
    "quote": "Shift+F8",
    "note": "Ctrl+F9",
    PAUSE: "F9",
}
"""By what they are for: kinds of mark (`AnnotationKind`), a note to write, and the pause.

Function keys with little to hold, next to one another. Browsers and desktops leave these alone;
Alt is left out, since window managers use it.
"""

_GROUP = "hotkeys"


def chosen_hotkeys() -> dict[str, str]:
    """What each is for, and its key; a key that was taken away is not in it."""
    settings = QSettings()
    keys = {
        purpose: str(settings.value(f"{_GROUP}/{purpose}", key))
        for purpose, key in DEFAULTS.items()
    }
    return {purpose: key for purpose, key in keys.items() if key}


def choose_hotkey(purpose: str, key: str) -> None:
    """Keep a key for a purpose; an empty one for none."""
    QSettings().setValue(f"{_GROUP}/{purpose}", key)


def forget_choices() -> None:
    """Back to the defaults."""
    QSettings().remove(_GROUP)


def purpose_words(purpose: str) -> str:
    """What a key is for, as a person says it. Raises KeyError for what is no purpose."""
    return {
        "friction": _tr("Mark friction"),
        "bug": _tr("Mark a bug"),
        "quote": _tr("Mark a quote"),
        "note": _tr("Write a note"),
        PAUSE: _tr("Pause everything, or go on"),
    }[purpose]


def _tr(text: str) -> str:
    return QCoreApplication.translate("hotkeys", text)
