"""PortAudio's stream: blocks with the moment they were heard, until the device is gone."""

import os
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from observer.capture.sound.sources import Route, load_portaudio, no_microphone, routes_to
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError

RATE_HZ = 48_000  # what sound servers and Opus use themselves: nothing is converted twice
_BLOCK = RATE_HZ // 10  # PulseAudio's latency reports are steadiest at this size (0.1 ms)
_LATENCY_S = 0.1
_QUEUED = 100  # blocks: 10 s in which the thread that takes them may be kept waiting
_SILENT_S = 1.0  # a stream that has delivered nothing for so long is gone
_FIRST_BLOCK_S = 3.0  # a sound server just started, or a source that slept, takes up to 2 s

_opening = threading.Lock()  # the source is chosen by an environment variable


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Signed 16 bit mono; first sample heard at, and block arrived at (monotonic ns)."""

    pcm: bytes
    heard_ns: int
    arrived_ns: int


class MicrophoneStream:
    """One opening of a device. A lost device raises nothing: `lost` has to be asked."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self._blocks: queue.Queue[RawBlock] = queue.Queue(_QUEUED)
        self._finished = False
        self._delivered = False
        self._latest_ns = time.monotonic_ns()
        portaudio = load_portaudio()
        with _opening, _source_chosen(route.source):
            try:
                self._stream = portaudio.RawInputStream(
                    samplerate=RATE_HZ,
                    channels=1,
                    dtype="int16",
                    blocksize=_BLOCK,
                    latency=_LATENCY_S,
                    device=route.device,
                    callback=self._receive,
                    finished_callback=self._finish,
                )
                self._stream.start()
            except portaudio.PortAudioError as error:
                raise no_microphone(str(error.args[0])) from error

    @property
    def lost(self) -> bool:
        """Whether nothing more is to be expected of it."""
        silent_s = (time.monotonic_ns() - self._latest_ns) / NS_PER_SECOND
        return self._finished or silent_s > (_SILENT_S if self._delivered else _FIRST_BLOCK_S)

    @property
    def delivers(self) -> bool:
        """Whether a block has come yet."""
        return self._delivered

    def take(self, timeout_s: float) -> RawBlock | None:
        """The next block, or None where none came in time."""
        try:
            return self._blocks.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Let go of the device; safe after it was lost."""
        # Not stop(): that waits for a device that may never answer again.
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)

    def _receive(self, pcm: Any, frames: int, when: Any, status: Any) -> None:  # noqa: ARG002  # PortAudio's signature
        now_ns = time.monotonic_ns()
        # Virtual sources report that they hear the future: no sample is younger than its arrival.
        age_s = max(when.currentTime - when.inputBufferAdcTime, frames / RATE_HZ)
        block = RawBlock(bytes(pcm), now_ns - round(age_s * NS_PER_SECOND), now_ns)
        self._latest_ns = now_ns
        self._delivered = True
        if self._blocks.full():  # the oldest goes; its absence shows in the times of the others
            self._blocks.get_nowait()
        self._blocks.put_nowait(block)

    def _finish(self) -> None:
        self._finished = True


def open_stream(name: str, kind: TrackKind = TrackKind.MICROPHONE) -> MicrophoneStream:
    """Open the source of that name (empty: the default of its kind), and see that it delivers.

    Raises DeviceError where there is none, or where it opens and then delivers nothing.
    """
    failure = no_microphone("no input device is known")
    for route in routes_to(name, kind):
        try:
            stream = MicrophoneStream(route)
        except DeviceError as error:
            failure = error
            continue
        while not stream.delivers and not stream.lost:
            time.sleep(0.01)
        if stream.delivers:
            return stream
        stream.close()
        failure = no_microphone(f"“{route.label}” opened but delivers nothing")
    raise failure


@contextmanager
def _source_chosen(source: str) -> Iterator[None]:
    """ALSA's PulseAudio door reads which source to use from the environment, as it opens."""
    before = os.environ.get("PULSE_SOURCE")
    if source:
        os.environ["PULSE_SOURCE"] = source
    try:
        yield
    finally:
        if source and before is None:
            del os.environ["PULSE_SOURCE"]
        elif source and before is not None:
            os.environ["PULSE_SOURCE"] = before
