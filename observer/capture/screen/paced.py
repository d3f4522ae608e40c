"""The thread of a screen track: waits for changes, keeps the pace, hands frames to the sink."""

import threading
import time
from collections.abc import Callable

from observer.capture.screen.canvas import Canvas
from observer.capture.screen.encoder import ScreenEncoder
from observer.capture.screen.snapshot import as_jpeg
from observer.capture.screen.source import ScreenSource
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.samples import EncodedFrame, FormatChange, Gap, GapReason
from observer.model.sink import Sink, TrackFormat

HEARTBEAT_NS = 900 * NS_PER_MS  # a crash loses what came after the last frame: below a second
SETTLE_NS = 4 * NS_PER_MS  # a program paints in several strokes; wait for the rest of them
PUNCTUAL_NS = 8 * NS_PER_MS  # a busy machine wakes a thread so much too late without harm


class PacedScreen:
    """A screen track from any ScreenSource; `protocol.Device` says what it promises.

    One thread grabs, converts and encodes. It holds the gate while a frame is on its way, and so
    `pause`, which takes the gate, returns when none is.
    """

    def __init__(self, open_source: Callable[[], ScreenSource], fps: int = 30) -> None:
        if not 1 <= fps <= 240:
            raise DeviceError(f"{fps} frames a second cannot be recorded", "Use 1 to 240, e.g. 30")
        self._open_source = open_source
        self._fps = fps
        self._period_ns = NS_PER_SECOND // fps
        self._source: ScreenSource | None = None
        self._thread: threading.Thread | None = None
        self._gate = threading.Condition()
        self._paused = False
        self._closing = threading.Event()
        self._keyframe_wanted = True
        self._problem = ""
        self._frames = 0
        self._late_ns = 0
        self._last_ns = 0  # the moment of the last frame, on the session's clock
        self._told: tuple[SessionClock, Sink] | None = None
        self._lost = False

    @property
    def kind(self) -> TrackKind:
        """Always the screen."""
        return TrackKind.SCREEN

    @property
    def problem(self) -> str:
        """A plain sentence while the screen is lost or not to be seen; empty while all is well."""
        source = self._source
        return self._problem or (source.problem if source else "")

    @property
    def frames(self) -> int:
        """Frames delivered so far."""
        return self._frames

    def corner(self) -> tuple[int, int]:
        """Where on the display the picture's first pixel lies; safe from any thread."""
        source = self._source
        return source.corner if source else (0, 0)

    @property
    def late_ns(self) -> int:
        """How far the last frame came after the moment it was due; 0 while it keeps up."""
        return self._late_ns

    def open(self) -> TrackFormat:
        """Take hold of the screen. Raises DeviceError (with a remedy) where that fails."""
        source = self._source = self._open_source()
        self._canvas = Canvas(source.width, source.height)
        self._encoder = ScreenEncoder(source.width, source.height, self._fps)
        details = {"fps": str(self._fps), **source.details}
        return TrackFormat(TrackKind.SCREEN, self._encoder.format, details)

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to deliver frames to the sink, from a thread of its own."""
        if self._source is None or self._thread is not None:
            raise RuntimeError("a device is opened once and then started once")
        self._told = clock, sink
        self._thread = threading.Thread(
            target=self._run,
            args=(self._source, clock, sink),
            name=TrackKind.SCREEN.value,
            daemon=True,  # close joins it; a process that fails before that must still end
        )
        self._thread.start()

    def picture(self, width: int) -> bytes:
        """What was recorded last, as a JPEG `width` pixels wide. Any thread may ask.

        Raises DeviceError before the first picture and in a pause.
        """
        with self._gate:
            if not self._frames or self._paused:
                raise DeviceError(
                    "There is no picture of the screen at this moment",
                    "Wait until it is recorded again",
                )
            packed = self._canvas.packed()
        return as_jpeg(packed, width)

    def pause(self) -> None:
        """Deliver nothing until `resume`."""
        with self._gate:
            self._paused = True

    def resume(self) -> None:
        """Go on, with a keyframe of the whole screen."""
        with self._gate:
            self._paused = False
            self._keyframe_wanted = True
            self._gate.notify_all()
        self._rouse()

    def close(self) -> None:
        """Join the thread and let go of the screen. Safe to call twice and from any state.

        A screen that was lost is told as a gap from its last frame until this moment.
        """
        with self._gate:
            self._closing.set()
            self._gate.notify_all()
        self._rouse()
        if self._thread is not None:
            self._thread.join()
        if self._lost and self._told is not None:
            self._lost = False
            clock, sink = self._told
            end_ns = max(self._last_ns, clock.now_ns())
            sink.write(Gap(self._last_ns, end_ns, GapReason.DEVICE_LOST, TrackKind.SCREEN))
        if self._source is not None:
            self._source.close()

    def _rouse(self) -> None:
        if self._source is not None:
            self._source.rouse()

    def _run(self, source: ScreenSource, clock: SessionClock, sink: Sink) -> None:
        finished = False
        try:
            self._deliver(source, clock, sink)
            finished = True
        except DeviceError as error:
            self._problem = f"{error.message}."
            self._lost = True
            finished = True
        finally:
            if not finished:  # a defect: the thread's excepthook shows it, the status says it
                self._problem = "The screen is no longer recorded: a defect stopped it."

    def _deliver(self, source: ScreenSource, clock: SessionClock, sink: Sink) -> None:
        slot_ns = 0  # the earliest moment of the next frame
        last_ns = 0  # the moment of the last frame
        quiet_ns = 0  # until then nothing was known to have changed
        while not self._closing.is_set():
            rest_ns = last_ns + HEARTBEAT_NS - time.monotonic_ns()
            due_ns = last_ns + HEARTBEAT_NS
            if self._keyframe_wanted:
                due_ns = time.monotonic_ns()
            elif rest_ns > 0:
                asked_ns = time.monotonic_ns()
                if not source.wait(rest_ns):
                    quiet_ns = time.monotonic_ns()
                    continue
                if time.monotonic_ns() - asked_ns > SETTLE_NS:
                    quiet_ns = time.monotonic_ns()  # it slept until the change
                due_ns = max(slot_ns, quiet_ns + SETTLE_NS)
                _sleep_until(max(slot_ns, time.monotonic_ns() + SETTLE_NS))
            with self._gate:
                while self._paused and not self._closing.is_set():
                    self._gate.wait()
                    due_ns = time.monotonic_ns()
                if self._closing.is_set():
                    return
                now_ns = quiet_ns = max(time.monotonic_ns(), last_ns + NS_PER_MS)
                if self._send(source, clock.from_monotonic_ns(now_ns), sink, rest_ns <= 0):
                    last_ns = now_ns
                    late_ns = now_ns - due_ns
                    self._late_ns = late_ns if late_ns > PUNCTUAL_NS else 0
            slot_ns = max(slot_ns, now_ns - self._period_ns) + self._period_ns

    def _send(self, source: ScreenSource, start_ns: int, sink: Sink, heartbeat: bool) -> bool:
        """Grab, encode and hand on; False where nothing had changed and no frame was due."""
        resized = source.refit()
        if resized:
            self._canvas = Canvas(source.width, source.height)
            self._encoder = ScreenEncoder(source.width, source.height, self._fps)
        keyframe, self._keyframe_wanted = self._keyframe_wanted or resized, False
        source.grab(self._canvas, whole=keyframe)
        if not (self._canvas.changed_pixels or heartbeat or keyframe):
            return False
        picture = self._encoder.encode(self._canvas, start_ns, keyframe=keyframe)
        if resized:
            sink.write(FormatChange(TrackKind.SCREEN, start_ns, self._encoder.format))
        sink.write(EncodedFrame(TrackKind.SCREEN, start_ns, picture.data, picture.keyframe))
        self._frames += 1
        self._last_ns = start_ns
        return True


def _sleep_until(monotonic_ns: int) -> None:
    time.sleep(max(0, monotonic_ns - time.monotonic_ns()) / NS_PER_SECOND)
