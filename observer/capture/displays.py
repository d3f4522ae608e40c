"""Which screens and windows there are to record, and what their display server offers."""

from dataclasses import dataclass

import xcffib
import xcffib.randr
import xcffib.xproto

from observer.capture.wayland import refuse_wayland
from observer.capture.window_names import VANISHED, NameReader
from observer.capture.xserver import XServer, connect_display
from observer.model.errors import DeviceError

_LONGEST_LIST = 4096  # windows


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


@dataclass(frozen=True, slots=True)
class WindowInfo:
    """An open window without its frame, minimised ones too. In pixels of the display."""

    id: int
    application: str
    title: str
    x: int
    y: int
    width: int
    height: int


def list_screens(display: str = "") -> list[ScreenInfo]:
    """The whole desktop first, then each monitor where there are several.

    Raises DeviceError where the display cannot be reached, or recorded.
    """
    server = connect_display(display)
    try:
        refuse_wayland(server)
        whole = ScreenInfo(
            "", f"Whole desktop ({server.width} × {server.height})", 0, 0,
            server.width, server.height,
        )  # fmt: skip
        single = monitors(server) if server.has("RANDR") else []
        return [whole, *single] if len(single) > 1 else [whole]
    except xcffib.XcffibException as error:
        raise _gone(display) from error
    finally:
        server.close()


def probe_display(display: str = "") -> DisplayFacts:
    """What the display offers. Raises DeviceError where it cannot be reached, or recorded."""
    server = connect_display(display)
    try:
        refuse_wayland(server)
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


def list_windows(display: str = "") -> list[WindowInfo]:
    """The windows that can be recorded, the topmost first.

    Raises DeviceError where the display cannot be reached.
    """
    server = connect_display(display)
    try:
        return open_windows(server)
    except xcffib.XcffibException as error:
        raise _gone(display) from error
    finally:
        server.close()


def open_windows(server: XServer) -> list[WindowInfo]:
    """What a window manager has in charge; without one, what carries a name. Topmost first."""
    listed = _client_list(server, "_NET_CLIENT_LIST_STACKING")
    listed = listed or _client_list(server, "_NET_CLIENT_LIST") or _children(server)
    found = []
    for window, names in NameReader(server).ask(reversed(listed)).items():
        core = server.connection.core
        asked = (
            core.GetWindowAttributes(window),
            core.GetGeometry(window),
            core.TranslateCoordinates(window, server.root, 0, 0),
        )
        try:
            attributes, size, corner = (cookie.reply() for cookie in asked)
        except VANISHED:
            continue
        shown = attributes.map_state == xcffib.xproto.MapState.Viewable
        is_window = names.managed or (shown and (names.application or names.title))
        if is_window and not attributes.override_redirect:
            place = (corner.dst_x, corner.dst_y, size.width, size.height)
            found.append(WindowInfo(window, names.application, names.title, *place))
    return found


def _client_list(server: XServer, name: str) -> list[int]:
    core = server.connection.core
    atom = core.InternAtom(False, len(name), name).reply().atom
    kind = xcffib.xproto.Atom.WINDOW
    reply = core.GetProperty(False, server.root, atom, kind, 0, _LONGEST_LIST).reply()
    return [int(window) for window in reply.value.to_atoms()]


def _children(server: XServer) -> list[int]:
    return NameReader(server).children([server.root])


def monitors(server: XServer) -> list[ScreenInfo]:
    """The monitors in use, by their RandR names; empty where RandR is older than 1.5."""
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
