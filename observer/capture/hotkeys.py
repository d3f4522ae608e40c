"""Keys that reach Observer wherever the focus is, and never the product under test.

The X server hands a grabbed key to the one who grabbed it alone. It still tells the window in
front that its focus is grabbed for as long as the key is down (FocusOut of mode NotifyGrab),
which toolkits take no notice of. The stream of the input track (RECORD) holds grabbed keys too.
"""

import contextlib
import threading
from collections.abc import Callable, Mapping
from typing import Any

import xcffib
import xcffib.xproto

from observer.capture.bell import Bell
from observer.capture.hotkey_names import KeyCombination, combination
from observer.capture.input.keyboard import Keyboard
from observer.capture.input.layout import read_keyboard
from observer.capture.xserver import XServer, connect_display
from observer.model.errors import DeviceError

_CAPS_LOCK = xcffib.xproto.ModMask.Lock
_Place = tuple[int, int]  # a key code, and the bits of the modifiers held with it


class HotkeyListener:
    """Takes keys of the whole display until `close`; use as a context manager or close it.

    `bindings` maps what a key is for to its name (`{"friction": "F8", "note": "Ctrl+F8"}`);
    `on_key` gets what it is for, once a press however long it is held, on the thread `hotkeys`:
    it must return at once. Whether CapsLock or NumLock is on makes no difference.

    Raises DeviceError where the display cannot be reached. A key that cannot be had is in
    `refused`, while the others work.
    """

    def __init__(
        self, bindings: Mapping[str, str], on_key: Callable[[str], None], display: str = ""
    ) -> None:
        self._bindings = dict(bindings)
        self._on_key = on_key
        self._taken: dict[_Place, str] = {}
        self._held: dict[_Place, list[int]] = {}
        self._released: tuple[int, int] | None = None  # key code and server time of the last one
        self.refused: dict[str, DeviceError] = {}
        """What a key is for, and why it cannot be had."""
        self.problem = ""
        """A plain sentence once the display has gone; empty while all is well."""
        self._closed = False
        self._server = connect_display(display)
        try:
            self._take_all()
        except xcffib.XcffibException as error:
            self._server.close()
            raise DeviceError(
                "The display went away while its keys were being asked for",
                "Check that it still runs, and try again",
            ) from error
        self._bell = Bell()
        self._thread = threading.Thread(target=self._run, name="hotkeys")
        self._thread.start()

    def __enter__(self) -> "HotkeyListener":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the keys back and join the thread; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self._bell.ring()
        self._thread.join()
        self._bell.close()
        self._give_back()
        self._server.close()

    def _give_back(self) -> None:
        """Let every key go, and wait until the server has: it takes its time over a hang-up."""
        with contextlib.suppress(xcffib.ConnectionException):  # a display that has gone holds none
            for place, states in self._held.items():
                _let_go(self._server, *place, states)
            self._server.connection.core.GetInputFocus().reply()

    def _run(self) -> None:
        connection = self._server.connection
        try:
            while True:
                while (event := connection.poll_for_event()) is not None:
                    self._hear(event)
                if self._bell.sleep(connection.get_file_descriptor(), None).rung:
                    return
        except xcffib.ConnectionException:
            self.problem = "The display has gone: its global keys no longer work"

    def _hear(self, event: Any) -> None:
        if isinstance(event, xcffib.xproto.MappingNotifyEvent):
            self._take_all()
        elif isinstance(event, xcffib.xproto.KeyReleaseEvent):
            self._released = (event.detail, event.time)
        elif isinstance(event, xcffib.xproto.KeyPressEvent):
            # A key that is held repeats as a release and a press of one and the same moment.
            repeats = self._released == (event.detail, event.time)
            purpose = self._taken.get((event.detail, event.state & self._meant))
            if purpose is not None and not repeats:
                self._on_key(purpose)

    def _take_all(self) -> None:
        """Hold every key where the present layout has it.

        Another keyboard at the same machine tells of a changed layout with its first key, so what
        stays where it is stays held: a key let go for a moment would reach the product.
        """
        keyboard = read_keyboard(self._server)
        locks = _lock_states(keyboard)
        self._meant = 0xFF & ~(_CAPS_LOCK | keyboard.num_lock)
        wanted = self._wanted_places(keyboard)
        for place, states in self._held.items():
            if place not in wanted or states != locks:
                _let_go(self._server, *place, states)
        held = {place: states for place, states in self._held.items() if states == locks}
        self._taken, self._held = {}, {}
        for place, purpose in wanted.items():
            if place in held or _grab(self._server, *place, locks):
                self._taken[place], self._held[place] = purpose, locks
            else:
                self.refused[purpose] = _taken_by_another(self._bindings[purpose])

    def _wanted_places(self, keyboard: Keyboard) -> dict[_Place, str]:
        """What each place is for; what has none, or another's, is refused."""
        wanted: dict[_Place, str] = {}
        self.refused = {}
        for purpose, name in self._bindings.items():
            try:
                places = _places(keyboard, combination(name))
            except DeviceError as error:
                self.refused[purpose] = error
                continue
            if any(place in wanted for place in places):
                self.refused[purpose] = DeviceError(
                    f"The key {name} is given twice", "Choose another key for one of them"
                )
            else:
                wanted |= dict.fromkeys(places, purpose)
        return wanted


def _lock_states(keyboard: Keyboard) -> list[int]:
    """Every way CapsLock and NumLock can be: a grab is for one exact state."""
    locks = [_CAPS_LOCK, keyboard.num_lock]
    return sorted({first | second for first in (0, locks[0]) for second in (0, locks[1])})


def _places(keyboard: Keyboard, wanted: KeyCombination) -> list[_Place]:
    """The key codes, with the modifiers' bits, where the layout has this combination."""
    bits = {"Shift": 1, "Ctrl": 4, "Alt": keyboard.alt, "Super": keyboard.super}
    mask = 0
    for modifier in wanted.modifiers:
        mask |= bits[modifier]
    codes = [code for code, symbols in keyboard.symbols.items() if symbols[:1] == (wanted.symbol,)]
    if not codes or not all(bits[modifier] for modifier in wanted.modifiers):
        raise DeviceError(f"This keyboard has no key {wanted.name}", "Choose another key for it")
    return [(code, mask) for code in codes]


def _grab(server: XServer, code: int, mask: int, locks: list[int]) -> bool:
    """Whether the key could be had, in every state of the locks."""
    core = server.connection.core
    mode = xcffib.xproto.GrabMode.Async
    asked = [
        core.GrabKeyChecked(False, server.root, mask | lock, code, mode, mode) for lock in locks
    ]
    refused = False
    for cookie in asked:  # each is answered, so that none is left to surprise the thread
        try:
            cookie.check()
        except xcffib.xproto.AccessError:
            refused = True
    if refused:
        _let_go(server, code, mask, locks)
    return not refused


def _let_go(server: XServer, code: int, mask: int, locks: list[int]) -> None:
    for lock in locks:
        server.connection.core.UngrabKey(code, server.root, mask | lock)
    server.connection.flush()


def _taken_by_another(name: str) -> DeviceError:
    return DeviceError(
        f"The key {name} belongs to another program",
        "Choose another key for it, or free it in that program or in the desktop's settings",
    )
