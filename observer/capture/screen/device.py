"""The real screen as a device: picks the source that the display allows."""

from observer.capture.screen.paced import PacedScreen
from observer.capture.screen.rectangle import Rectangle
from observer.capture.screen.source import ScreenSource
from observer.capture.xserver import XServer, connect_display
from observer.model.errors import DeviceError
from observer.model.plan import Region

SMALLEST = 16  # pixels a side: one block of the encoder


class ScreenDevice(PacedScreen):
    """An X display, or a region of it, recorded by change.

    `display` is its name, empty for the one in use. Odd sizes lose their last row or column, and
    a region loses what lies beyond the screen's edge.
    """

    def __init__(
        self,
        display: str = "",
        region: Region | None = None,
        fps: int = 30,
        pointer: bool = True,
    ) -> None:
        super().__init__(lambda: open_source(display, region, fps, pointer=pointer), fps)


def open_source(display: str, region: Region | None, fps: int, *, pointer: bool) -> ScreenSource:
    """The best source for a display. Raises DeviceError where it cannot be recorded."""
    server = connect_display(display)
    try:
        area = recorded_area(server, region)
        if server.has("DAMAGE") and server.has("XFIXES"):
            from observer.capture.screen.x11 import DamageSource

            return DamageSource(server, area, pointer=pointer)
    except BaseException:  # whatever it is goes on; the connection must not stay behind
        server.close()
        raise
    server.close()
    from observer.capture.screen.tiles import TileSource

    return TileSource(display, area, fps, pointer=pointer)


def recorded_area(server: XServer, region: Region | None) -> Rectangle:
    """The part of the root window to record, of even size. Raises DeviceError if none is left."""
    if server.depth not in (24, 32):
        raise DeviceError(
            f"The display has {server.depth} bits of colour, and 24 are needed",
            "Set it to 24 bit colour",
        )
    screen = Rectangle(0, 0, server.width, server.height)
    asked = Rectangle(region.x, region.y, region.width, region.height) if region else screen
    area = asked.within(screen)
    if area is None or area.width < SMALLEST or area.height < SMALLEST:
        raise DeviceError(
            f"The region {asked.width}x{asked.height}+{asked.x}+{asked.y} is not on the screen",
            f"The screen has {screen.width} × {screen.height} pixels; choose a part of it",
        )
    return Rectangle(area.x, area.y, area.width & ~1, area.height & ~1)
