"""The screen by change: the X server says what was painted (XDamage), and only that is read."""

import select
from collections.abc import Iterator
from contextlib import contextmanager

import xcffib
import xcffib.damage
import xcffib.xfixes
import xcffib.xproto

from observer.capture.screen.canvas import Canvas
from observer.capture.screen.pointer import XFIXES_VERSION, Pointer
from observer.capture.screen.rectangle import Rectangle, tidy
from observer.capture.screen.window_pixels import window_pixels
from observer.capture.xserver import XServer
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import DeviceError


class DamageSource:
    """A `ScreenSource` for an X display with the DAMAGE and XFIXES extensions.

    `area` is the recorded part of the root window, of even size. Takes over the connection.
    """

    def __init__(self, server: XServer, area: Rectangle, *, pointer: bool) -> None:
        self.width, self.height = area.width, area.height
        self.problem = ""
        self._server = server
        self._area = area
        self._root = Rectangle(0, 0, server.width, server.height)
        self._closed = False
        self._damaged = False
        whole = (server.width & ~1, server.height & ~1)
        self._everything = self._root if (area.width, area.height) == whole else None
        self._blank_first = False  # the screen has another size; what lies outside is black
        connection = server.connection
        self._xfixes = connection(xcffib.xfixes.key)
        self._xfixes.QueryVersion(*XFIXES_VERSION).reply()
        self._damage = connection(xcffib.damage.key)
        self._damage.QueryVersion(1, 1).reply()
        self._region = connection.generate_id()
        self._xfixes.CreateRegion(self._region, 0, [])
        self._handle = connection.generate_id()
        self._damage.Create(self._handle, server.root, xcffib.damage.ReportLevel.NonEmpty)
        events = xcffib.xproto.EventMask.StructureNotify  # tells of a new screen size
        connection.core.ChangeWindowAttributes(server.root, xcffib.xproto.CW.EventMask, [events])
        self._pointer = Pointer(server) if pointer else None
        self._pixels = window_pixels(server, area.area)
        self._file = connection.get_file_descriptor()
        connection.flush()
        self.details = {"source": "X damage", "pixels": self._pixels.name}

    def wait(self, timeout_ns: int) -> bool:
        """Sleep until the server reports damage, or the pointer moved, or the time is over."""
        with _display_loss():
            self._take_events()
            if not self._damaged:
                if self._pointer is not None:
                    timeout_ns = min(timeout_ns, self._pointer.patience_ns)
                select.select([self._file], [], [], timeout_ns / NS_PER_SECOND)
                self._take_events()
            return self._damaged or (self._pointer is not None and self._pointer.has_moved())

    def grab(self, canvas: Canvas, *, whole: bool) -> None:
        """Read what was painted since the last grab, with the pointer put where it is."""
        with _display_loss():
            painted = self._take_damage()
            if self._pointer is not None:
                painted += self._pointer.follow()
            if self._blank_first:
                self._blank_first = False
                canvas.fill_black()
                whole = True
            self._copy([self._root] if whole else painted, canvas)

    def close(self) -> None:
        """Disconnect from the display."""
        if not self._closed:
            self._closed = True
            self._server.close()
            self._pixels.close()

    def _take_events(self) -> None:
        connection = self._server.connection
        while (event := connection.poll_for_event()) is not None:
            if isinstance(event, xcffib.damage.NotifyEvent):
                self._damaged = True
            elif isinstance(event, xcffib.xfixes.CursorNotifyEvent):
                if self._pointer is not None:
                    self._pointer.forget_shape()
            elif isinstance(event, xcffib.xproto.ConfigureNotifyEvent):
                self._resize(event.width, event.height)

    def _take_damage(self) -> list[Rectangle]:
        self._take_events()
        if not self._damaged:
            return []
        self._damaged = False
        self._damage.Subtract(self._handle, 0, self._region)
        found = self._xfixes.FetchRegion(self._region).reply().rectangles
        return [Rectangle(part.x, part.y, part.width, part.height) for part in found]

    def _copy(self, painted: list[Rectangle], canvas: Canvas) -> None:
        limits = self._visible()
        if limits is None:
            return
        x, y = self._area.x, self._area.y
        for part in tidy((rectangle.moved(-x, -y) for rectangle in painted), limits):
            area = part.moved(x, y)
            pixels = self._pixels.read(area)
            if self._pointer is not None:
                self._pointer.draw(pixels, area)
            canvas.paste(pixels, part.x, part.y)

    def _visible(self) -> Rectangle | None:
        """The part of the canvas that the screen, as large as it is at present, can fill."""
        shared = self._root.within(self._area)
        if shared is None or shared.width < 2 or shared.height < 2:
            return None
        return Rectangle(0, 0, shared.width & ~1, shared.height & ~1)

    def _resize(self, width: int, height: int) -> None:
        if (width, height) == (self._root.width, self._root.height):
            return
        self._root = Rectangle(0, 0, width, height)
        self._blank_first = self._damaged = True
        self.problem = self._misfit()

    def _misfit(self) -> str:
        """What is wrong with the recorded area on a screen of the present size."""
        now = f"{self._root.width} × {self._root.height}"
        if self._root.within(self._area) != self._area:
            return f"The screen shrank to {now}; what is no longer on it is recorded as black."
        if self._everything is not None and self._root != self._everything:
            return f"The screen grew to {now}; only the size it had at first is recorded."
        return ""


@contextmanager
def _display_loss() -> Iterator[None]:
    try:
        yield
    except xcffib.ConnectionException as error:
        raise DeviceError(
            "The display that is being recorded has gone away",
            "What was recorded until then is kept; start a new session on the display in use",
        ) from error
