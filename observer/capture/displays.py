"""Which screens there are to record, and what their display server offers."""

from dataclasses import dataclass

import xcffib
import xcffib.randr
import xcffib.xproto

from observer.capture.xserver import XServer, connect_display
from observer.model.errors import DeviceError


@dataclass(frozen=True, slots=True)
class ScreenInfo:
    """One monitor, or the whole desktop (its `name` is empty). In pixels of the display."""

    name: str
    label: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DisplayFacts:
    """A display's size in pixels and which of the extensions Observer uses it offers."""

    width: int
    height: int
    damage: bool
    shm: bool
    xfixes: bool
    record: bool


def list_screens(display: str = "") -> list[ScreenInfo]:
    """The whole desktop first, then each monitor where there are several.

    Raises DeviceError where the display cannot be reached.
    """
    server = connect_display(display)
    try:
        whole = ScreenInfo(
            "", f"Whole desktop ({server.width} × {server.height})", 0, 0,
            server.width, server.height,
        )  # fmt: skip
        monitors = _monitors(server) if server.has("RANDR") else []
        return [whole, *monitors] if len(monitors) > 1 else [whole]
    except xcffib.XcffibException as error:
        raise _gone(display) from error
    finally:
        server.close()


def probe_display(display: str = "") -> DisplayFacts:
    """What the display offers. Raises DeviceError where it cannot be reached."""
    server = connect_display(display)
    try:
        return DisplayFacts(
            server.width,
            server.height,
            damage=server.has("DAMAGE"),
            shm=server.has("MIT-SHM"),
            xfixes=server.has("XFIXES"),
            record=server.has("RECORD"),
        )
    except xcffib.XcffibException as error:
        raise _gone(display) from error
    finally:
        server.close()


def _monitors(server: XServer) -> list[ScreenInfo]:
    randr = server.connection(xcffib.randr.key)
    version = randr.QueryVersion(1, 5).reply()
    if (version.major_version, version.minor_version) < (1, 5):  # monitors came with RandR 1.5
        return []
    found = []
    for monitor in randr.GetMonitors(server.root, True).reply().monitors:
        name = server.connection.core.GetAtomName(monitor.name).reply().name.to_string()
        label = f"{name} ({monitor.width} × {monitor.height})"
        found.append(ScreenInfo(name, label, monitor.x, monitor.y, monitor.width, monitor.height))
    return found


def _gone(display: str) -> DeviceError:
    return DeviceError(
        f"The display “{display or 'in use'}” went away while it was being asked",
        "Check that it still runs, and try again",
    )
