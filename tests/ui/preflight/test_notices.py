"""What the desktop tells of its notifications, on a session bus of the test's own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from observer.ui.background import Progress
from observer.ui.preflight.notices import Notices, look_at_notices

PLASMA = Path(__file__).with_name("plasma.py")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
        yield address
        daemon.terminate()


def look() -> Notices:
    return look_at_notices(Progress(lambda _fraction: None, lambda _line: None, Event()))


@pytest.mark.parametrize(("inhibited", "told"), [("yes", Notices.QUIET), ("no", Notices.LOUD)])
def test_a_desktop_that_tells_is_believed(bus: str, inhibited: str, told: Notices) -> None:
    command = [sys.executable, str(PLASMA), inhibited]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desktop:
        assert desktop.stdout is not None
        assert desktop.stdout.readline().strip() == "ready"
        found = look()
        desktop.terminate()
    assert found is told


def test_without_a_program_that_shows_them_there_are_none(bus: str) -> None:
    assert look() is Notices.NOBODY


def test_without_a_session_bus_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    assert look() is Notices.UNKNOWN
