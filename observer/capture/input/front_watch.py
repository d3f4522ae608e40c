"""Whether a secret window is in front, asked of the X server in one round trip."""

import contextlib
import time

import xcffib
import xcffib.xproto

from observer.capture.input.secret_stretches import LATE_NEWS_NS, Look
from observer.capture.input.server_time import ServerTime
from observer.capture.window_facts import WindowFacts
from observer.capture.window_names import VANISHED
from observer.capture.xserver import connect_display
from observer.model.clock import SessionClock
from observer.model.secrets import SecretWindows

_CHANGES = (
    xcffib.xproto.EventMask.PropertyChange
    | xcffib.xproto.EventMask.StructureNotify
    | xcffib.xproto.EventMask.FocusChange
)
_POINTER_ROOT = int(xcffib.xproto.InputFocus.PointerRoot)
_THERE_AND_BACK = 2  # so many changes between two looks may hide a window that was in front
_MOST_CLIENTS = 4096


class FrontWatch:
    """In front is what the window manager calls active, and what the keys really go to.

    What a window is called is asked once, and again when it says that its name has changed: the
    server tells of changes before it answers, so a look is never behind the moment it was asked.
    All that the window manager lists are listened to, so that a secret window counts which had
    the keys between two looks.
    """

    def __init__(self, display: str, secrets: SecretWindows) -> None:
        """Raises DeviceError where there is no display, xcffib.XcffibException where it goes."""
        self._secrets = secrets
        self._server = connect_display(display)
        self._core = self._server.connection.core
        self._socket = int(self._server.connection.get_file_descriptor())
        self._facts = WindowFacts(self._server)
        self._time = ServerTime.measured(self._server)
        self._active = self._atom("_NET_ACTIVE_WINDOW")
        self._listed = self._atom("_NET_CLIENT_LIST")
        self._names = {self._atom(name) for name in ("WM_CLASS", "WM_NAME", "_NET_WM_NAME")}
        self._known: dict[int, bool] = {}  # of each window with a name: whether it is secret
        self._named: dict[int, int] = {}  # of what is in front: the window that carries its name
        self._clients: set[int] = set()
        self._gone = 0  # a window that was in front and vanished before it could be asked
        self._list_changed = True
        self._unsure = self._by_pointer = False
        self._entered = False  # a secret window has had the keys since the last look
        self._stirred = False  # something has been heard that the last look did not know
        self._changes = 0  # turns of what is active and new names since the last look
        self._oldest_ms: int | None = None  # the first of those, on the server's clock
        # A name left behind by a window long gone says nothing: let it be known as that.
        self._is_secret_in_front()

    def fileno(self) -> int:
        """Readable when the server has news of what is in front."""
        return self._socket

    @property
    def has_news(self) -> bool:
        """Whether the next look may find something else: the last one is unsure or outdated."""
        return self._unsure or self._stirred

    @property
    def follows_pointer(self) -> bool:
        """Whether the keys go where the pointer is, of which there is no news."""
        return self._by_pointer

    def look(self, clock: SessionClock) -> Look:
        """See what is in front. Raises xcffib.ConnectionException where the display has gone."""
        began_ns = clock.now_ns()
        secret = self._is_secret_in_front()
        ended_ns = clock.now_ns()
        self._drain_events()  # the round trips take them off the wire, which then looks silent
        return Look(began_ns, ended_ns, secret)

    def close(self) -> None:
        """Disconnect; safe after the display has gone."""
        self._server.close()

    def _is_secret_in_front(self) -> bool:
        self._unsure = False
        front = self._in_front()
        self._drain_events()
        self._stirred = False
        if self._list_changed:
            self._list_clients()
        late = self._changes >= _THERE_AND_BACK and self._was_late()
        secret = any([self._is_secret(window) for window in front])  # noqa: C419  # asks of each
        self._named = {window: named for window, named in self._named.items() if window in front}
        for window in self._clients - self._known.keys():
            self._ask(window)
        # What was in front in the meantime is so no longer, and may be gone altogether.
        passed_by = not secret and (self._entered or late)
        self._unsure = self._unsure or passed_by
        self._changes, self._oldest_ms, self._entered = 0, None, False
        return secret or passed_by

    def _in_front(self) -> set[int]:
        root, window = self._server.root, xcffib.xproto.Atom.WINDOW
        active = self._core.GetProperty(False, root, self._active, window, 0, 1)
        focused = int(self._core.GetInputFocus().reply().focus)
        found = [int(atom) for atom in active.reply().value.to_atoms()]
        self._by_pointer = focused == _POINTER_ROOT
        if self._by_pointer:
            focused = self._facts.under_pointer()
        return {*found, focused} - {0, root}

    def _is_secret(self, window: int) -> bool:
        """Whether a window in front is secret; it may be, if it vanishes before it is known."""
        if window not in self._named:
            with contextlib.suppress(*VANISHED):
                self._named[window] = self._facts.named(window)
        named = self._named.get(window)
        if named == 0:
            return False
        if named is not None and named not in self._known:
            self._ask(named)
        if named in self._known:
            return self._known[named]
        self._unsure = self._gone != window
        self._gone = window
        return self._unsure

    def _ask(self, window: int) -> None:
        """Listen to a window and see what it is called; nothing is known of one that is gone."""
        try:
            self._listen(window)  # before its words: no change is missed
            self._known[window] = self._secrets.matches(*self._facts.words(window))
        except VANISHED:
            self._known.pop(window, None)

    def _list_clients(self) -> None:
        self._list_changed = False
        root, kind = self._server.root, xcffib.xproto.Atom.WINDOW
        reply = self._core.GetProperty(False, root, self._listed, kind, 0, _MOST_CLIENTS).reply()
        self._clients = {int(atom) for atom in reply.value.to_atoms()}

    def _was_late(self) -> bool:
        """Whether news comes as late as after a sleep of this process."""
        if self._oldest_ms is None:
            return False
        now_ns = time.monotonic_ns()
        return now_ns - self._time.to_monotonic_ns(self._oldest_ms, now_ns) > LATE_NEWS_NS

    def _drain_events(self) -> None:
        while True:
            with contextlib.suppress(*VANISHED):  # of a request to a window that has gone
                event = self._server.connection.poll_for_event()
                if event is None:
                    return
                self._stirred = True
                self._hear(event)

    def _hear(self, event: object) -> None:
        protocol = xcffib.xproto
        if isinstance(event, protocol.PropertyNotifyEvent):
            if event.atom == self._listed:
                self._list_changed = True
            renamed = event.atom in self._names and self._known.pop(event.window, None) is not None
            if renamed or event.atom == self._active:
                self._changes += 1
                self._oldest_ms = event.time if self._oldest_ms is None else self._oldest_ms
        elif isinstance(event, protocol.DestroyNotifyEvent):
            self._known.pop(event.window, None)
            self._clients.discard(event.window)
        elif isinstance(event, protocol.FocusInEvent | protocol.FocusOutEvent):
            self._entered = self._entered or self._known.get(event.event, False)

    def _listen(self, window: int) -> None:
        self._core.ChangeWindowAttributes(window, xcffib.xproto.CW.EventMask, [_CHANGES])

    def _atom(self, name: str) -> int:
        return int(self._core.InternAtom(False, len(name), name).reply().atom)
