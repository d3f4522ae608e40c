"""What an X server tells of the window in front."""

from typing import Any

import xcffib
import xcffib.xproto

from observer.capture.window_names import VANISHED, decoded
from observer.capture.xserver import XServer
from observer.model.samples import FocusChange

_LONGEST_TITLE = 1024  # in units of four bytes, as the protocol counts
_CHANGES = xcffib.xproto.EventMask.PropertyChange | xcffib.xproto.EventMask.StructureNotify
_NOTHING = FocusChange(0, "", "")


class WindowFacts:
    """Asks for the active window and keeps listening to the one it found last."""

    def __init__(self, server: XServer) -> None:
        self._server = server
        self._core = server.connection.core
        self._active = self._atom("_NET_ACTIVE_WINDOW")
        self._checking = self._atom("_NET_SUPPORTING_WM_CHECK")
        self._name = self._atom("_NET_WM_NAME")
        self._telling = (
            *(self._active, self._checking, self._name),
            *(xcffib.xproto.Atom.WM_NAME, xcffib.xproto.Atom.WM_CLASS),
        )
        self._heard = 0
        self._listen(server.root, xcffib.xproto.EventMask.PropertyChange)

    @property
    def is_managed(self) -> bool:
        """Whether a window manager tells which window is active."""
        return bool(self._manager())

    def manager_name(self) -> str:
        """The window manager's name; empty where there is none."""
        manager = self._manager()
        try:
            return decoded(self._ask(manager, self._name).reply()) if manager else ""
        except VANISHED:
            return ""

    def drain_events(self) -> bool:
        """Forget the events that have come; whether one may have changed what is in front.

        Toolkits note the time of each key in a property of their window: that one has not.
        """
        found = False
        while True:
            try:
                event = self._server.connection.poll_for_event()
            except VANISHED:  # what an unchecked request to a window gets that has gone
                found = True
                continue
            if event is None:
                return found
            if (
                not isinstance(event, xcffib.xproto.PropertyNotifyEvent)
                or event.atom in self._telling
            ):
                found = True

    def in_front(self) -> FocusChange:
        """The window in front, with its time left at 0; empty names where there is none.

        Raises xcffib.ConnectionException where the display has gone.
        """
        if self.is_managed:
            window = self._window_in(self._server.root, self._active)
        else:
            window = self._focused()
        if not window:
            return _NOTHING
        try:
            if window != self._heard:
                if self._heard:
                    self._listen(self._heard, 0)
                self._heard = window
                self._listen(window, _CHANGES)
            return self._describe(window)
        except VANISHED:
            self._heard = 0
            return _NOTHING

    def under_pointer(self) -> int:
        """The window on the root that the pointer is in, 0 where there is none."""
        return int(self._core.QueryPointer(self._server.root).reply().child)

    def named(self, window: int) -> int:
        """The window or its nearest ancestor that carries an application's name, 0 for none.

        Raises one of VANISHED where the window is gone.
        """
        while window not in (0, self._server.root):
            if self._ask(window, xcffib.xproto.Atom.WM_CLASS).reply().value_len:
                return window
            window = int(self._core.QueryTree(window).reply().parent)
        return 0

    def words(self, window: int) -> tuple[str, str]:
        """Application and title of a window. Raises one of VANISHED where it is gone."""
        application = self._ask(window, xcffib.xproto.Atom.WM_CLASS)
        names = [self._ask(window, atom) for atom in (self._name, xcffib.xproto.Atom.WM_NAME)]
        instance_and_class = decoded(application.reply()).rstrip("\0").split("\0")
        titles = [decoded(name.reply()) for name in names]
        return instance_and_class[-1], next((title for title in titles if title), "")

    def _manager(self) -> int:
        """The manager's own window, 0 where there is none or it left its property behind."""
        window = self._window_in(self._server.root, self._checking)
        try:
            return window if window and self._window_in(window, self._checking) == window else 0
        except VANISHED:
            return 0

    def _describe(self, window: int) -> FocusChange:
        # All asked at once: one round trip instead of four.
        size = self._core.GetGeometry(window)
        corner = self._core.TranslateCoordinates(window, self._server.root, 0, 0)
        application, title = self.words(window)
        geometry, place = size.reply(), corner.reply()
        return FocusChange(
            0,
            application,
            title,
            place.dst_x,
            place.dst_y,
            geometry.width,
            geometry.height,
        )

    def _focused(self) -> int:
        window = int(self._core.GetInputFocus().reply().focus)
        if window == xcffib.xproto.InputFocus.PointerRoot:
            window = self.under_pointer()
        try:
            return self.named(window)
        except VANISHED:
            return 0  # gone between two questions: there is none in front just then

    def _window_in(self, window: int, atom: int) -> int:
        cookie = self._core.GetProperty(False, window, atom, xcffib.xproto.Atom.WINDOW, 0, 1)
        value = cookie.reply().value.to_atoms()
        return int(value[0]) if value else 0

    def _ask(self, window: int, atom: int) -> Any:
        any_type = xcffib.xproto.GetPropertyType.Any
        return self._core.GetProperty(False, window, atom, any_type, 0, _LONGEST_TITLE)

    def _listen(self, window: int, mask: int) -> None:
        self._core.ChangeWindowAttributes(window, xcffib.xproto.CW.EventMask, [mask])
        self._server.connection.flush()

    def _atom(self, name: str) -> int:
        return int(self._core.InternAtom(False, len(name), name).reply().atom)
