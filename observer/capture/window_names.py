"""What X windows say of themselves: application, title, and whether they are managed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import xcffib
import xcffib.xproto

from observer.capture.xserver import XServer

VANISHED = (xcffib.xproto.WindowError, xcffib.xproto.DrawableError)
"""Windows go while they are being asked about; these errors say so, others are defects."""
_LONGEST_TEXT = 1024  # in units of four bytes, as the protocol counts
_ANY = xcffib.xproto.GetPropertyType.Any


@dataclass(frozen=True, slots=True)
class WindowNames:
    """One window's own words. `managed`: a window manager has taken charge of it."""

    application: str
    title: str
    managed: bool


class NameReader:
    """Asks many windows at once: one round trip for all of them."""

    def __init__(self, server: XServer) -> None:
        self._core = server.connection.core
        title, state = self._atom("_NET_WM_NAME"), self._atom("WM_STATE")
        self._asked = (xcffib.xproto.Atom.WM_CLASS, title, xcffib.xproto.Atom.WM_NAME, state)
        self.atoms = frozenset(self._asked)  # a change of one of these may change the answer

    def ask(self, windows: Iterable[int]) -> dict[int, WindowNames]:
        """The names of those windows that exist."""
        cookies = {
            window: [
                self._core.GetProperty(False, window, atom, _ANY, 0, _LONGEST_TEXT)
                for atom in self._asked
            ]
            for window in windows
        }
        found = {}
        for window, asked in cookies.items():
            answers = [_answer(cookie) for cookie in asked]
            if None in answers:
                continue
            application, name, old_name, state = answers
            found[window] = WindowNames(
                decoded(application).rstrip("\0").split("\0")[-1],
                decoded(name) or decoded(old_name),
                bool(state.value_len),
            )
        return found

    def children(self, windows: Iterable[int]) -> list[int]:
        """The windows inside those that exist."""
        answers = [_answer(cookie) for cookie in [self._core.QueryTree(w) for w in windows]]
        return [int(child) for tree in answers if tree is not None for child in tree.children]

    def _atom(self, name: str) -> int:
        return int(self._core.InternAtom(False, len(name), name).reply().atom)


def _answer(cookie: Any) -> Any:
    try:
        return cookie.reply()
    except VANISHED:
        return None


def decoded(reply: Any) -> str:
    """A text property; the old ones are Latin-1, though many programs put UTF-8 into them."""
    data = bytes(reply.value.buf())
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
