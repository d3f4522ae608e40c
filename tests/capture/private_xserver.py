"""A display server of a test's own, which it may resize, cripple or kill."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import xcffib
import xcffib.randr

from observer.capture.displays import list_windows
from observer.capture.window_facts import WindowFacts
from observer.capture.xserver import connect_display
from tests.capture.xwindows import Desk


@dataclass
class PrivateServer:
    """A running Xvfb; `display` is its name."""

    process: subprocess.Popen[str]
    display: str

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.process.kill()
        self.process.wait()

    def resize(self, width: int, height: int) -> None:
        """Give the screen another size, at 96 dots an inch."""
        server = connect_display(self.display)
        randr = server.connection(xcffib.randr.key)
        randr.QueryVersion(1, 5).reply()
        resources = randr.GetScreenResources(server.root).reply()
        crtc = resources.crtcs[0]
        outputs = list(randr.GetCrtcInfo(crtc, 0).reply().outputs)
        kind: Any = xcffib.randr.ModeInfo  # the package carries no types
        known = [m.id for m in resources.modes if (m.width, m.height) == (width, height)]
        if not known:
            name = f"{width}x{height}"
            mode = kind.synthetic(0, width, height, *([0] * 8), len(name), 0)
            known = [randr.CreateMode(server.root, mode, len(name), name).reply().mode]
            for output in outputs:
                randr.AddOutputModeChecked(output, known[0]).check()
        randr.SetCrtcConfig(crtc, 0, 0, 0, 0, 0, 1, 0, []).reply()
        millimetres = (round(width * 25.4 / 96), round(height * 25.4 / 96))
        randr.SetScreenSizeChecked(server.root, width, height, *millimetres).check()
        randr.SetCrtcConfig(crtc, 0, 0, 0, 0, known[0], 1, len(outputs), outputs).reply()
        server.close()

    def set_monitor(self, name: str, x: int, y: int, width: int, height: int) -> None:
        """Tell of a monitor of a name that is not taken, as `xrandr --setmonitor` does."""
        server = connect_display(self.display)
        randr = server.connection(xcffib.randr.key)
        randr.QueryVersion(1, 5).reply()
        atom = server.connection.core.InternAtom(False, len(name), name).reply().atom
        kind: Any = xcffib.randr.MonitorInfo  # the package carries no types
        told = kind.synthetic(atom, 0, 0, 0, x, y, width, height, width, height, [])
        randr.SetMonitor(server.root, told, is_checked=True).check()
        server.close()

    def remove_monitor(self, name: str) -> None:
        """Take a monitor away that was told of."""
        server = connect_display(self.display)
        randr = server.connection(xcffib.randr.key)
        randr.QueryVersion(1, 5).reply()
        atom = server.connection.core.InternAtom(False, len(name), name).reply().atom
        randr.DeleteMonitor(server.root, atom, is_checked=True).check()
        server.close()


@contextmanager
def private_xserver(*options: str, size: str = "800x600x24") -> Iterator[PrivateServer]:
    """Start Xvfb with options, wait until it answers, and end it afterwards."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        number = process.stdout.readline().strip()
        try:
            yield PrivateServer(process, f":{number}")
        finally:
            process.terminate()


@contextmanager
def private_desktop(*options: str) -> Iterator[PrivateServer]:
    """A private server with a window manager that is ready to manage."""
    with (
        private_xserver(*options) as server,
        subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=os.environ | {"DISPLAY": server.display},
            stderr=subprocess.DEVNULL,
        ) as manager,
    ):
        try:
            with Desk(server.display) as desk:  # its windows' ids must not be used again
                _await_manager(server.display, desk)
                yield server
        finally:
            manager.terminate()


def _await_manager(display: str, desk: Desk) -> None:
    """Wait until a window is managed, and has been let go again."""
    deadline = time.monotonic() + 10
    connection = connect_display(display)
    facts = WindowFacts(connection)
    while not facts.is_managed:
        assert time.monotonic() < deadline, "the window manager does not come"
        time.sleep(0.02)
    connection.close()
    first = []
    while not list_windows(display):  # the first one may wait until another comes
        assert time.monotonic() < deadline, "the window manager does not manage"
        first.append(desk.window(0, (0, 0, 50, 50), "First"))
        time.sleep(0.02)
    for window in first:
        window.close()
    while list_windows(display):
        assert time.monotonic() < deadline, "the window manager does not let go"
        time.sleep(0.01)
