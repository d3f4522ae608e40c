"""Whether the desktop will pop notifications up over the product."""

import os
import shutil
import subprocess
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtDBus import QDBusConnection, QDBusMessage

from observer.ui.background import Progress

_ANSWER_MS = 700
_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
# Which property says that nothing pops up: KDE's Plasma, and dunst.
_QUIET = ((_SERVICE, "Inhibited"), ("org.dunstproject.cmd0", "paused"))


class Notices(StrEnum):
    """What is known of the desktop's notifications."""

    QUIET = "quiet"
    LOUD = "loud"
    NOBODY = "nobody"
    """No program shows any."""
    UNKNOWN = "unknown"


def look_at_notices(_progress: Progress) -> Notices:
    """Ask the desktop; takes a second where it does not answer."""
    address = _session_bus()
    if not address:
        return Notices.UNKNOWN
    name = "observer-notices"
    bus = QDBusConnection.connectToBus(address, name)
    try:
        return _asked(bus) if bus.isConnected() else Notices.UNKNOWN
    finally:
        QDBusConnection.disconnectFromBus(name)


def _asked(bus: QDBusConnection) -> Notices:
    if not bus.interface().isServiceRegistered(_SERVICE).value():
        return Notices.NOBODY
    for interface, name in _QUIET:
        told = _property(bus, interface, name)
        if isinstance(told, bool):
            return Notices.QUIET if told else Notices.LOUD
    return _gnome()


def _property(bus: QDBusConnection, interface: str, name: str) -> Any:
    question = QDBusMessage.createMethodCall(
        _SERVICE, _PATH, "org.freedesktop.DBus.Properties", "Get"
    )
    question.setArguments([interface, name])
    answer = bus.call(question, timeout=_ANSWER_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
        return None
    told = answer.arguments()[0]
    return told.variant() if hasattr(told, "variant") else told


def _gnome() -> Notices:
    """GNOME keeps it in its settings; other desktops keep it where nobody can ask."""
    if "GNOME" not in os.environ.get("XDG_CURRENT_DESKTOP", "") or not shutil.which("gsettings"):
        return Notices.UNKNOWN
    try:
        asked = subprocess.run(
            ["gsettings", "get", "org.gnome.desktop.notifications", "show-banners"],
            capture_output=True,
            text=True,
            timeout=_ANSWER_MS / 1000,
        )
    except subprocess.TimeoutExpired:
        return Notices.UNKNOWN
    answers = {"true": Notices.LOUD, "false": Notices.QUIET}
    return answers.get(asked.stdout.strip(), Notices.UNKNOWN)


def _session_bus() -> str:
    """Its address, empty where there is none: left to find it, Qt would start one of its own."""
    told = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not told and runtime and (Path(runtime) / "bus").exists():
        return f"unix:path={runtime}/bus"
    return told
