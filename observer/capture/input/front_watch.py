"""Whether a secret window is in front, asked of the X server in one round trip."""

import contextlib
import time
from collections.abc import Iterable

import xcffib
import xcffib.xproto

from observer.capture.input.secret_stretches import LATE_NEWS_NS, Look
from observer.capture.input.server_time import ServerTime
from observer.capture.window_facts import VANISHED, WindowFacts
from observer.capture.xserver import connect_display
from observer.model.clock import SessionClock
from observer.model.secrets import SecretWindows

_CHANGES = (
    xcffib.xproto.EventMask.PropertyChange
    | xcffib.xproto.EventMask.StructureNotify
    | xcffib.xproto.EventMask.FocusChange
)
_POINTER_ROOT = int(xcffib.xproto.InputFocus.PointerRoot)
_OF_GRABS = (xcffib.xproto.NotifyMode.Grab, xcffib.xproto.NotifyMode.Ungrab)
_THERE_AND_BACK = 2  # so many changes between two looks may hide a window that was in front


class FrontWatch:
    """In front is what the window manager calls active, and what the keys really go to.

    What a window is called is asked once, and again when it says that its name has changed: the
    server tells of changes before it answers, so a look is never behind the moment it was asked.
    """

    def __init__(self, display: str, secrets: SecretWindows) -> None:
        """Raises DeviceError where there is no display, xcffib.XcffibException where it goes."""
        self._secrets = secrets
        self._server = connect_display(display)
        self._core = self._server.connection.core
        self._facts = WindowFacts(self._server)
        self._time = ServerTime.measured(self._server)
        self._active = self._atom("_NET_ACTIVE_WINDOW")
        self._names = {self._atom(name) for name in ("WM_CLASS", "WM_NAME", "_NET_WM_NAME")}
        self._clients = self._atom("_NET_CLIENT_LIST")
        self._known: dict[int, tuple[int, bool]] = {}  # of a window: what names it; if secret
        self._front: set[int] = set()
        self._unnamed = 0  # a window that was in front and is gone, of which nothing is known
        self._turns = 0  # how often what is active has changed since the last look
        self._renamed = 0  # how often a window of the last look has changed its name since
        self._left = 0  # how often a window of the last look has lost the keys since
        self._oldest_ms: int | None = None  # the first turn or new name, on the server's clock
        self._unsure = False
        self._by_pointer = False
        for window in self._in_front():
            self._is_secret(window)  # a name left behind by a window long gone says nothing later
        self._socket = int(self._server.connection.get_file_descriptor())

    def fileno(self) -> int:
        """Readable when the server has news of what is in front."""
        return self._socket

    @property
    def has_news(self) -> bool:
        """Whether the next look may find something else: the last one is unsure or outdated."""
        return self._unsure or bool(self._turns or self._renamed or self._left)

    @property
    def follows_pointer(self) -> bool:
        """Whether the keys go where the pointer is, of which there is no news."""
        return self._by_pointer

    def look(self, clock: SessionClock) -> Look:
        """See what is in front. Raises xcffib.ConnectionException where the display has gone."""
        began_ns = clock.now_ns()
        self._unsure = False
        before, front = self._front, self._in_front()
        self._drain_events()
        secret = any(self._is_secret(window) for window in front)
        if not secret and self._passed_by(returned=before == front):
            secret = self._unsure = True
        self._front = front
        for window in set(self._known) - front:
            self._forget(window, silently=True)
        self._turns = self._renamed = self._left = 0
        self._oldest_ms = None
        ended_ns = clock.now_ns()
        self._drain_events()  # the round trips take them off the wire, which then looks silent
        return Look(began_ns, ended_ns, secret)

    def close(self) -> None:
        """Disconnect; safe after the display has gone."""
        self._server.close()

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
        if window not in self._known:
            try:
                named = self._facts.named(window)
                self._known[window] = named, False
                for each in {window, named} - {0}:
                    self._listen(each, _CHANGES)  # before its words: no change is missed
                secret = bool(named) and self._secrets.matches(*self._facts.words(named))
            except VANISHED:
                self._known.pop(window, None)
                seen_before, self._unnamed = self._unnamed == window, window
                self._unsure = not seen_before
                return not seen_before
            self._known[window] = named, secret
        return self._known[window][1]

    def _is_called_secret(self, window: int) -> bool:
        try:
            return self._secrets.matches(*self._facts.words(window))
        except VANISHED:
            return True  # it was there a moment ago, and might have been one

    def _all_windows(self) -> Iterable[int]:
        """Every window that could have been in front."""
        root, kind = self._server.root, xcffib.xproto.Atom.WINDOW
        listed = self._core.GetProperty(False, root, self._clients, kind, 0, 4096).reply()
        found = [int(atom) for atom in listed.value.to_atoms()]
        return found or [int(child) for child in self._core.QueryTree(root).reply().children]

    def _passed_by(self, *, returned: bool) -> bool:
        """Whether a secret window may have been in front between two looks.

        Where there is one it may have been that. News that comes very late, as after a sleep of
        this process, may be of a window that is gone altogether.
        """
        if self._turns + self._renamed >= _THERE_AND_BACK and self._was_late():
            return True
        if self._turns >= _THERE_AND_BACK or (self._left and returned):
            return any(map(self._is_called_secret, self._all_windows()))
        return False

    def _was_late(self) -> bool:
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
                self._hear(event)

    def _hear(self, event: object) -> None:
        protocol = xcffib.xproto
        if isinstance(event, protocol.PropertyNotifyEvent):
            renamed = event.window != self._server.root and event.atom in self._names
            if renamed:
                self._renamed += 1
                self._forget(event.window)
            elif event.atom == self._active:
                self._turns += 1
            else:
                return
            self._oldest_ms = event.time if self._oldest_ms is None else self._oldest_ms
        elif isinstance(event, protocol.DestroyNotifyEvent):
            self._forget(event.window)
        # A grab of the window manager's own, for its shortcuts, is no change of what is in front.
        elif isinstance(event, protocol.FocusOutEvent) and event.mode not in _OF_GRABS:
            self._left += 1

    def _forget(self, changed: int, *, silently: bool = False) -> None:
        """Ask again what a window is called; `silently`, stop listening to it too."""
        for window, (named, _) in list(self._known.items()):
            if changed in (window, named):
                del self._known[window]
                if silently:
                    for each in {window, named} - {0}:
                        self._listen(each, 0)

    def _listen(self, window: int, mask: int) -> None:
        self._core.ChangeWindowAttributes(window, xcffib.xproto.CW.EventMask, [mask])

    def _atom(self, name: str) -> int:
        return int(self._core.InternAtom(False, len(name), name).reply().atom)
