"""A made-up microphone: a steady tone that beeps, exactly on the clock."""

import threading

import numpy as np

from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import SoundBlock, SoundFormat
from observer.model.sink import Sink, TrackFormat

RATE_HZ = 48_000
TONE_HZ = 440
_AMPLITUDE = 8192  # a quarter of full scale: loud enough to see, not to hurt
_BLOCK_NS = 100 * NS_PER_MS


class SyntheticMicrophone:
    """Half a second of 440 Hz, half a second of silence, in step with the session's seconds.

    What it delivers depends on session time alone: two recordings hold the same sound.
    """

    def __init__(self, kind: TrackKind = TrackKind.MICROPHONE) -> None:
        self._kind = kind
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._delivering = threading.Lock()
        self._running = False
        self._next_ns = 0
        self._level_db = -96.0

    @property
    def kind(self) -> TrackKind:
        """The track it feeds."""
        return self._kind

    @property
    def problem(self) -> str:
        """Always empty: nothing can become of it."""
        return ""

    @property
    def level_db(self) -> float:
        """Loudness of the last block against full scale, in dB."""
        return self._level_db

    def open(self) -> TrackFormat:
        """Say what it will deliver."""
        return TrackFormat(self._kind, SoundFormat(RATE_HZ, 1), {"device": "synthetic"})

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to deliver a block every 100 ms."""
        self._clock = clock
        self._sink = sink
        self._next_ns = max(0, clock.now_ns())
        self._running = True
        self._thread = threading.Thread(target=self._run, name=self._kind.value)
        self._thread.start()

    def pause(self) -> None:
        """Deliver up to this moment, then nothing until `resume`."""
        with self._delivering:
            if self._running:
                self._deliver_until(self._clock.now_ns())
            self._running = False

    def resume(self) -> None:
        """Go on from this moment."""
        with self._delivering:
            if self._thread is not None and not self._running:
                self._next_ns = self._clock.now_ns()
                self._running = True

    def close(self) -> None:
        """Deliver up to this moment and stop."""
        if self._thread is None:
            return
        self.pause()
        self._stopping.set()
        self._thread.join()
        self._thread = None

    def _run(self) -> None:
        while not self._stopping.wait(_BLOCK_NS / NS_PER_SECOND / 2):
            with self._delivering:
                while self._running and self._next_ns + _BLOCK_NS <= self._clock.now_ns():
                    self._deliver_until(self._next_ns + _BLOCK_NS)

    def _deliver_until(self, end_ns: int) -> None:
        while self._next_ns < end_ns:
            block_end_ns = min(end_ns, self._next_ns + _BLOCK_NS)
            pcm = tone(self._next_ns, block_end_ns)
            if not pcm:
                return
            power = float(np.mean(np.square(np.frombuffer(pcm, np.int16) / 32768.0)))
            self._level_db = 10 * float(np.log10(power)) if power > 0 else -96.0
            self._sink.write(SoundBlock(self._kind, self._next_ns, pcm))
            self._next_ns = block_end_ns


def tone(start_ns: int, end_ns: int) -> bytes:
    """The sound of that stretch of session time, signed 16 bit mono at 48 kHz."""
    count = round((end_ns - start_ns) * RATE_HZ / NS_PER_SECOND)
    moments_s = start_ns / NS_PER_SECOND + np.arange(count) / RATE_HZ
    wave = _AMPLITUDE * np.sin(2 * np.pi * TONE_HZ * moments_s)
    return np.where(moments_s % 1.0 < 0.5, wave, 0.0).astype("<i2").tobytes()
