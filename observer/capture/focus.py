"""The window in front, as the window manager tells it."""

import threading
import time
from dataclasses import replace

import xcffib
import xcffib.xproto

from observer.capture.bell import Bell
from observer.capture.window_facts import WindowFacts
from observer.capture.xserver import XServer, connect_display
from observer.model.clock import SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.samples import FocusChange, Gap, GapReason
from observer.model.secrets import SecretWindows
from observer.model.sink import Sink, TrackFormat

_POLL_S = 0.5  # where no window manager tells of a change, it is looked for twice a second
_SETTLE_S = 0.03  # a window being dragged changes with every move: one change a burst is enough


class FocusDevice:
    """Records which window is in front, its title and its place on the screen.

    It sleeps until the window manager changes _NET_ACTIVE_WINDOW, or the active window its title
    or place. Without a window manager it asks for the input focus twice a second. Of one of the
    `secrets` it tells that it is in front and nothing else, not even where.
    """

    def __init__(
        self,
        display: str = "",
        *,
        secrets: SecretWindows = SecretWindows(),  # noqa: B008  # frozen
    ) -> None:
        self._display = display
        self._secrets = secrets
        self._problem = ""
        self._lost_ns: int | None = None  # since when nothing more is heard
        self._server: XServer | None = None
        self._thread: threading.Thread | None = None
        self._delivering = threading.Lock()
        self._running = False
        self._closing = False
        self._latest: FocusChange | None = None
        self._noticed_ns = 0
        self._since_ns = 0  # nothing is told of the time before this moment

    @property
    def kind(self) -> TrackKind:
        """The track it feeds."""
        return TrackKind.FOCUS

    @property
    def problem(self) -> str:
        """A plain sentence once the display has gone; empty while all is well."""
        return self._problem

    def open(self) -> TrackFormat:
        """Connect to the display. Raises DeviceError where that fails."""
        self._server = connect_display(self._display)
        try:
            self._windows = WindowFacts(self._server)
            manager = self._windows.manager_name()
        except xcffib.ConnectionException as error:
            self.close()
            raise DeviceError(
                "The display went away while the window in front was being asked for",
                "Check that it still runs, and try again",
            ) from error
        return TrackFormat(TrackKind.FOCUS, None, {"device": manager or "no window manager"})

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Tell which window is in front, and from here on each change."""
        if self._server is None:
            raise RuntimeError("open the focus before it is started")
        self._clock = clock
        self._sink = sink
        self._since_ns = self._noticed_ns = max(0, clock.now_ns())
        self._running = True
        self._bell = Bell()
        self._thread = threading.Thread(target=self._follow, args=(self._server,), name="focus")
        self._thread.start()

    def pause(self) -> None:
        """Tell nothing until `resume`."""
        with self._delivering:
            self._running = False

    def resume(self) -> None:
        """Tell which window is in front at this moment, and go on."""
        with self._delivering:
            if self._thread is None:
                return
            self._latest = None
            self._since_ns = self._clock.now_ns()
            self._running = True
        self._bell.ring()

    def close(self) -> None:
        """Stop, tell of a display that was lost, and disconnect."""
        self._closing = True
        if self._thread is not None:
            self._bell.ring()
            self._thread.join()
            self._thread = None
            self._bell.close()
        if self._lost_ns is not None:
            now_ns = self._clock.now_ns()
            self._sink.write(Gap(self._lost_ns, now_ns, GapReason.DEVICE_LOST, TrackKind.FOCUS))
            self._lost_ns = None
        if self._server is not None:
            self._server.close()
            self._server = None

    def _follow(self, server: XServer) -> None:
        events = server.connection.get_file_descriptor()
        try:
            while not self._closing:
                self._sleep(events, self._look())
        except xcffib.ConnectionException:
            self._lost_ns = self._clock.now_ns()
            self._problem = "The display has gone: the window in front is no longer recorded"

    def _sleep(self, events: int, limit_s: float | None) -> None:
        """Until something has happened that may change what is in front, or the time is over."""
        until_s = None if limit_s is None else time.monotonic() + limit_s
        while True:
            left_s = None if until_s is None else max(0.0, until_s - time.monotonic())
            woken = self._bell.sleep(events, left_s)
            if woken.rung or not woken.ready:
                self._noticed_ns = self._clock.now_ns()
                return None
            if self._hear():
                return self._settle(events)

    def _settle(self, events: int) -> None:
        """Let a burst pass. What is found after it is as old as the last event of it."""
        until_s = time.monotonic() + _SETTLE_S
        while (left_s := until_s - time.monotonic()) > 0:
            self._hear()
            if self._bell.sleep(events, left_s).rung:
                return

    def _hear(self) -> bool:
        heard = self._windows.drain_events()
        if heard:
            self._noticed_ns = self._clock.now_ns()
        return heard

    def _look(self) -> float | None:
        """Tell what is in front if that has changed; how long to sleep at most, in seconds."""
        self._hear()
        facts = self._without_secrets(self._windows.in_front())
        # A change that came during the round trips may be among what they found.
        heard_more = self._hear()
        managed = self._windows.is_managed
        with self._delivering:
            if self._running and facts != self._latest:
                self._latest = facts
                time_ns = max(self._noticed_ns, self._since_ns)
                self._sink.write(replace(facts, time_ns=time_ns))
        # The round trips take events off the wire, of which select would say nothing.
        if self._windows.drain_events() or heard_more:
            return _SETTLE_S
        return None if managed else _POLL_S

    def _without_secrets(self, facts: FocusChange) -> FocusChange:
        if self._secrets.matches(facts.application, facts.title):
            return FocusChange(0, "", "", secret=True)
        return facts
