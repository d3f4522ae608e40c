"""Sound that must not be heard: silence in its place, or a tone."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from observer.export.sound_line import RATE_HZ, Pcm
from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span

TONE_HZ = 1000
TONE_PEAK = 0.1
"""-20 dBFS: heard as a sign, and quieter than speech at the loudness of all clips."""

_FADE = RATE_HZ * 5 // 1000  # samples; a sound cut off at once clicks
_RAMP = RATE_HZ // 100


def silenced(block: Pcm, at: int, span: Span, silences: Sequence[Span]) -> Pcm:
    """The block, whose first sample is the clip's sample `at`, with nothing in the silences.

    What may be heard fades out before them and in after them.
    """
    for silence in silences:
        first, last = _samples(silence, span)
        if first - _FADE < at + block.shape[1] and last + _FADE > at:
            place = np.arange(at, at + block.shape[1])
            away = np.maximum(first - place, place - last + 1).clip(0, _FADE)
            block = block * (away / np.float32(_FADE)).astype(np.float32)
    return block


def toned(blocks: Iterable[Pcm], span: Span, tones: Sequence[Span]) -> Iterator[Pcm]:
    """The blocks of a clip of `span`, with a tone in place of what is heard in each of `tones`."""
    at = 0
    for block in blocks:
        heard = block
        for tone in tones:
            first, last = _samples(tone, span)
            if first < at + block.shape[1] and last > at:
                place = np.arange(at, at + block.shape[1])
                inside = (place >= first) & (place < last)
                ramp = np.minimum(place - first, last - 1 - place).clip(0, _RAMP) / _RAMP
                wave = TONE_PEAK * ramp * np.sin(2 * np.pi * TONE_HZ * place / RATE_HZ)
                heard = np.where(inside, wave.astype(np.float32), heard)
        yield heard
        at += block.shape[1]


def _samples(part: Span, span: Span) -> tuple[int, int]:
    """The clip's first sample of a part, and the one after its last."""
    first = (part.start_ns - span.start_ns) * RATE_HZ // NS_PER_SECOND
    last = (part.end_ns - span.start_ns) * RATE_HZ // NS_PER_SECOND + 1
    return first, last
