"""A device that plays events at set moments of the session."""

import threading
from collections.abc import Iterator

from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import FocusChange, InputEvent
from observer.model.sink import Sink, TrackFormat

Event = InputEvent | FocusChange


class ScriptedDevice:
    """Delivers an endless script of events; those that fall into a pause are left out."""

    def __init__(self, kind: TrackKind) -> None:
        self._kind = kind
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._running = False
        self._closing = False
        self._since_ns = 0

    @property
    def kind(self) -> TrackKind:
        """The track it feeds."""
        return self._kind

    @property
    def problem(self) -> str:
        """Always empty: nothing can become of it."""
        return ""

    def open(self) -> TrackFormat:
        """Say what it will deliver."""
        return TrackFormat(self._kind, None, {"device": "synthetic"})

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to play the script."""
        self._clock = clock
        self._sink = sink
        self._since_ns = max(0, clock.now_ns())
        self._running = True
        self._open_scene()
        self._thread = threading.Thread(target=self._play, name=self._kind.value)
        self._thread.start()

    def pause(self) -> None:
        """Deliver nothing until `resume`."""
        with self._changed:
            self._running = False

    def resume(self) -> None:
        """Go on with what the script holds from this moment on."""
        with self._changed:
            if self._thread is None or self._running:
                return
            self._since_ns = self._clock.now_ns()
            self._running = True
            self._open_scene()

    def close(self) -> None:
        """Stop."""
        with self._changed:
            self._running = False
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def script(self) -> Iterator[Event]:
        """The events in rising time, without an end."""
        raise NotImplementedError

    def opening(self, now_ns: int) -> Event | None:
        """What has to be said at a start or after a pause, if anything."""
        del now_ns
        return None

    def _open_scene(self) -> None:
        event = self.opening(self._since_ns)
        if event is not None:
            self._sink.write(event)

    def _play(self) -> None:
        for event in self.script():
            with self._changed:
                while not self._closing and (wait_ns := event.time_ns - self._clock.now_ns()) > 0:
                    self._changed.wait(wait_ns / NS_PER_SECOND)
                if self._closing:
                    return
                if self._running and event.time_ns > self._since_ns:
                    self._sink.write(event)
