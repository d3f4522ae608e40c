"""How loud a sound is over a session."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import av
import numpy as np

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import Cancelled, MediaError
from observer.session.sound_streams import sound_of

_RUN_FRAMES = 128  # 8 s of the recorder's longest packets: NumPy's own cost is spread over them
_ROUNDING_S = 0.003  # files keep milliseconds: neighbours seem that much apart, or overlap


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
                for run in _runs(media.decode(sound)):
                    if cancelled():
                        raise Cancelled("The waveform was not finished", "Open the session again")
                    _keep_loudest(loudest, run, per_second)
        except (av.FFmpegError, OSError) as error:
            raise _unreadable(path) from error
    return [float(value) for value in loudest] if heard else []


def _runs(frames: Iterable[av.AudioFrame]) -> Iterator[list[av.AudioFrame]]:
    """Frames that follow one another without a hole, some seconds at a time."""
    run: list[av.AudioFrame] = []
    end_s = 0.0
    for frame in frames:
        start_s = frame.time or 0.0
        if run and (len(run) == _RUN_FRAMES or abs(start_s - end_s) > _ROUNDING_S):
            yield run
            run = []
        run.append(frame)
        end_s = start_s + frame.samples / frame.sample_rate
    if run:
        yield run


def _keep_loudest(loudest: np.ndarray, run: list[av.AudioFrame], per_second: float) -> None:
    """Raise the buckets that a run of sound falls into."""
    first = run[0]
    samples = np.concatenate([frame.to_ndarray() for frame in run], axis=1, dtype=np.float32)
    np.abs(samples, out=samples)
    if first.format.name.startswith("s16"):
        samples /= 32768
    if first.format.is_planar:
        samples = samples.max(axis=0) if len(samples) > 1 else samples
    samples = samples.ravel()
    samples_a_second = len(samples) * first.sample_rate / sum(frame.samples for frame in run)
    start = (first.time or 0.0) * per_second
    bucket = int(start)
    count = int(start + len(samples) / samples_a_second * per_second) - bucket + 1
    # Where each bucket begins among the samples; one of its own for each sample would cost more
    # than the decoding.
    edges = np.ceil((np.arange(bucket, bucket + count) - start) * samples_a_second / per_second)
    starts = np.clip(edges, 0, len(samples)).astype(np.int64)
    heard = np.flatnonzero(np.diff(starts, append=len(samples)))  # the buckets with samples in them
    if not len(heard):
        return
    raised = np.minimum(1.0, np.maximum.reduceat(samples, starts[heard]))
    places = np.minimum(bucket + heard, len(loudest) - 1)
    np.maximum.at(loudest, places, raised)


def waveform_buckets(duration_ns: int) -> int:
    """How many buckets a session's waveform needs: 50 a second tell the syllables of a word apart.

    At most 200,000, which is an hour in full and 1.6 MB of numbers.
    """
    return int(min(200_000, max(1, duration_ns * 50 // NS_PER_SECOND)))


def _unreadable(path: Path) -> MediaError:
    return MediaError(f"{path.name} cannot be read", "Run repair on the session, then open it")
