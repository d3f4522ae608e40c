"""Hands and windows for the tests: what a participant does, through a connection of their own."""

import time
from typing import Any

import xcffib
import xcffib.xproto
import xcffib.xtest

from observer.capture.xserver import connect_display

KEY_PRESS, KEY_RELEASE, PRESS, RELEASE, MOTION = 2, 3, 4, 5, 6
_PATIENCE_S = 5.0


class Hands:
    """Moves the pointer and makes windows; use as a context manager."""

    def __init__(self, display: str = "") -> None:
        self.server = connect_display(display)
        self._core = self.server.connection.core
        self._xtest = self.server.connection(xcffib.xtest.key)

    def __enter__(self) -> "Hands":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.close()

    def move(self, x: int, y: int) -> None:
        """Put the pointer there; returns once the server has done it."""
        self._fake(MOTION, 0, x, y)

    def click(self, button: int = 1) -> None:
        """Press and release a button."""
        self._fake(PRESS, button)
        self._fake(RELEASE, button)

    def type_key(self, code: int = 38) -> tuple[int, int]:
        """Press and release a key; between which moments (monotonic, ns) it was pressed."""
        before_ns = time.monotonic_ns()
        self._fake(KEY_PRESS, code)
        pressed = before_ns, time.monotonic_ns()
        self._fake(KEY_RELEASE, code)
        return pressed

    def throw(self, *acts: tuple[int, int, int, int]) -> None:
        """Do several things at once (what, detail, x, y) without waiting for the server."""
        for what, detail, x, y in acts:
            self._xtest.FakeInput(what, detail, 0, self.server.root, x, y, 0)
        self.server.connection.flush()

    def round_trip_s(self) -> float:
        """How long the server takes to answer."""
        asked_s = time.perf_counter()
        self._sync()
        return time.perf_counter() - asked_s

    def window(self, application: str, title: str, x: int = 50, y: int = 60) -> int:
        """Show a window of 200 by 100 pixels."""
        window: int = self.server.connection.generate_id()
        self._core.CreateWindow(
            self.server.depth, window, self.server.root, x, y, 200, 100, 0,
            xcffib.xproto.WindowClass.InputOutput, 0, 0, [],
        )  # fmt: skip
        names = f"{application.lower()}\0{application}\0"
        self._property(window, "WM_CLASS", "STRING", names.encode())
        self.entitle(window, title)
        self._core.MapWindow(window)
        self._sync()
        return window

    def entitle(self, window: int, title: str) -> None:
        """Give a window another title."""
        self._property(window, "_NET_WM_NAME", "UTF8_STRING", title.encode())
        self._sync()

    def note_use(self, window: int) -> None:
        """Note the time of a key in a window's property, as toolkits do at each."""
        self._property(window, "_NET_WM_USER_TIME", "CARDINAL", bytes(4))
        self._sync()

    def place(self, window: int, x: int, y: int) -> None:
        """Ask for a window to be somewhere else."""
        fields = xcffib.xproto.ConfigWindow.X | xcffib.xproto.ConfigWindow.Y
        self._core.ConfigureWindow(window, fields, [x, y])
        self._sync()

    def activate(self, window: int) -> None:
        """Bring a window to the front, as a task bar does."""
        protocol: Any = xcffib.xproto  # its constructors carry no types
        state = protocol.ClientMessageData.synthetic([2, 0, 0, 0, 0], "IIIII")
        event = protocol.ClientMessageEvent.synthetic(
            32, window, self._atom("_NET_ACTIVE_WINDOW"), state
        )
        mask = xcffib.xproto.EventMask.SubstructureRedirect
        self._core.SendEvent(False, self.server.root, mask, event.pack())
        self._sync()

    def bring_to_front(self, window: int) -> None:
        """Activate a window, and wait until the window manager says that it is in front."""
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            self.activate(window)  # once more where one that is still starting has not heard it
            asked_again = time.monotonic() + 0.5
            while time.monotonic() < asked_again:
                if self._active() == window:
                    return
                time.sleep(0.01)
            assert time.monotonic() < deadline, "the window did not come to the front"

    def focus(self, window: int) -> None:
        """Give a window the input focus, where no window manager does."""
        self._core.SetInputFocus(xcffib.xproto.InputFocus.PointerRoot, window, 0)
        self._sync()

    def manage(self, active: int) -> None:
        """Tell, as a window manager does, that a window is in front: whether it exists or not."""
        manager = self.window("Manager", "Tests")
        for window in (self.server.root, manager):
            self._name_window(window, "_NET_SUPPORTING_WM_CHECK", manager)
        self._name_window(self.server.root, "_NET_ACTIVE_WINDOW", active)
        self._sync()

    def destroy(self, window: int) -> None:
        """Take a window away."""
        self._core.DestroyWindow(window)
        self._sync()

    def _active(self) -> int:
        """What the window manager says is in front; 0 where it says nothing."""
        window = xcffib.xproto.Atom.WINDOW
        name = self._atom("_NET_ACTIVE_WINDOW")
        value = self._core.GetProperty(False, self.server.root, name, window, 0, 1).reply().value
        found = value.to_atoms()
        return int(found[0]) if found else 0

    def _name_window(self, window: int, name: str, named: int) -> None:
        self._core.ChangeProperty(
            xcffib.xproto.PropMode.Replace, window, self._atom(name), self._atom("WINDOW"), 32,
            1, [named],
        )  # fmt: skip

    def _property(self, window: int, name: str, kind: str, data: bytes) -> None:
        self._core.ChangeProperty(
            xcffib.xproto.PropMode.Replace, window, self._atom(name), self._atom(kind), 8,
            len(data), data,
        )  # fmt: skip

    def _fake(self, what: int, detail: int, x: int = 0, y: int = 0) -> None:
        self._xtest.FakeInput(what, detail, 0, self.server.root, x, y, 0)
        self._sync()

    def _atom(self, name: str) -> int:
        return int(self._core.InternAtom(False, len(name), name).reply().atom)

    def _sync(self) -> None:
        self._core.GetInputFocus().reply()
