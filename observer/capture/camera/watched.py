"""A camera track from any source: paced, encoded, and watched for a camera that is lost."""

import threading
import time

from observer.capture.camera.encoder import CameraEncoder
from observer.capture.camera.pace import Ration
from observer.capture.camera.reader import CameraReader
from observer.capture.camera.source import OpenSource, Picture
from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.samples import EncodedFrame, Gap, GapReason
from observer.model.sink import Sink, TrackFormat

_TAKE_S = 0.1  # how soon the thread notices that the camera is lost or to be closed
_OPENS_WITHIN_S = 5.0  # USB cameras take up to 2 s
_SILENT_NS = NS_PER_SECOND * 3 // 2  # the slowest cameras give a picture every 200 ms in the dark
_HANGING_NS = 12 * NS_PER_SECOND  # OpenCV itself gives a V4L2 driver 10 s for a picture
_RETRY_NS = NS_PER_SECOND
_LETS_GO_WITHIN_S = 1.5
_MOST_HANGING = 3  # tries that hang in the driver before no further one is made


class WatchedCamera:
    """A camera track from any CameraSource; `protocol.Device` says what it promises.

    A `CameraReader` has the thread that waits for the driver; the thread `camera` takes its
    pictures, encodes them and hands them on. A camera that is lost is tried again every second;
    the Gap is written once its end is known.
    """

    def __init__(self, open_source: OpenSource, fps: int = 15, name: str = "") -> None:
        if not 1 <= fps <= 60:
            raise DeviceError(f"{fps} pictures a second cannot be recorded", "Use 1 to 60, say 15")
        self._open_source = open_source
        self._fps = fps
        self._label = name or "default"
        self._ration = Ration(fps)
        self._overtaken = 0
        self._size: tuple[int, int] | None = None
        self._reader: CameraReader | None = None
        self._hanging: list[CameraReader] = []
        self._thread: threading.Thread | None = None
        self._gate = threading.Condition()
        self._running = False
        self._closing = threading.Event()
        self._keyframe_wanted = True
        self._is_lost = False
        self._problem = ""
        self._retry_ns = 0
        self._last_ns = 0  # the last picture, or the start or resume that none has followed yet

    @property
    def kind(self) -> TrackKind:
        """Always the camera."""
        return TrackKind.CAMERA

    @property
    def problem(self) -> str:
        """A plain sentence while the camera is gone or hangs; empty while all is well."""
        hanging = sum(reader.is_alive for reader in self._hanging)
        if not hanging:
            return self._problem
        told = self._problem or f"The camera “{self._label}” did not let go"
        return f"{told} ({hanging} of its openings hang in the driver)"

    @property
    def is_lost(self) -> bool:
        """Whether no picture comes at present."""
        return self._is_lost

    @property
    def dropped_pictures(self) -> int:
        """Pictures let go, by `shed` or since the last one was still being dealt with."""
        reader = self._reader
        return self._ration.dropped + self._overtaken + (reader.overtaken if reader else 0)

    def shed(self, wanted: bool) -> None:
        """At most one picture a second (True), or as many as usual (False)."""
        self._ration.shedding = wanted

    def open(self) -> TrackFormat:
        """Take hold of the camera.

        Raises DeviceError where there is none, or it does not answer within 5 s.
        """
        reader = CameraReader(self._open_source, self._wants, None)
        try:
            source = reader.wait_until_open(_OPENS_WITHIN_S)
        except DeviceError:
            reader.stop(_LETS_GO_WITHIN_S)
            raise
        if source is None:
            self._leave(reader)
            raise DeviceError(
                f"The camera “{self._label}” does not answer",
                "Unplug it and plug it in again, or record without a camera",
            )
        self._reader = reader
        self._size = (source.width, source.height)
        self._label = source.details.get("device", self._label)
        self._encoder = CameraEncoder(source.width, source.height, self._fps)
        details = {**source.details, "fps": str(self._fps)}
        return TrackFormat(TrackKind.CAMERA, self._encoder.format, details)

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to deliver frames to the sink, from a thread of its own."""
        if self._reader is None or self._thread is not None:
            raise RuntimeError("a device is opened once and then started once")
        self._clock = clock
        self._sink = sink
        self._last_ns = max(0, clock.now_ns()) - 1
        self._running = True
        self._thread = threading.Thread(target=self._run, name=TrackKind.CAMERA.value, daemon=True)
        self._thread.start()

    def pause(self) -> None:
        """Deliver nothing until `resume`; the camera stays open and its pictures go unread."""
        with self._gate:
            if self._running:
                self._end_loss(self._clock.now_ns())
            self._running = False

    def resume(self) -> None:
        """Go on with the next picture, as a keyframe."""
        with self._gate:
            if self._thread is not None and not self._running and not self._closing.is_set():
                self._last_ns = self._clock.now_ns()
                self._keyframe_wanted = True
                self._running = True

    def close(self) -> None:
        """Let go of the camera; one whose driver hangs is left behind after 1.5 s."""
        self.pause()
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
        reader, self._reader = self._reader, None
        if reader is not None:
            self._overtaken += reader.overtaken
            if not reader.stop(_LETS_GO_WITHIN_S):
                self._hanging.append(reader)

    def _wants(self, taken_ns: int) -> bool:
        return self._running and self._ration.admits(taken_ns)

    def _run(self) -> None:
        finished = False
        try:
            while not self._closing.is_set():
                self._watch()
            finished = True
        finally:
            if not finished:  # a defect: the thread's excepthook shows it, the status says it
                self._problem = "The camera is no longer recorded: a defect stopped it"

    def _watch(self) -> None:
        """Take a picture if there is one; see to it that there is a camera to take it from."""
        reader = self._reader
        if reader is None:
            self._try_again()
            return
        picture = reader.take(_TAKE_S)
        if picture is not None:
            self._deliver(picture)
            return
        if reader.failure is not None:
            self._lose(f"{reader.failure.message}; it is tried again every second")
            self._drop(reader)
            return
        silent_ns = time.monotonic_ns() - reader.grabbed_ns
        patience_ns = _SILENT_NS if reader.opened_as else int(_OPENS_WITHIN_S * NS_PER_SECOND)
        if silent_ns <= patience_ns:
            self._note_recovery(reader)
            return
        self._lose(f"The camera “{self._label}” does not answer")
        if silent_ns > _HANGING_NS:
            self._drop(reader)

    def _deliver(self, picture: Picture) -> None:
        with self._gate:
            start_ns = self._clock.from_monotonic_ns(picture.taken_ns)
            if not self._running or start_ns <= self._last_ns:
                return
            self._keyframe_wanted |= self._is_lost
            self._end_loss(start_ns)
            self._is_lost = False
            self._problem = ""
            encoded = self._encoder.encode(picture.pixels, start_ns, keyframe=self._keyframe_wanted)
            self._keyframe_wanted = False
            self._sink.write(
                EncodedFrame(TrackKind.CAMERA, start_ns, encoded.data, encoded.keyframe)
            )
            self._last_ns = start_ns

    def _lose(self, problem: str) -> None:
        with self._gate:
            self._is_lost = True
            self._problem = problem

    def _note_recovery(self, reader: CameraReader) -> None:
        """A camera that comes back in a pause is well again, though no picture says so."""
        with self._gate:
            if self._is_lost and not self._running and reader.opened_as:
                self._is_lost = False
                self._problem = ""

    def _end_loss(self, end_ns: int) -> None:
        if self._is_lost and end_ns > self._last_ns:
            start_ns = max(0, self._last_ns)
            self._sink.write(Gap(start_ns, end_ns, GapReason.DEVICE_LOST, TrackKind.CAMERA))

    def _drop(self, reader: CameraReader) -> None:
        self._overtaken += reader.overtaken
        self._reader = None
        self._leave(reader)
        self._retry_ns = time.monotonic_ns() + _RETRY_NS

    def _leave(self, reader: CameraReader) -> None:
        """Tell a reader to end, and keep count of it if it cannot."""
        if not reader.stop(_TAKE_S):
            self._hanging.append(reader)

    def _try_again(self) -> None:
        self._hanging = [reader for reader in self._hanging if reader.is_alive]
        if time.monotonic_ns() < self._retry_ns or len(self._hanging) >= _MOST_HANGING:
            self._closing.wait(_TAKE_S)
            return
        self._reader = CameraReader(self._open_source, self._wants, self._size)
