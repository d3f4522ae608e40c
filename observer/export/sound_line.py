"""One sound track of a stretch as samples, over all files that hold it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
import numpy.typing as npt
from av.audio.layout import AudioLayout
from av.audio.stream import AudioStream
from av.container import InputContainer

from observer.export.shown_pictures import tick_ns_of
from observer.export.sources import Sources
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.span import Span
from observer.session.sound_streams import sound_of

Pcm: TypeAlias = npt.NDArray[np.float32]
"""Samples, a row a channel."""

RATE_HZ = 48_000
# An Opus decoder needs 80 ms before its output is exact (RFC 7845, section 4.6).
_PRE_ROLL_NS = 200_000_000
# Times in the file are whole milliseconds: what differs by less than this goes on without a seam.
_JITTER_SAMPLES = RATE_HZ * 2 // 1000


def sound_line(
    files: Sequence[Path], kind: TrackKind, span: Span, layout: AudioLayout, sources: Sources
) -> Iterator[Pcm]:
    """Blocks of exactly the span's samples together; what the files lack is silence."""
    wanted = span.length_ns * RATE_HZ // NS_PER_SECOND
    done = 0
    for at, samples in _placed(files, kind, span, layout, sources):
        if at > done:
            yield _silence(layout, min(at, wanted) - done)
            done = min(at, wanted)
        if done >= wanted:
            return
        fresh = samples[:, max(0, done - at) : max(0, wanted - at)]
        if fresh.shape[1]:
            yield fresh
            done += fresh.shape[1]
    if done < wanted:
        yield _silence(layout, wanted - done)


def _placed(
    files: Sequence[Path], kind: TrackKind, span: Span, layout: AudioLayout, sources: Sources
) -> Iterator[tuple[int, Pcm]]:
    """Decoded blocks with the sample of the clip that each begins at, negative before it."""
    for path in files:
        media = sources.sound(path, kind)
        sound = sound_of(media, kind) if media else None
        if media is None or sound is None:
            continue
        resampler = av.AudioResampler("fltp", layout, RATE_HZ)
        tick_ns = tick_ns_of(sound)
        media.seek(int(max(0, span.start_ns - _PRE_ROLL_NS) / tick_ns), stream=sound)
        stands: int | None = None
        for start_ns, frame in _timed(media, sound):
            at = round((start_ns - span.start_ns) * RATE_HZ / NS_PER_SECOND)
            if stands is None or abs(at - stands) > _JITTER_SAMPLES:
                stands = at
            for block in resampler.resample(frame):
                yield stands, block.to_ndarray().astype(np.float32, copy=False)
                stands += block.samples
        for block in resampler.resample(None):
            yield stands or 0, block.to_ndarray().astype(np.float32, copy=False)


def _timed(
    media: InputContainer, sound: AudioStream
) -> Iterator[tuple[Fraction | int, av.AudioFrame]]:
    """Decoded sound with the session time of its first sample, finer than the file's own ticks.

    Matroska counts milliseconds. Opus runs 6.5 ms ahead, for the encoder's delay; libav takes
    that off in whole ticks, and in samples where it drops the delay itself.
    """
    tick_ns = tick_ns_of(sound)
    delay_ns = _delay_ns(sound)
    rounded_ns = int(Fraction(delay_ns) / tick_ns + Fraction(1, 2)) * tick_ns
    for packet in media.demux(sound):
        for frame in packet.decode():
            if frame.pts is None:
                continue
            begins = frame.pts if packet.pts is None else packet.pts
            start_ns = begins * tick_ns + rounded_ns - delay_ns
            dropped = frame.pts > begins
            yield start_ns + (delay_ns if dropped else 0), frame


def _delay_ns(sound: AudioStream) -> Fraction | int:
    """How far a file's first sample of Opus lies before its sound (RFC 7845, section 5.1)."""
    header = sound.codec_context.extradata or b""
    if sound.codec_context.name not in ("opus", "libopus") or len(header) < 12:
        return 0
    delay_ns = Fraction(int.from_bytes(header[10:12], "little") * NS_PER_SECOND, 48_000)
    return delay_ns.numerator if delay_ns.denominator == 1 else delay_ns


def _silence(layout: AudioLayout, samples: int) -> Pcm:
    return np.zeros((layout.nb_channels, samples), np.float32)
