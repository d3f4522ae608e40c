"""Mouse and keyboard of an X server as a device."""

import contextlib
import threading
import time
from collections.abc import Callable

import xcffib

from observer.capture.input.event_flow import EventFlow
from observer.capture.input.front_watch import FrontWatch
from observer.capture.input.layout import mapping_changed, read_keyboard
from observer.capture.input.record_stream import (
    BUTTON_PRESS,
    BUTTON_RELEASE,
    KEY_PRESS,
    MOTION,
    RawInput,
    RecordStream,
)
from observer.capture.input.secret_filter import SecretFilter
from observer.capture.input.server_time import ServerTime
from observer.capture.xserver import XServer, connect_display
from observer.model.clock import SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.plan import Region
from observer.model.samples import Gap, GapReason, InputEvent, InputKind
from observer.model.secrets import SecretWindows
from observer.model.sink import Sink, TrackFormat

_BUTTONS = {1: "left", 2: "middle", 3: "right", 8: "back", 9: "forward"}
_WHEEL = {4: (0, -1), 5: (0, 1), 6: (-1, 0), 7: (1, 0)}  # the protocol's buttons 4 to 7


class InputDevice:
    """Records mouse and keyboard; x and y count from the recorded region's corner.

    `origin`, where it is given, tells that corner anew for each event, on the device's thread: it
    must answer at once. Events outside the region keep their place, which then lies outside the
    picture. One thread takes events off the server, another makes sense of them: the server never
    waits.

    While one of the `secrets` is in front nothing is told but a gap, once it ends. To be sure of
    that a third thread looks what is in front, and events come a quarter of a second late, at
    their right times. Without secrets nothing is asked and nothing held.
    """

    def __init__(
        self,
        display: str = "",
        region: Region | None = None,
        *,
        secrets: SecretWindows = SecretWindows(),  # noqa: B008  # frozen
        origin: Callable[[], tuple[int, int]] | None = None,
    ) -> None:
        self._display = display
        corner = (region.x, region.y) if region else (0, 0)
        self._origin = origin or (lambda: corner)
        self._secrets = secrets
        self._problem = ""
        self._lost_ns: int | None = None  # since when nothing more is heard
        self._server: XServer | None = None
        self._stream: RecordStream | None = None
        self._watch: FrontWatch | None = None
        self._filter: SecretFilter | None = None
        self._sink: Sink | None = None
        self._threads: list[threading.Thread] = []
        self._flow: EventFlow[RawInput] = EventFlow(self._event)

    @property
    def kind(self) -> TrackKind:
        """The track it feeds."""
        return TrackKind.INPUT

    @property
    def problem(self) -> str:
        """A plain sentence once the display has gone; empty while all is well."""
        return self._problem

    @property
    def dropped_moves(self) -> int:
        """Pointer moves let go because they came faster than they could be taken."""
        return self._flow.dropped_moves

    def open(self) -> TrackFormat:
        """Connect to the display. Raises DeviceError where it has no RECORD extension."""
        self._server = connect_display(self._display)
        try:
            self._stream = RecordStream(self._server, self._display)
            self._keyboard = read_keyboard(self._server)
            self._time = ServerTime.measured(self._server)
            if not self._secrets.is_empty:
                self._watch = FrontWatch(self._display, self._secrets)
        except xcffib.XcffibException as error:
            self.close()
            raise DeviceError(
                "The display went away while mouse and keyboard were being opened",
                "Check that it still runs, and try again",
            ) from error
        except DeviceError:
            self.close()
            raise
        offset = f"{self._time.offset_ns} ns against the monotonic clock"
        return TrackFormat(TrackKind.INPUT, None, {"device": "X RECORD", "clock": offset})

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to deliver what is done from this moment on."""
        if self._server is None or self._stream is None:
            raise RuntimeError("open the input before it is started")
        self._clock = clock
        self._sink = sink
        self._threads = [
            threading.Thread(target=self._read, args=(self._stream,), name="input-stream"),
            threading.Thread(target=self._flow.run, name="input"),
        ]
        if self._watch is not None:
            sink = self._filter = SecretFilter(self._watch, clock, sink)
            self._threads.append(
                threading.Thread(target=self._filter.run, args=(self._lose,), name="input-secrets")
            )
        self._flow.begin(clock, sink)
        with contextlib.suppress(xcffib.ConnectionException):  # told by the thread that reads
            self._stream.begin()
        for thread in self._threads:
            thread.start()

    def pause(self) -> None:
        """Tell nothing of what is done until `resume`."""
        self._flow.pause()
        if self._filter is not None:
            self._filter.pause()

    def resume(self) -> None:
        """Go on with what is done from this moment on."""
        if self._filter is not None:
            self._filter.resume()
        self._flow.resume()

    def close(self) -> None:
        """Tell what is left, and of a display that was lost, and disconnect."""
        if self._stream is not None and self._threads:
            # Where the display has gone, that has ended the stream as well.
            with contextlib.suppress(xcffib.XcffibException):
                self._stream.stop()
        self._end_threads()
        self._tell_loss()
        for held in (self._watch, self._stream, self._server):
            if held is not None:
                held.close()
        self._watch = self._stream = self._server = None

    def _end_threads(self) -> None:
        for thread in self._threads[:2]:
            thread.join()
        if self._filter is not None:
            self._filter.end()  # all has come to it
            self._threads[-1].join()
            unknown_ns = self._filter.close()
            if unknown_ns is not None and self._lost_ns is not None:
                self._lost_ns = min(self._lost_ns, unknown_ns)
        self._threads = []
        self._filter = None

    def _tell_loss(self) -> None:
        if self._sink is not None and self._lost_ns is not None:
            now_ns = self._clock.now_ns()
            self._sink.write(Gap(self._lost_ns, now_ns, GapReason.DEVICE_LOST, TrackKind.INPUT))
        self._lost_ns = None

    def _lose(self) -> None:
        """The display has gone, or no longer tells what is in front."""
        if self._lost_ns is None:
            self._lost_ns = self._clock.now_ns()
        self._problem = "The display has gone: mouse and keyboard are no longer recorded"

    def _read(self, stream: RecordStream) -> None:
        try:
            for event in stream.events():
                self._flow.add(event, is_move=event.code == MOTION)
        except xcffib.ConnectionException:
            self._lose()
        finally:
            self._flow.end()

    def _event(self, raw: RawInput) -> InputEvent | None:
        heard_ns = self._time.to_monotonic_ns(raw.server_ms, time.monotonic_ns())
        time_ns = self._clock.from_monotonic_ns(heard_ns)
        left, top = self._origin()
        x, y = raw.x - left, raw.y - top
        event = None
        if raw.code == MOTION:
            event = InputEvent(time_ns, InputKind.MOVE, x, y)
        elif raw.code == BUTTON_PRESS and raw.detail in _WHEEL:
            dx, dy = _WHEEL[raw.detail]
            event = InputEvent(time_ns, InputKind.SCROLL, x, y, dx=dx, dy=dy)
        elif raw.code in (BUTTON_PRESS, BUTTON_RELEASE) and raw.detail in _BUTTONS:
            kind = InputKind.PRESS if raw.code == BUTTON_PRESS else InputKind.RELEASE
            event = InputEvent(time_ns, kind, x, y, button=_BUTTONS[raw.detail])
        elif raw.code == KEY_PRESS:
            event = self._key(raw, time_ns, x, y)
        return event

    def _key(self, raw: RawInput, time_ns: int, x: int, y: int) -> InputEvent:
        try:
            if self._server is not None and mapping_changed(self._server):
                self._keyboard = read_keyboard(self._server)
        except xcffib.ConnectionException:
            pass  # told by the thread that reads; the layout known so far will do for the rest
        key_class, name = self._keyboard.classify(raw.detail, raw.state)
        return InputEvent(time_ns, InputKind.KEY, x, y, key_class=key_class, key=name)
