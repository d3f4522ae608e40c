"""The screen by change: the X server says what was painted (XDamage), and only that is read."""

import xcffib.damage
import xcffib.xfixes

from observer.capture.bell import Bell
from observer.capture.screen.canvas import Canvas
from observer.capture.screen.pointer import XFIXES_VERSION
from observer.capture.screen.rectangle import Rectangle
from observer.capture.screen.root_picture import RootPicture
from observer.capture.xserver import display_loss
from observer.model.clock import NS_PER_SECOND


class DamageSource:
    """A `ScreenSource` for an X display with the DAMAGE and XFIXES extensions."""

    def __init__(self, picture: RootPicture) -> None:
        self._picture = picture
        self._closed = False
        connection = picture.server.connection
        self._xfixes = connection(xcffib.xfixes.key)
        self._xfixes.QueryVersion(*XFIXES_VERSION).reply()
        self._damage = connection(xcffib.damage.key)
        self._damage.QueryVersion(1, 1).reply()
        self._region = connection.generate_id()
        self._xfixes.CreateRegion(self._region, 0, [])
        self._handle = connection.generate_id()
        level = xcffib.damage.ReportLevel.NonEmpty
        self._damage.Create(self._handle, picture.server.root, level)
        connection.flush()
        self.details = {"source": "X damage", "pixels": picture.reader}
        self._bell = Bell()

    @property
    def width(self) -> int:
        """Of the canvas, in pixels."""
        return self._picture.view.width

    @property
    def height(self) -> int:
        """Of the canvas, in pixels."""
        return self._picture.view.height

    @property
    def corner(self) -> tuple[int, int]:
        """Where on the root window the picture begins."""
        return self._picture.view.corner

    @property
    def problem(self) -> str:
        """A plain sentence while what is to be recorded cannot be seen."""
        return self._picture.problem

    def wait(self, timeout_ns: int) -> bool:
        """Sleep until the server reports damage, or the pointer moved, or the time is over."""
        picture = self._picture
        with display_loss():
            picture.take_events()
            if not (picture.painted or picture.is_stale()):
                sleep_ns = picture.patience_ns(timeout_ns)
                if self._bell.sleep(picture.file, sleep_ns / NS_PER_SECOND).ready:
                    picture.take_events()
            pointer = picture.pointer
            return (
                picture.painted
                or picture.is_stale()
                or (pointer is not None and pointer.has_moved())
            )

    def rouse(self) -> None:
        """End a `wait` at once, the next one if none is under way."""
        self._bell.ring()

    def refit(self) -> bool:
        """Take up another size, where the recorded part has had it for a while."""
        with display_loss():
            return self._picture.refit()

    def grab(self, canvas: Canvas, *, whole: bool) -> None:
        """Read what was painted since the last grab, with the pointer put where it is."""
        with display_loss():
            self._picture.copy(canvas, self._take_damage(), whole=whole)

    def close(self) -> None:
        """Disconnect from the display."""
        if not self._closed:
            self._closed = True
            self._bell.close()
            self._picture.close()

    def _take_damage(self) -> list[Rectangle]:
        self._picture.take_events()
        if not self._picture.painted:
            return []
        self._picture.painted = False
        if self._picture.pointer is not None:
            self._picture.pointer.ask()  # one round trip brings both answers
        self._damage.Subtract(self._handle, 0, self._region)
        found = self._xfixes.FetchRegion(self._region).reply().rectangles
        return [Rectangle(part.x, part.y, part.width, part.height) for part in found]
