"""A window that paints what a test asks for, and a hand on the pointer."""

import time
from types import TracebackType
from typing import Any

import xcffib
import xcffib.xproto

from observer.capture.xserver import connect_display


class Painter:
    """A window without frame on a display; colours are 0xRRGGBB."""

    def __init__(
        self,
        x: int,
        y: int,
        width: int,
        height: int,
        color: int = 0x808080,
        *,
        display: str = "",
    ) -> None:
        self._server = connect_display(display)
        self._core = self._server.connection.core
        self._size = (width, height)
        self._window: int = self._server.connection.generate_id()
        self._context: int = self._server.connection.generate_id()
        attributes = xcffib.xproto.CW
        self._core.CreateWindow(
            self._server.depth, self._window, self._server.root, x, y, width, height, 0,
            xcffib.xproto.WindowClass.InputOutput, 0,
            attributes.BackPixel | attributes.OverrideRedirect, [color, 1],
        )  # fmt: skip
        self._core.CreateGC(self._context, self._window, 0, [])
        self._core.MapWindow(self._window)
        self._sync()

    def fill(self, color: int) -> int:
        """Paint it all; the monotonic moment (ns) at which the server had done so."""
        width, height = self._size
        rectangle: Any = xcffib.xproto.RECTANGLE  # the package carries no types
        area = rectangle.synthetic(0, 0, width, height)
        self._core.ChangeGC(self._context, xcffib.xproto.GC.Foreground, [color])
        self._core.PolyFillRectangle(self._window, self._context, 1, [area])
        self._sync()
        return time.monotonic_ns()

    def move_pointer(self, x: int, y: int) -> None:
        """Put the pointer at x, y of the display."""
        self._core.WarpPointer(0, self._server.root, 0, 0, 0, 0, x, y)
        self._sync()

    def __enter__(self) -> "Painter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()

    def _sync(self) -> None:
        self._core.GetInputFocus().reply()  # its answer comes after all that was asked before
