"""The windows on the screen, from bottom to top, kept up to date by the server's events."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xcffib
import xcffib.shape
import xcffib.xproto

from observer.capture.screen.rectangle import Rectangle
from observer.capture.window_names import VANISHED, NameReader, WindowNames
from observer.capture.xserver import XServer

_EVENTS = xcffib.xproto.EventMask
_DEEPEST = 3  # a client lies in its frame, or in a wrapper in it
_ANY = xcffib.xproto.GetPropertyType.Any
_LONGEST_REGION = 256  # numbers, four a rectangle
_WIDEST = 64  # programs that make a window of every button are not searched through


@dataclass(slots=True)
class TopWindow:
    """A child of the root window: a manager's frame with its client, or a window of its own.

    `place` is on the root, with the border. `names` are None while unknown, and empty where a
    window went before it could be asked: nobody knows what it showed. A window with alpha says
    itself which parts of it are opaque, told here from its corner.
    """

    id: int
    place: Rectangle
    mapped: bool
    pop_up: bool
    paints: bool = True
    alpha: bool = True
    opaque_parts: tuple[Rectangle, ...] = ()
    shaped: bool = False
    names: tuple[WindowNames, ...] | None = None

    def solid(self) -> list[Rectangle]:
        """What of the root window it hides for certain: nothing where it has a shape."""
        if self.shaped:
            return []
        if not self.alpha:
            return [self.place]
        on_root = (part.moved(self.place.x, self.place.y) for part in self.opaque_parts)
        return [part for part in (p.within(self.place) for p in on_root) if part is not None]


class WindowTree:
    """Follows the top-level windows. It asks only about windows that come, or change their names.

    It listens on the connection that reads the pixels: an answer from the server comes behind
    all the events that were before it.
    """

    def __init__(self, server: XServer) -> None:
        self._server = server
        self._core = server.connection.core
        self._reader = NameReader(server)
        self._opacity = self._atom("_NET_WM_WINDOW_OPACITY")
        self._opaque_region = self._atom("_NET_WM_OPAQUE_REGION")
        self._telling = self._reader.atoms | {self._opacity, self._opaque_region}
        self._shape = server.connection(xcffib.shape.key) if server.has("SHAPE") else None
        self._tops: dict[int, TopWindow] = {}
        self._order: list[int] = []  # from bottom to top, unmapped ones too
        self._inside: dict[int, int] = {}  # a window that is listened to: its top-level window
        self._close_by = 0
        self._handlers: dict[type, Callable[[Any], bool]] = {
            xcffib.xproto.CreateNotifyEvent: self._create,
            xcffib.xproto.DestroyNotifyEvent: self._destroy,
            xcffib.xproto.MapNotifyEvent: self._map,
            xcffib.xproto.UnmapNotifyEvent: self._map,
            xcffib.xproto.ReparentNotifyEvent: self._reparent,
            xcffib.xproto.ConfigureNotifyEvent: self._configure,
            xcffib.xproto.GravityNotifyEvent: self._gravitate,
            xcffib.xproto.CirculateNotifyEvent: self._circulate,
            xcffib.xproto.PropertyNotifyEvent: self._rename,
            xcffib.shape.NotifyEvent: self._reshape,
        }
        self._core.GrabServer()  # nothing may happen between the list and what it lists
        try:
            for window in self._core.QueryTree(server.root).reply().children:
                self._add(int(window))
        finally:
            self._core.UngrabServer()
            server.connection.flush()

    def shown(self) -> list[TopWindow]:
        """The windows that paint on the screen, from bottom to top, each with its names."""
        tops = [self._tops[window] for window in self._order]
        for top in tops:
            if top.mapped and not top.names:
                self._identify(top)
        return [top for top in tops if top.mapped and top.paints]

    def is_in_doubt(self) -> bool:
        """Whether a window on the screen has to be asked again."""
        return any(top.mapped and not top.names for top in self._tops.values())

    def top_of(self, window: int) -> int:
        """The top-level window that a window lies in; 0 where it has gone."""
        try:
            while window and window not in self._tops:
                window = int(self._core.QueryTree(window).reply().parent)
        except VANISHED:
            return 0
        return window

    def listen_closely(self, window: int) -> None:
        """Hear of each move of this window within its frame as well."""
        self._close_by = window
        self._listen(window)

    def take(self, event: Any) -> bool:
        """Take up an event; whether it may have changed what is to be seen."""
        handle = self._handlers.get(type(event))
        if handle is None:
            return False
        if getattr(event, "event", self._server.root) != self._server.root:
            return True  # told by the window that is listened to closely, about itself
        return handle(event)

    def _create(self, event: Any) -> bool:
        if event.parent == self._server.root:
            top = TopWindow(event.window, _place(event), False, bool(event.override_redirect))
            self._insert(top)
        return False  # it is not mapped yet

    def _destroy(self, event: Any) -> bool:
        return self._remove(event.window)

    def _map(self, event: Any) -> bool:
        top = self._tops.get(event.window)
        if top is not None:
            top.mapped = isinstance(event, xcffib.xproto.MapNotifyEvent)
        return top is not None

    def _configure(self, event: Any) -> bool:
        top = self._tops.get(event.window)
        if top is None:
            return False
        top.place = _place(event)
        self._stack(top.id, event.above_sibling)
        return top.mapped

    def _gravitate(self, event: Any) -> bool:
        top = self._tops.get(event.window)
        if top is None:
            return False
        top.place = Rectangle(event.x, event.y, top.place.width, top.place.height)
        return top.mapped

    def _circulate(self, event: Any) -> bool:
        top = self._tops.get(event.window)
        if top is None:
            return False
        on_top = event.place == xcffib.xproto.Place.OnTop
        self._stack(top.id, self._order[-1] if on_top else 0)
        return top.mapped

    def _add(self, window: int) -> None:
        """Ask about a window that was there already, or that came back out of a frame."""
        asked = self._core.GetGeometry(window), self._core.GetWindowAttributes(window)
        try:
            geometry, attributes = (cookie.reply() for cookie in asked)
        except VANISHED:
            return  # an event that says so is on its way
        mapped = attributes.map_state == xcffib.xproto.MapState.Viewable
        self._insert(
            TopWindow(window, _place(geometry), mapped, bool(attributes.override_redirect))
        )

    def _insert(self, top: TopWindow) -> None:
        self._remove(top.id)
        self._tops[top.id] = top
        self._order.append(top.id)

    def _remove(self, window: int) -> bool:
        top = self._tops.pop(window, None)
        if top is None:
            return False
        self._order.remove(window)
        self._inside = {inner: outer for inner, outer in self._inside.items() if outer != window}
        return top.mapped

    def _reparent(self, event: Any) -> bool:
        was_shown = self._remove(event.window)
        if event.parent == self._server.root:
            self._add(event.window)
            return True
        outer = self._tops.get(self.top_of(event.parent))
        if outer is not None:
            outer.names = None
        return was_shown or outer is not None

    def _stack(self, window: int, below: int) -> None:
        """Put a window just above another; 0 for the bottom."""
        if window == below:
            return
        self._order.remove(window)
        self._order.insert(self._order.index(below) + 1 if below in self._tops else 0, window)

    def _rename(self, event: Any) -> bool:
        top = self._tops.get(self._inside.get(event.window, 0))
        if top is None or event.atom not in self._telling:
            return False
        top.names = None
        return top.mapped

    def _reshape(self, event: Any) -> bool:
        top = self._tops.get(event.affected_window)
        if top is None or event.shape_kind != xcffib.shape.SK.Bounding:
            return False
        top.names = None  # ask again
        return top.mapped

    def _identify(self, top: TopWindow) -> None:
        named = self._names_within(top.id)
        top.names = tuple(named.values())
        try:
            self._ask_nature(top)
            if top.alpha:
                clients = [window for window, name in named.items() if name.managed]
                top.opaque_parts = tuple(self._opaque_within(top.id, [top.id, *clients]))
        except VANISHED:
            top.names = ()

    def _names_within(self, top: int) -> dict[int, WindowNames]:
        """What a top-level window and those in it say, the client first; empty if one has gone."""
        found: dict[int, WindowNames] = {}
        level = [top]
        for _ in range(_DEEPEST):
            for window in level:
                if window not in self._inside:
                    self._inside[window] = top
                    self._listen(window)
            names = self._reader.ask(level)
            if len(names) < len(level):
                return {}
            found |= names
            if any(name.managed for name in found.values()):
                break
            level = self._reader.children(level)[:_WIDEST]
        return dict(
            sorted(found.items(), key=lambda it: (not it[1].managed, not it[1].application))
        )

    def _ask_nature(self, top: TopWindow) -> None:
        attributes = self._core.GetWindowAttributes(top.id)
        geometry = self._core.GetGeometry(top.id)
        opacity = self._core.GetProperty(False, top.id, self._opacity, _ANY, 0, 1)
        shape = None
        if self._shape is not None:
            self._shape.SelectInput(top.id, True)
            shape = self._shape.QueryExtents(top.id)
        kind, size, dimmed = attributes.reply(), geometry.reply(), opacity.reply()
        top.paints = kind._class == xcffib.xproto.WindowClass.InputOutput
        top.alpha = size.depth != self._server.depth
        outlined = shape is not None and shape.reply().bounding_shaped
        top.shaped = bool(outlined or dimmed.value_len)  # what is dimmed hides nothing either

    def _opaque_within(self, top: int, windows: list[int]) -> list[Rectangle]:
        """What these windows in `top` call opaque, from its corner."""
        asked = [
            (
                self._core.GetProperty(
                    False, window, self._opaque_region, _ANY, 0, _LONGEST_REGION
                ),
                self._core.TranslateCoordinates(window, top, 0, 0),
            )
            for window in dict.fromkeys(windows)
        ]
        parts = []
        for region, corner in asked:
            numbers, place = region.reply().value.to_atoms(), corner.reply()
            for at in range(0, len(numbers) - 3, 4):
                parts.append(Rectangle(*numbers[at : at + 4]).moved(place.dst_x, place.dst_y))
        return parts

    def _listen(self, window: int) -> None:
        mask = _EVENTS.PropertyChange
        if window == self._close_by:
            mask |= _EVENTS.StructureNotify
        self._core.ChangeWindowAttributes(window, xcffib.xproto.CW.EventMask, [mask])

    def _atom(self, name: str) -> int:
        return int(self._core.InternAtom(False, len(name), name).reply().atom)


def _place(told: Any) -> Rectangle:
    """Of an event or a reply that carries a geometry; x and y are the border's corner."""
    border = 2 * told.border_width
    return Rectangle(told.x, told.y, told.width + border, told.height + border)
