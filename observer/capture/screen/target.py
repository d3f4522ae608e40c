"""What of a display is recorded: all of it, a monitor, a region, or a window that is followed."""

from typing import Protocol

import xcffib
import xcffib.xproto

from observer.capture.displays import ScreenInfo, WindowInfo, monitors, open_windows
from observer.capture.screen.rectangle import Rectangle
from observer.capture.window_names import VANISHED
from observer.capture.xserver import XServer
from observer.model.clock import NS_PER_MS
from observer.model.errors import DeviceError
from observer.model.plan import Region

SMALLEST = 16  # pixels a side: one block of the encoder
SCREEN_SETTLE_NS = 300 * NS_PER_MS  # a change of resolution comes in two or three steps
WINDOW_SETTLE_NS = 600 * NS_PER_MS  # a hand that drags a window's edge rests in between


class Target(Protocol):
    """The recorded part of the root window."""

    settle_ns: int
    """How long another size has to last before the picture takes it up."""
    problem: str
    """A plain sentence while `find` finds nothing; else empty."""

    def find(self, screen: Rectangle) -> Rectangle | None:
        """Where it is on a screen of that size: of even size, None where it is not to be seen."""


class RegionTarget:
    """A fixed part of the screen, or all of it; what lies beyond the screen's edge is left out."""

    settle_ns = SCREEN_SETTLE_NS

    def __init__(self, region: Region | None) -> None:
        self._region = region
        self.problem = ""

    def find(self, screen: Rectangle) -> Rectangle | None:
        """The region, cut to the screen."""
        asked = screen
        if self._region is not None:
            region = self._region
            asked = Rectangle(region.x, region.y, region.width, region.height)
        area = _recordable(asked.within(screen))
        self.problem = ""
        if area is None:
            self.problem = (
                f"The region {asked.width}x{asked.height}+{asked.x}+{asked.y} is not on the "
                f"screen, which has {screen.width} × {screen.height} pixels."
            )
        return area


class MonitorTarget:
    """One monitor by its name, wherever in the desktop it is put. Needs RandR."""

    settle_ns = SCREEN_SETTLE_NS

    def __init__(self, server: XServer, name: str) -> None:
        self._server = server
        self._name = name
        self.problem = ""
        known = self._monitors()
        if name not in [monitor.name for monitor in known]:
            listed = ", ".join(monitor.label for monitor in known) or "none by name"
            raise DeviceError(
                f"There is no monitor “{name}”",
                f"Choose one of those there are ({listed}), or record the whole desktop",
            )

    def find(self, screen: Rectangle) -> Rectangle | None:
        """Where the monitor is at present."""
        found = next((m for m in self._monitors() if m.name == self._name), None)
        area = None
        if found is not None:
            place = Rectangle(found.x, found.y, found.width, found.height)
            area = _recordable(place.within(screen))
        self.problem = "" if area else f"The monitor “{self._name}” is switched off or gone."
        return area

    def _monitors(self) -> list[ScreenInfo]:
        return monitors(self._server) if self._server.has("RANDR") else []


class WindowTarget:
    """A window without its frame, wherever it is moved.

    `wanted` is its id (0x1a00007), its application, or a part of its title; case does not count.
    """

    settle_ns = WINDOW_SETTLE_NS

    def __init__(self, server: XServer, wanted: str) -> None:
        self._server = server
        found = _chosen(open_windows(server), wanted)
        self.window = found.id
        self._label = found.title or found.application or hex(found.id)
        self.problem = ""

    def find(self, screen: Rectangle) -> Rectangle | None:
        """Where the window is at present; it may reach beyond the screen."""
        core = self._server.connection.core
        asked = (
            core.GetWindowAttributes(self.window),
            core.GetGeometry(self.window),
            core.TranslateCoordinates(self.window, self._server.root, 0, 0),
        )
        try:
            attributes, size, corner = (cookie.reply() for cookie in asked)
        except VANISHED:
            self.problem = f"The window “{self._label}” is closed; the picture stays black."
            return None
        if attributes.map_state != xcffib.xproto.MapState.Viewable:
            self.problem = (
                f"The window “{self._label}” is minimised or on another workspace; "
                "the picture is black until it is back."
            )
            return None
        # No more than the screen can show: a window's size is limited by 16 bits alone.
        width, height = min(size.width, screen.width), min(size.height, screen.height)
        area = _recordable(Rectangle(corner.dst_x, corner.dst_y, width, height))
        self.problem = "" if area else f"The window “{self._label}” is too small to be recorded."
        return area


def _chosen(windows: list[WindowInfo], wanted: str) -> WindowInfo:
    """The topmost window that is meant. Raises DeviceError where there is none."""
    text = wanted.strip().casefold()
    ways = (
        [window for window in windows if hex(window.id) == text],
        [window for window in windows if window.application.casefold() == text],
        [window for window in windows if text and text in window.title.casefold()],
    )
    for matching in ways:
        if matching:
            return matching[0]
    listed = "; ".join(f"{w.application} “{w.title}” ({hex(w.id)})" for w in windows) or "none"
    raise DeviceError(
        f"No open window is called “{wanted}”",
        f"Open it, or name one of these by application, title or id: {listed}",
    )


def _recordable(area: Rectangle | None) -> Rectangle | None:
    """Of even size; None where too little is left."""
    if area is None or area.width < SMALLEST or area.height < SMALLEST:
        return None
    return Rectangle(area.x, area.y, area.width & ~1, area.height & ~1)
