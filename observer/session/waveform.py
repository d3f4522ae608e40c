"""How loud a sound is over a session."""

from collections.abc import Callable, Sequence
from pathlib import Path

import av
import numpy as np

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import Cancelled, MediaError
from observer.session.sound_streams import sound_of


def peaks(
    paths: Sequence[Path],
    buckets: int,
    duration_ns: int,
    cancelled: Callable[[], bool] = lambda: False,
    kind: TrackKind = TrackKind.MICROPHONE,
) -> list[float]:
    """A sound's loudest sample in each of `buckets` equal stretches of the session, 0 to 1.

    `paths` are the recording's files, `duration_ns` is the session's length. The sound is the
    voice, or what the computer played. The list is empty where no file holds it. Raises MediaError
    for a file that cannot be read, Cancelled when told to stop.
    """
    loudest = np.zeros(max(1, buckets), dtype=np.float32)
    per_second = len(loudest) * NS_PER_SECOND / max(1, duration_ns)
    heard = False
    for path in paths:
        try:
            with av.open(str(path)) as media:
                sound = sound_of(media, kind)
                if sound is None:
                    continue
                heard = True
                for frame in media.decode(sound):
                    if cancelled():
                        raise Cancelled("The waveform was not finished", "Open the session again")
                    _keep_loudest(loudest, frame, per_second)
        except (av.FFmpegError, OSError) as error:
            raise _unreadable(path) from error
    return [float(value) for value in loudest] if heard else []


def _keep_loudest(loudest: np.ndarray, frame: av.AudioFrame, per_second: float) -> None:
    """Raise the buckets that a block of sound falls into."""
    samples = np.abs(frame.to_ndarray().astype(np.float32))
    if frame.format.name.startswith("s16"):
        samples /= 32768
    if frame.format.is_planar:
        samples = samples.max(axis=0)
    samples = samples.ravel()
    seconds = (frame.time or 0.0) + np.arange(len(samples)) * (
        frame.samples / frame.sample_rate / max(1, len(samples))
    )
    buckets = np.clip((seconds * per_second).astype(np.int64), 0, len(loudest) - 1)
    starts = np.flatnonzero(np.diff(buckets, prepend=-1))
    raised = np.minimum(1.0, np.maximum.reduceat(samples, starts))
    loudest[buckets[starts]] = np.maximum(loudest[buckets[starts]], raised)


def waveform_buckets(duration_ns: int) -> int:
    """How many buckets a session's waveform needs: 50 a second tell the syllables of a word apart.

    At most 200,000, which is an hour in full and 1.6 MB of numbers.
    """
    return int(min(200_000, max(1, duration_ns * 50 // NS_PER_SECOND)))


def _unreadable(path: Path) -> MediaError:
    return MediaError(f"{path.name} cannot be read", "Run repair on the session, then open it")
