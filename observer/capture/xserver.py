"""A connection to an X display, and what that display can do."""

import os
from dataclasses import dataclass
from typing import Any

import xcffib

# Their events are known only to connections made after these imports.
import xcffib.damage
import xcffib.randr
import xcffib.record
import xcffib.shm
import xcffib.xfixes
import xcffib.xproto

from observer.model.errors import DeviceError


@dataclass(frozen=True, slots=True)
class XServer:
    """An open connection with its first screen. `root` is the root window's id."""

    connection: Any  # xcffib.Connection: the package carries no types
    root: int
    depth: int
    width: int
    height: int

    def has(self, extension: str) -> bool:
        """Whether the server offers an extension, by its protocol name (“DAMAGE”).

        Asked before any use: a request to an absent extension closes the connection for good.
        """
        reply = self.connection.core.QueryExtension(len(extension), extension).reply()
        return bool(reply.present)

    def close(self) -> None:
        """Disconnect; safe after the server has gone."""
        self.connection.disconnect()


def connect_display(display: str = "") -> XServer:
    """Connect to an X display by name, or to $DISPLAY where the name is empty.

    Raises DeviceError where there is none, it does not answer, or it refuses.
    """
    name = display or os.environ.get("DISPLAY", "")
    if not name:
        raise DeviceError(
            "There is no display to record",
            "Start Observer inside a desktop session, set DISPLAY, or name one with --display :0",
        )
    try:
        connection: Any = xcffib.connect(display=name)  # type: ignore[no-untyped-call]  # no types there
        setup = connection.get_setup()
    except xcffib.XcffibException as error:
        raise DeviceError(
            f"The display “{name}” does not answer or refuses the connection",
            "Check its name and that it runs (xdpyinfo shows it); XAUTHORITY must name its key",
        ) from error
    screen = setup.roots[connection.pref_screen]
    return XServer(
        connection,
        screen.root,
        screen.root_depth,
        screen.width_in_pixels,
        screen.height_in_pixels,
    )
