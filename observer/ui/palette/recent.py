"""Which actions were done from the palette lately, by their names, kept over restarts."""

from PySide6.QtCore import QSettings

_SETTING = "palette/recent"
_MOST = 8


def recent_names() -> list[str]:
    """The latest first."""
    stored = QSettings().value(_SETTING, "")
    return [name for name in str(stored or "").split("\n") if name]


def remember(name: str) -> None:
    """This one was done just now."""
    others = [one for one in recent_names() if one != name]
    QSettings().setValue(_SETTING, "\n".join([name, *others][:_MOST]))
