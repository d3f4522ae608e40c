"""How loud a stretch of sound is, and brought to the loudness of all clips.

Measured as EBU R 128 has it (ITU-R BS.1770: gated, over the whole clip), changed by one constant
gain, so that quiet stays quieter than loud; a limiter bends peaks that would then be too high.
"""

import math
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.layout import AudioLayout
from av.filter import Graph

from observer.export.sound_line import RATE_HZ, Pcm

TARGET_LUFS = -16.0
"""What speech on the web is published at (AES TD1008: -16 to -18 LUFS); no viewer has to reach for
the volume between two clips."""

CEILING_DBTP = -1.5
"""How high true peaks may be: coding adds up to 1 dB (EBU R 128 s2)."""

# A whisper may be helped this far; beyond it, it is the room's noise that would become loud.
_MOST_GAIN_DB = 20.0
_MOST_CUT_DB = -30.0
_NO_PEAK_DB = -120.0
# What a peak between two samples can be higher than they are, for all but made-up sounds. Where
# there may be one the limiter sees to it, and leaves alone what is low enough.
_BETWEEN_SAMPLES_DB = 3.0
# Where the gate of -70 LUFS (BS.1770) let nothing through there is nothing to normalise.
_SILENT_LUFS = -69.9
_TIME_BASE = Fraction(1, RATE_HZ)
_OVERSAMPLED_HZ = (
    4 * RATE_HZ
)  # peaks between samples show at four times the rate (BS.1770, annex 2)


@dataclass(frozen=True, slots=True)
class Loudness:
    """A stretch's loudness, and the level of its highest sample."""

    integrated_lufs: float
    peak_db: float

    @property
    def is_silent(self) -> bool:
        """Whether it holds nothing that counts as sound."""
        return self.integrated_lufs <= _SILENT_LUFS

    @property
    def gain_db(self) -> float:
        """What brings it to the target."""
        if self.is_silent:
            return 0.0
        return min(_MOST_GAIN_DB, max(_MOST_CUT_DB, TARGET_LUFS - self.integrated_lufs))

    @property
    def needs_limiter(self) -> bool:
        """Whether peaks could be too high with that gain, between samples too."""
        return self.peak_db + _BETWEEN_SAMPLES_DB + self.gain_db > CEILING_DBTP


def measured(blocks: Iterable[Pcm], layout: AudioLayout) -> Loudness:
    """How loud the blocks are together."""
    graph = _graph(layout, [("ebur128", "metadata=1")])
    peaks = [0.0]
    last = deque(_through(graph, _noting(blocks, peaks), layout), maxlen=1)
    told = last[0].metadata if last else {}
    peak = max(peaks)
    loudness = float(told.get("lavfi.r128.I", "-70"))
    return Loudness(loudness, 20 * math.log10(peak) if peak > 0 else _NO_PEAK_DB)


def _noting(blocks: Iterable[Pcm], peaks: list[float]) -> Iterator[Pcm]:
    for block in blocks:
        peaks.append(float(np.abs(block).max(initial=0.0)))
        yield block


def normalised(blocks: Iterable[Pcm], loudness: Loudness, layout: AudioLayout) -> Iterator[Pcm]:
    """As many samples, at the target."""
    if not loudness.needs_limiter:
        factor = np.float32(10 ** (loudness.gain_db / 20))
        for block in blocks:
            yield block * factor
        return
    limit = 10 ** (CEILING_DBTP / 20)
    steps = [
        ("volume", f"{loudness.gain_db}dB"),
        ("aresample", str(_OVERSAMPLED_HZ)),
        ("alimiter", f"limit={limit}:level=0:latency=1:attack=5:release=50"),
        ("aresample", str(RATE_HZ)),
        ("aformat", "sample_fmts=fltp"),
    ]
    for frame in _through(_graph(layout, steps), blocks, layout):
        yield frame.to_ndarray().astype(np.float32, copy=False)


def _graph(layout: AudioLayout, steps: list[tuple[str, str]]) -> Graph:
    graph = Graph()
    last = graph.add(
        "abuffer",
        f"time_base=1/{RATE_HZ}:sample_rate={RATE_HZ}:sample_fmt=fltp:channel_layout={layout.name}",
    )
    for name, arguments in (*steps, ("abuffersink", "")):
        step = graph.add(name, arguments)
        last.link_to(step)
        last = step
    graph.configure()
    return graph


def _through(graph: Graph, blocks: Iterable[Pcm], layout: AudioLayout) -> Iterator[AudioFrame]:
    done = 0
    for block in blocks:
        samples = np.ascontiguousarray(block)
        frame = AudioFrame.from_ndarray(samples, format="fltp", layout=layout.name)
        frame.sample_rate = RATE_HZ
        frame.pts = done
        frame.time_base = _TIME_BASE
        done += block.shape[1]
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _ready(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, AudioFrame)
        yield frame
