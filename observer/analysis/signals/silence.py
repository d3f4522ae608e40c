"""A silence after a question: somebody asked, and nothing is said for long.

Within 15 s after a question of the guide was asked, a silence of 8 s begins. How loud it is comes
from the microphone alone: who speaks, and what, is not known, and the question itself may be heard
in it. A short “no” before a silence is an answer that this rule cannot tell from the question.

Source: Stivers et al. (2009), PNAS 106: in ten languages answers follow 0.2 s after the question on
average. Eight seconds is our own choice: thinking of an answer is no friction, and no answer is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from observer.analysis.loudness import Loudness
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.signal import Signal

NAME = "silence"


@dataclass(frozen=True)
class Silence(Thresholds):
    """The thresholds."""

    silence_ms: int = bounded(8_000, 2_000, 60_000)
    begins_within_ms: int = bounded(15_000, 1_000, 60_000)


def find(tracks: Tracks, settings: Silence) -> Iterator[Candidate]:
    """The first silence after each question."""
    loudness = tracks.loudness
    if loudness is None:
        return
    least_ns = settings.silence_ms * NS_PER_MS
    asked = [asking.time_ns for asking in tracks.askings]
    for time_ns, next_ns in pairwise([*asked, tracks.duration_ns]):
        latest_ns = min(time_ns + settings.begins_within_ms * NS_PER_MS, next_ns)
        for start_ns, end_ns in _silences(loudness, time_ns, next_ns):
            if start_ns > latest_ns:
                break
            if end_ns - start_ns >= least_ns and tracks.is_recorded(start_ns, end_ns):
                yield Candidate(_signal(time_ns, start_ns, end_ns))
                break


def _silences(loudness: Loudness, from_ns: int, until_ns: int) -> Iterator[tuple[int, int]]:
    step = loudness.step_ns
    begun: int | None = None
    end = min(until_ns // step, len(loudness.peaks))
    for index in range(from_ns // step, end):
        speaks = loudness.peaks[index] >= loudness.speech_from
        if not speaks and begun is None:
            begun = index
        elif speaks and begun is not None:
            yield begun * step, index * step
            begun = None
    if begun is not None:
        yield begun * step, end * step


def _signal(asked_ns: int, start_ns: int, end_ns: int) -> Signal:
    reason = (
        f"A silence of {seconds(end_ns - start_ns)} began {seconds(max(0, start_ns - asked_ns))} "
        "after a question was asked."
    )
    return Signal(NAME, max(0, start_ns), end_ns, reason)
