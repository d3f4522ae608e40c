"""What a compositor may still show of a window that has gone or moved."""

import time

from observer.capture.screen.rectangle import Rectangle
from observer.capture.xserver import XServer
from observer.model.clock import NS_PER_MS

FADE_NS = 400 * NS_PER_MS  # desktops let a window fade, grow or shrink in 150 to 250 ms
LAG_NS = 100 * NS_PER_MS  # a window that is dragged is drawn a frame or two late


class Afterglow:
    """Keeps parts of the root window filled for a moment longer.

    Without a compositor the screen changes with the window, and nothing is kept.
    """

    def __init__(self, server: XServer) -> None:
        self._core = server.connection.core
        name = f"_NET_WM_CM_S{server.connection.pref_screen}"  # a compositor owns this selection
        self._sign = self._core.InternAtom(False, len(name), name).reply().atom
        self._glowing: list[tuple[int, Rectangle]] = []  # until when

    def keep(self, parts: list[Rectangle], lasts_ns: int = FADE_NS) -> None:
        """These may be seen for a moment yet."""
        if parts and self._core.GetSelectionOwner(self._sign).reply().owner:
            until_ns = time.monotonic_ns() + lasts_ns
            self._glowing += [(until_ns, part) for part in parts]

    @property
    def parts(self) -> list[Rectangle]:
        """What has to stay filled."""
        return [part for _, part in self._glowing]

    @property
    def rest_ns(self) -> int | None:
        """How long until the next of them has faded; None where nothing glows."""
        if not self._glowing:
            return None
        return max(0, min(until_ns for until_ns, _ in self._glowing) - time.monotonic_ns())

    def take_faded(self) -> list[Rectangle]:
        """Those whose moment is over, once."""
        now_ns = time.monotonic_ns()
        faded = [part for until_ns, part in self._glowing if until_ns <= now_ns]
        self._glowing = [glow for glow in self._glowing if glow[0] > now_ns]
        return faded
