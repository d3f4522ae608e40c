"""The microphone as a device: sound that is exactly as long as the session."""

import threading
import time

import numpy as np

from observer.capture.sound.opening import Opening, close_in_time
from observer.capture.sound.source_watch import SourceWatch
from observer.capture.sound.sources import (
    best_route,
    no_microphone,
    own_sources,
    source_listened_to,
)
from observer.capture.sound.steady_sound import SteadySound
from observer.capture.sound.stream import RATE_HZ, MicrophoneStream, RawBlock, open_stream
from observer.capture.sound.watch import SoundWatch
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.samples import Gap, GapReason, SoundBlock, SoundFormat
from observer.model.sink import Sink, TrackFormat

_BLOCK_NS = 100 * NS_PER_MS
_TAKE_S = 0.05
# A block arrives about 110 ms after its first sample; behind this, the sound is not to come.
_LATE_NS = 400 * NS_PER_MS
_LATE_LISTENING_NS = 1600 * NS_PER_MS  # longer than it takes to be sure that sound was lost
_RETRY_NS = NS_PER_SECOND
_OPENS_WITHIN_S = 10.0  # every way to a source is tried, each for up to 3 s


class MicrophoneDevice:
    """Records one sound source, mono, 48 kHz: a microphone, or the computer's own sound.

    `name` is empty for the default microphone, or for what the default loudspeaker plays.
    Its blocks follow one another without a hole from `start` to `close`, pauses apart. A device
    that is lost is filled up with silence and tried again every second; the Gap is written once
    its end is known. The default loudspeaker is followed when another becomes it.
    """

    def __init__(self, name: str = "", kind: TrackKind = TrackKind.MICROPHONE) -> None:
        self._name = name
        self._kind = kind
        self._watch = SoundWatch(kind, RATE_HZ)
        self._loss = ""
        self._label = name
        self._stream: MicrophoneStream | None = None
        self._opening: Opening | None = None
        self._follows_default = kind is TrackKind.SYSTEM_SOUND and not name
        self._server = SourceWatch()
        self._source = ""  # the server's name for what is listened to
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._cut_ns: int | None = None  # stop delivering at this session time
        self._running = False
        self._closing = False
        self._filled_ns = 0
        self._is_back = False  # opened again, and nothing delivered of it yet

    @property
    def kind(self) -> TrackKind:
        """The track it feeds."""
        return self._kind

    @property
    def problem(self) -> str:
        """A plain sentence while it is gone, clips or hears nothing; empty while all is well."""
        return self._loss or self._watch.problem

    @property
    def is_lost(self) -> bool:
        """Whether nothing can be heard at all until it is back."""
        return bool(self._loss)

    @property
    def level_db(self) -> float:
        """Loudness of the last 100 ms against full scale, in dB: 0 loudest, -96 silence."""
        return self._watch.level_db

    @property
    def peak_db(self) -> float:
        """The loudest sample of the last 100 ms against full scale, in dB."""
        return self._watch.peak_db

    @property
    def filled_ns(self) -> int:
        """How much silence stands in for lost sound so far."""
        return self._filled_ns

    def open(self) -> TrackFormat:
        """Take hold of the microphone. Raises DeviceError where there is none that delivers."""
        opening = Opening(lambda: open_stream(self._name, self._kind))
        self._stream = opening.take(_OPENS_WITHIN_S)
        if self._stream is None:
            opening.abandon()
            raise no_microphone("the sound server hangs")
        self._take_route(self._stream)
        self._settle(self._stream)
        details = {"device": self._label, "rate": f"{RATE_HZ} Hz, mono"}
        return TrackFormat(self._kind, SoundFormat(RATE_HZ, 1), details)

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to deliver; the first block starts at this moment."""
        if self._stream is None:
            raise RuntimeError("open the microphone before it is started")
        self._clock = clock
        self._sink = sink
        self._next_ns = max(0, clock.now_ns())
        self._lost_ns: int | None = None
        self._retry_ns = 0
        self._running = True
        self._thread = threading.Thread(target=self._run, name=self._kind.value)
        self._thread.start()

    def pause(self) -> None:
        """Deliver up to this moment, then nothing until `resume`."""
        with self._changed:
            if self._running and self._cut_ns is None:
                self._cut_ns = self._clock.now_ns()
            while self._running:
                self._changed.wait()

    def resume(self) -> None:
        """Go on from this moment."""
        with self._changed:
            if self._running or self._closing or self._thread is None:
                return
            self._next_ns = self._clock.now_ns()
            if self._lost_ns is not None:
                self._lost_ns = self._next_ns
            self._cut_ns = None
            self._running = True

    def close(self) -> None:
        """Deliver up to this moment and let go of the microphone."""
        if self._thread is not None:
            self.pause()
            self._closing = True
            self._thread.join()
            self._thread = None
        if self._opening is not None:
            self._opening.abandon()
            self._opening = None
        if self._stream is not None:
            close_in_time(self._stream)
            self._stream = None
        self._server.close()
        self._watch.forget()

    def _run(self) -> None:
        try:
            while not self._closing:
                self._listen()
                with self._changed:
                    if self._running:
                        self._deliver()
        finally:
            with self._changed:  # whoever waits for a pause must not wait for a thread that died
                self._running = False
                self._changed.notify_all()

    def _listen(self) -> None:
        """Take what the device has, or see to it that there is a device again."""
        if self._stream is None:
            self._try_again()
            return
        block = self._stream.take(_TAKE_S)
        while block is not None:
            self._take(block)
            block = self._stream.take(0) if not self._closing else None
        changed = self._server.may_have_changed()
        if self._stream.lost or (changed and self._hears_something_else()):
            what = "microphone" if self._kind is TrackKind.MICROPHONE else "computer's sound"
            self._lose(f"The {what} “{self._label}” is gone; it is tried again every second")
        elif changed and self._follows_default and self._plays_elsewhere():
            self._lose("The computer plays on another loudspeaker; its sound is looked for there")
            self._retry_ns = 0

    def _take_route(self, stream: MicrophoneStream) -> None:
        self._route = stream.route
        self._label = self._route.label
        self._server.begin()
        self._source = source_listened_to(self._route)

    def _settle(self, stream: MicrophoneStream) -> None:
        """Listen until it is known when blocks are heard: no sound has to wait for that later."""
        self._sound = SteadySound(RATE_HZ)
        while not self._sound.settled and not stream.lost:
            block = stream.take(_TAKE_S)
            if block is not None:
                self._take(block)

    def _take(self, block: RawBlock) -> None:
        self._loss = ""
        samples = np.frombuffer(block.pcm, np.int16)
        self._watch.add(samples)
        self._sound.add(samples, block.heard_ns, block.arrived_ns)

    def _hears_something_else(self) -> bool:
        sources = own_sources() if self._source else None
        return sources is not None and self._source not in sources

    def _plays_elsewhere(self) -> bool:
        try:
            return best_route(self._name, self._kind).source != self._route.source
        except DeviceError:  # there is no loudspeaker at all: the stream will tell that it is lost
            return False

    def _lose(self, loss: str) -> None:
        self._watch.forget()
        self._loss = loss
        self._retry_ns = time.monotonic_ns() + _RETRY_NS
        stream, self._stream = self._stream, None
        if stream is not None:
            close_in_time(stream)

    def _try_again(self) -> None:
        if self._opening is None:
            if time.monotonic_ns() < self._retry_ns:
                time.sleep(_TAKE_S)
            else:
                self._opening = Opening(self._open_again)
            return
        try:
            self._stream = self._opening.take(_TAKE_S)
        except DeviceError:  # told by `problem` since it was lost
            self._opening = None
            self._retry_ns = time.monotonic_ns() + _RETRY_NS
            return
        if self._stream is not None:
            self._opening = None
            self._take_route(self._stream)
            self._sound = SteadySound(RATE_HZ)
            self._is_back = True

    def _open_again(self) -> MicrophoneStream:
        if not self._name:  # the default may be another one since
            return MicrophoneStream(best_route(self._name, self._kind))
        return MicrophoneStream(self._route)

    def _deliver(self) -> None:
        """Hand on every block that is due; at a cut also the piece that is left."""
        now_ns = self._clock.now_ns()
        end_ns = now_ns if self._cut_ns is None else self._cut_ns
        self._note_losses()
        while self._next_ns + _BLOCK_NS <= end_ns and self._deliver_up_to(
            self._next_ns + _BLOCK_NS, now_ns
        ):
            pass
        if self._cut_ns is None or self._next_ns + _BLOCK_NS <= end_ns:
            return
        if self._next_ns >= end_ns or self._deliver_up_to(end_ns, now_ns):
            self._end_loss(end_ns)
            self._running = False
            self._changed.notify_all()

    def _deliver_up_to(self, end_ns: int, now_ns: int) -> bool:
        """One block from where the last one ended; False while its sound may yet come."""
        count = round((end_ns - self._next_ns) * RATE_HZ / NS_PER_SECOND)
        start_ns = self._next_ns + self._clock.start_monotonic_ns
        listening = self._stream is not None and self._cut_ns is None
        late = now_ns > end_ns + (_LATE_LISTENING_NS if listening else _LATE_NS)
        if self._sound.can_render(start_ns, count, surely=not late):
            first_ns = self._sound.first_ns - self._clock.start_monotonic_ns
            if self._is_back and self._lost_ns is None:
                self._lost_ns = self._next_ns  # it was back before anything was due
            self._is_back = False
            self._end_loss(first_ns)
        elif not late:
            return False
        elif self._lost_ns is None:
            self._lost_ns = self._next_ns
        pcm = self._sound.render(start_ns, count).tobytes()
        self._sink.write(SoundBlock(self._kind, self._next_ns, pcm))
        self._next_ns = end_ns
        return True

    def _note_losses(self) -> None:
        for start_ns, end_ns in self._sound.take_losses():
            zero_ns = self._clock.start_monotonic_ns
            if end_ns > zero_ns:  # else it went missing before the session began
                self._write_gap(start_ns - zero_ns, end_ns - zero_ns, GapReason.OVERLOAD)

    def _end_loss(self, end_ns: int) -> None:
        if self._lost_ns is None:
            return
        start_ns, self._lost_ns = self._lost_ns, None
        if end_ns > start_ns:
            self._write_gap(start_ns, min(end_ns, self._clock.now_ns()), GapReason.DEVICE_LOST)

    def _write_gap(self, start_ns: int, end_ns: int, reason: GapReason) -> None:
        gap = Gap(max(0, start_ns), end_ns, reason, self._kind)
        self._filled_ns += gap.end_ns - gap.start_ns
        self._sink.write(gap)
