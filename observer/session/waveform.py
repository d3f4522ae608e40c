"""How loud the voice is over a session, and where a media file's own clock begins."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import Cancelled, MediaError


def media_start_ns(path: Path) -> int:
    """Session time of the earliest packet of the file, in nanoseconds.

    Players count from there, so a player's zero is this moment and not the session's start. It is
    a little below zero where the sound's encoder needs a run-up. Raises MediaError.
    """
    try:
        with av.open(str(path)) as container:
            return (container.start_time or 0) * 1000
    except (av.FFmpegError, OSError) as error:
        raise _unreadable(path) from error


def peaks(
    path: Path,
    buckets: int,
    duration_ns: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[float]:
    """The loudest sample in each of `buckets` equal stretches of the session, 0 to 1.

    `duration_ns` is the session's length; 0 takes the file's. The list is empty where the file
    holds no sound. Raises MediaError for a file that cannot be read, Cancelled when told to stop.
    """
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                return []
            total = duration_ns or (container.duration or 0) * 1000 + (container.start_time or 0)
            loudest = np.zeros(max(1, buckets), dtype=np.float32)
            per_second = len(loudest) * NS_PER_SECOND / max(1, total)
            for frame in container.decode(container.streams.audio[0]):
                if cancelled():
                    raise Cancelled("The waveform was not finished", "Open the session again")
                _keep_loudest(loudest, frame, per_second)
    except (av.FFmpegError, OSError) as error:
        raise _unreadable(path) from error
    return [float(value) for value in loudest]


def _keep_loudest(loudest: np.ndarray, frame: av.AudioFrame, per_second: float) -> None:
    """Raise the buckets that a block of sound falls into."""
    samples = np.abs(frame.to_ndarray().astype(np.float32))
    if frame.format.name.startswith("s16"):
        samples /= 32768
    start = frame.time or 0.0
    first = int(start * per_second)
    last = int((start + frame.samples / frame.sample_rate) * per_second - 1e-9)
    value = min(1.0, float(samples.max(initial=0.0)))
    for bucket in range(max(0, first), min(last, len(loudest) - 1) + 1):
        loudest[bucket] = max(loudest[bucket], value)


def waveform_buckets(duration_ns: int) -> int:
    """How many buckets a session's waveform needs: 50 a second, as sound comes in 20 ms blocks.

    At most 200,000, which is an hour in full and 1.6 MB of numbers.
    """
    return int(min(200_000, max(1, duration_ns * 50 // NS_PER_SECOND)))


def _unreadable(path: Path) -> MediaError:
    return MediaError(f"{path.name} cannot be read", "Run repair on the session, then open it")
