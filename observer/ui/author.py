"""Who sits at this window: the name that marks and annotations carry."""

import os

from PySide6.QtCore import QSettings

_VARIABLE = "OBSERVER_AUTHOR"
_SETTING = "author"


def author_name() -> str:
    """OBSERVER_AUTHOR where it is set, else the name last worked under, else the account's."""
    remembered = str(QSettings().value(_SETTING, ""))
    return os.environ.get(_VARIABLE) or remembered or os.environ.get("USER") or "observer"


def set_author_name(name: str) -> None:
    """Work under this name, here and in recorders that are started from here; remembered."""
    os.environ[_VARIABLE] = name
    QSettings().setValue(_SETTING, name)
