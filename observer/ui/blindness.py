"""In which sessions somebody works blind: sees nothing of what others said. Kept over restarts."""

import json

from PySide6.QtCore import QSettings

_SETTING = "review/blind-sessions"


def blind_sessions() -> frozenset[str]:
    """The ids of these sessions."""
    stored = json.loads(str(QSettings().value(_SETTING, "[]")))
    return frozenset(map(str, stored)) if isinstance(stored, list) else frozenset()


def set_blind(session_id: str, *, blind: bool) -> None:
    """Work blind in a session until this is taken off."""
    others = blind_sessions() - {session_id}
    sessions = {*others, session_id} if blind else others
    QSettings().setValue(_SETTING, json.dumps(sorted(sessions)))
