"""A change of loudness: for a moment it is much louder than speech usually is in this session.

A raised voice sounds so, and so do a laugh, a cough, a sigh into the microphone and a knock on the
table: loudness is all that is known, and all that is said. 9 dB over the median of speech, and for
0.6 s or more.

Source: from a normal to a raised voice speech gains some 6 to 8 dB, to a loud one some 14
(Pearsons, Bennett & Fidell 1977, EPA-600/1-77-025); the default lies between the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from observer.analysis.loudness import Loudness, decibels
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.signal import Signal

NAME = "louder"

_HOLE_NS = 250 * NS_PER_MS  # between two syllables


@dataclass(frozen=True)
class Louder(Thresholds):
    """The thresholds. `least_speech` is how many spoken steps make a usual loudness."""

    louder_db: float = bounded(9.0, 3.0, 30.0)
    lasts_ms: int = bounded(600, 100, 10_000)
    least_speech: int = bounded(100, 10, 10_000)


def find(tracks: Tracks, settings: Louder) -> Iterator[Candidate]:
    """Each stretch that is so much louder."""
    loudness = tracks.loudness
    if loudness is None:
        return
    spoken = sum(peak >= loudness.speech_from for peak in loudness.peaks)
    if spoken < settings.least_speech:
        return
    for start_ns, end_ns, louder_db in _loud(loudness, settings.louder_db):
        if end_ns - start_ns >= settings.lasts_ms * NS_PER_MS:
            yield Candidate(_signal(start_ns, end_ns, louder_db))


def _loud(loudness: Loudness, least_db: float) -> Iterator[tuple[int, int, float]]:
    """Stretches over the usual by `least_db`, across short holes, with their median."""
    step, loud_from = loudness.step_ns, loudness.usual_speech * 10 ** (least_db / 20)
    run: list[int] = []
    for index, peak in enumerate(loudness.peaks):
        if peak < loud_from:
            continue
        if run and (index - run[-1]) * step > _HOLE_NS:
            yield _stretch(loudness, run)
            run = []
        run.append(index)
    if run:
        yield _stretch(loudness, run)


def _stretch(loudness: Loudness, run: list[int]) -> tuple[int, int, float]:
    step = loudness.step_ns
    level = median(loudness.peaks[index] for index in run)
    return run[0] * step, (run[-1] + 1) * step, decibels(level, loudness.usual_speech)


def _signal(start_ns: int, end_ns: int, louder_db: float) -> Signal:
    reason = (
        f"For {seconds(end_ns - start_ns)} it was {louder_db:.0f} dB louder than speech in this "
        "session; loudness is all that is known: it may be a voice, a laugh or a knock."
    )
    return Signal(NAME, start_ns, end_ns, reason)
