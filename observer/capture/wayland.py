"""Whether a display only serves the X programs of a Wayland desktop."""

import re

import xcffib
import xcffib.randr
import xcffib.xinput

from observer.capture.xserver import XServer, wayland_desktop

# What Xwayland calls its outputs and input devices; since 23.1 it also has an extension.
_NAMES = re.compile(r"xwayland[-\d]", re.IGNORECASE)


def refuse_wayland(server: XServer) -> None:
    """Raise DeviceError for such a display: its root window stays black, whatever is on screen.

    Everything else of it works, so that a recording would run, and hold nothing.
    """
    if server.has("XWAYLAND") or any(map(_NAMES.match, _names(server))):
        raise wayland_desktop()


def _names(server: XServer) -> list[str]:
    """What the display's outputs and input devices are called."""
    names: list[str] = []
    if server.has("RANDR"):
        randr = server.connection(xcffib.randr.key)
        resources = randr.GetScreenResources(server.root).reply()
        asked = [randr.GetOutputInfo(one, resources.config_timestamp) for one in resources.outputs]
        names += [bytes(cookie.reply().name).decode(errors="replace") for cookie in asked]
    if server.has("XInputExtension"):
        xinput = server.connection(xcffib.xinput.key)
        xinput.XIQueryVersion(2, 0).reply()
        devices = xinput.XIQueryDevice(xcffib.xinput.Device.All).reply().infos
        names += [device.name.to_string() for device in devices]
    return names
