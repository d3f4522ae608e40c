"""The real screen as a device: picks the source that the display allows."""

from collections.abc import Callable

from observer.capture.screen.paced import PacedScreen
from observer.capture.screen.root_picture import RootPicture
from observer.capture.screen.source import ScreenSource
from observer.capture.screen.target import MonitorTarget, RegionTarget, Target, WindowTarget
from observer.capture.wayland import refuse_wayland
from observer.capture.xserver import XServer, connect_display, display_loss
from observer.model.errors import DeviceError
from observer.model.plan import Region
from observer.model.secrets import SecretWindows


class ScreenDevice(PacedScreen):
    """An X display, or a part of it, recorded by change.

    `display` is its name, empty for the one in use. Of it is recorded, at most one of: the
    `monitor` of that name; the `window` (an id, an application or part of a title), which is
    followed; the `region`. Odd sizes lose their last row or column. The visible parts of `secrets`
    are filled before anything leaves this object.

    When what is recorded has had another size for a moment, a FormatChange is told, and the
    pictures go on in that size.
    """

    def __init__(
        self,
        display: str = "",
        region: Region | None = None,
        fps: int = 30,
        pointer: bool = True,
        *,
        monitor: str = "",
        window: str = "",
        secrets: SecretWindows = SecretWindows(),  # noqa: B008  # frozen
    ) -> None:
        if sum(map(bool, (region, monitor, window))) > 1:
            raise DeviceError(
                "A monitor, a window and a region cannot be recorded in one",
                "Choose one of them",
            )

        def target(server: XServer) -> Target:
            if window:
                return WindowTarget(server, window)
            return MonitorTarget(server, monitor) if monitor else RegionTarget(region)

        super().__init__(lambda: open_source(display, target, secrets, fps, pointer=pointer), fps)


def open_source(
    display: str,
    target: Callable[[XServer], Target],
    secrets: SecretWindows,
    fps: int,
    *,
    pointer: bool,
) -> ScreenSource:
    """The best source for a display. Raises DeviceError where it cannot be recorded."""
    server = connect_display(display)
    try:
        with display_loss():
            refuse_wayland(server)
            if server.depth not in (24, 32):
                raise DeviceError(
                    f"The display has {server.depth} bits of colour, and 24 are needed",
                    "Set it to 24 bit colour",
                )
            draws = pointer and server.has("XFIXES")
            picture = RootPicture(server, target(server), secrets, pointer=draws)
            if server.has("DAMAGE") and server.has("XFIXES"):
                from observer.capture.screen.x11 import DamageSource

                return DamageSource(picture)
            from observer.capture.screen.tiles import TileSource

            return TileSource(picture, fps)
    except BaseException:  # whatever it is goes on; the connection must not stay behind
        server.close()
        raise
