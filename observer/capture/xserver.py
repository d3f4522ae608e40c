"""A connection to an X display, and what that display can do."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import xcffib

# Their events are known only to connections made after these imports.
import xcffib.damage
import xcffib.randr
import xcffib.record
import xcffib.shape
import xcffib.shm
import xcffib.sync
import xcffib.xfixes
import xcffib.xproto

from observer.model.errors import DeviceError

ATTEMPTS = 3
RETRY_S = 0.1
"""A server that starts again after its last client left refuses connections for a moment."""


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


@contextmanager
def display_loss() -> Iterator[None]:
    """Tell a connection that broke as the DeviceError it is."""
    try:
        yield
    except xcffib.ConnectionException as error:
        raise DeviceError(
            "The display that is being recorded has gone away",
            "What was recorded until then is kept; start a new session on the display in use",
        ) from error


def connect_display(display: str = "") -> XServer:
    """Connect to an X display by name, or to $DISPLAY where the name is empty.

    Raises DeviceError where there is none, it does not answer, or it refuses.
    """
    name = display or os.environ.get("DISPLAY", "")
    if not name:
        if os.environ.get("WAYLAND_DISPLAY"):
            raise wayland_desktop()
        raise DeviceError(
            "There is no display to record",
            "Start Observer inside a desktop session, set DISPLAY, or name one with --display :0",
        )
    connection = _connect(name)
    setup = connection.get_setup()
    screen = setup.roots[connection.pref_screen]
    return XServer(
        connection,
        screen.root,
        screen.root_depth,
        screen.width_in_pixels,
        screen.height_in_pixels,
    )


def wayland_desktop() -> DeviceError:
    """What is said of a desktop that shows its windows to no X program."""
    return DeviceError(
        "This desktop runs on Wayland, which shows a recorder none of its windows",
        "Log out, choose “Xorg” or “X11” on the login screen (behind a cog, often), log in again",
    )


def _connect(name: str) -> Any:
    attempt = 1
    while True:
        try:
            return xcffib.connect(display=name)  # type: ignore[no-untyped-call]  # no types there
        except xcffib.XcffibException as error:
            if attempt == ATTEMPTS:
                raise DeviceError(
                    f"The display “{name}” does not answer or refuses the connection",
                    "Check its name and that it runs (xdpyinfo shows it), and that XAUTHORITY "
                    "names the file with its key",
                ) from error
        attempt += 1
        time.sleep(RETRY_S)
