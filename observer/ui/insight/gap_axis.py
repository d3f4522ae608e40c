"""The axis that the tasks' times share: seconds by their logarithm, since times are skewed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from observer.analysis.gap import TaskGap

_NICE_S = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From `low` to `high` seconds."""

    low: float
    high: float

    def place(self, seconds: float) -> float:
        """Where a time lies, 0 to 1; what lies outside is put at the end."""
        inside = min(max(seconds, self.low), self.high)
        return math.log(inside / self.low) / math.log(self.high / self.low)

    def ticks(self, apart: float) -> list[int]:
        """Times worth a line, so far apart as a share of the axis that they can be read."""
        found: list[int] = []
        for second in _NICE_S:
            if self.low <= second <= self.high and (
                not found or self.place(second) - self.place(found[-1]) >= apart
            ):
                found.append(second)
        return found


def time_axis(gaps: Sequence[TaskGap]) -> TimeAxis | None:
    """An axis that holds every time of these tasks; None where there is no time at all."""
    told = [second for gap in gaps for second in _times(gap) if second > 0]
    if not told:
        return None
    low = max((nice for nice in _NICE_S if nice <= min(told)), default=min(told))
    high = min((nice for nice in _NICE_S if nice >= max(told)), default=max(told))
    return TimeAxis(low, high if high > low else low * 2)


def _times(gap: TaskGap) -> Iterable[float]:
    seconds = gap.figures.seconds
    if seconds is not None:
        yield seconds.value
        if seconds.low is not None and seconds.high is not None:
            yield from (seconds.low, min(seconds.high, seconds.value * 20))
    if gap.expected_seconds:
        yield gap.expected_seconds
    if gap.predicted is not None and gap.predicted.seconds:
        yield gap.predicted.seconds


def nice_step(whole: float, most: int) -> int:
    """Seconds between the ticks of an axis from 0 to `whole` seconds, at most so many of them."""
    return next((nice for nice in _NICE_S if whole / nice <= most), _NICE_S[-1])
