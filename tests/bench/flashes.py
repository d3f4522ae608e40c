"""When a recording shows its flashes and lets its tones be heard, in monotonic seconds."""

from typing import Any

import av
import numpy as np

from tests.bench.pictures import Luma, lumas
from tests.bench.recorders import Take
from tests.bench.workload_flash import EVERY_S, SPOT, SPOT_X, SPOT_Y

Moments = np.ndarray[Any, np.dtype[np.float64]]

_LOUD = 0.1  # a fifth of the tone: passed 0.03 ms after its beginning


def is_lit(luma: Luma) -> bool:
    """Whether the workload's square is white; the pointer, if on it, covers less than half."""
    square = luma[SPOT_Y : SPOT_Y + SPOT, SPOT_X : SPOT_X + SPOT]
    return bool(np.median(square) > 128)


def changes_of_light(take: Take) -> list[tuple[float, bool]]:
    """Each moment from which the square is shown otherwise, and whether it is white then."""
    found: list[tuple[float, bool]] = []
    before = False
    for time_s, luma in lumas(take):
        if (lit := is_lit(luma)) is not before:
            before = lit
            found.append((time_s, lit))
    return found


def flashes_in(take: Take) -> Moments:
    """When the square turned white."""
    return np.array([time_s for time_s, lit in changes_of_light(take) if lit])


def tones_in(take: Take) -> Moments:
    """When tones began, in the recording's first sound stream."""
    found: list[float] = []
    with av.open(str(take.path)) as media:
        for frame in media.decode(media.streams.audio[0]):
            samples = frame.to_ndarray()
            if samples.dtype == np.int16:
                samples = samples / 2**15
            if not frame.format.is_planar:
                samples = samples.reshape(-1, frame.layout.nb_channels).T
            loud = np.flatnonzero(np.abs(samples[0]) > _LOUD)
            if not len(loud):
                continue
            time_s = take.zero_s + float(frame.time or 0) + float(loud[0]) / frame.sample_rate
            if not found or time_s - found[-1] > EVERY_S / 2:
                found.append(time_s)
    return np.array(found)


def pairs(flashes: Moments, tones: Moments) -> tuple[Moments, Moments]:
    """Each flash with the tone nearest to it, where there is one within half the distance."""
    if not len(flashes) or not len(tones):
        raise RuntimeError(f"{len(flashes)} flashes and {len(tones)} tones were recorded")
    nearest = np.array([tones[np.argmin(np.abs(tones - flash))] for flash in flashes])
    together = np.abs(nearest - flashes) < EVERY_S / 2
    return flashes[together], nearest[together]
