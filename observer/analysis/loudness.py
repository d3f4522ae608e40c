"""How loud it was over a session, as a curve of peaks; never what was said."""

from dataclasses import dataclass
from functools import cached_property
from math import log10
from statistics import median

from observer.model.clock import NS_PER_MS

_SILENT = 1e-4
_SPEECH_OVER_ROOM = 3.0
"""Speech lies 10 dB over the room at the least: a factor of 3."""
_FAINTEST_SPEECH = 0.01


@dataclass(frozen=True)
class Loudness:
    """The loudest sample, 0 to 1, of each stretch of `step_ns` since the session's start."""

    step_ns: int
    peaks: tuple[float, ...]

    def __post_init__(self) -> None:
        if self.step_ns < NS_PER_MS:
            raise ValueError("a loudness curve has steps of a millisecond at the least")

    @cached_property
    def speech_from(self) -> float:
        """From which peak on somebody speaks: well over the quieter half of the session."""
        ordered = sorted(self.peaks)
        room = ordered[len(ordered) // 5] if ordered else 0.0
        return max(_FAINTEST_SPEECH, room * _SPEECH_OVER_ROOM)

    @cached_property
    def usual_speech(self) -> float:
        """The median peak of the moments in which somebody speaks; 0 where nobody does."""
        spoken = [peak for peak in self.peaks if peak >= self.speech_from]
        return median(spoken) if spoken else 0.0

    def between(self, from_ns: int, until_ns: int) -> tuple[float, ...]:
        """The peaks of a stretch."""
        return self.peaks[max(0, from_ns // self.step_ns) : max(0, until_ns // self.step_ns)]

    def speaks(self, from_ns: int, until_ns: int, share: float = 0.1) -> bool:
        """Whether somebody speaks in at least this share of the stretch."""
        peaks = self.between(from_ns, until_ns)
        spoken = sum(peak >= self.speech_from for peak in peaks)
        return bool(peaks) and spoken >= share * len(peaks)


def decibels(level: float, over: float) -> float:
    """How much louder one peak is than another."""
    return 20 * log10(max(level, _SILENT) / max(over, _SILENT))
