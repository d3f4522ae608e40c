"""Which picture is on screen at a moment, from the times at which pictures begin."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class FrameIndex:
    """The start of every picture of a session, in rising nanoseconds."""

    def __init__(self, times_ns: Sequence[int] = ()) -> None:
        self._times = list(times_ns)

    def __len__(self) -> int:
        return len(self._times)

    def number_at(self, time_ns: int) -> int:
        """The number of the picture on screen, counted from 0; the first one before it begins."""
        return max(0, bisect_right(self._times, time_ns) - 1)

    def last_ns(self, time_ns: int, end_ns: int) -> int:
        """This moment, or the start of the last picture before `end_ns` where that is earlier."""
        if not self._times or end_ns <= self._times[0]:
            return time_ns
        return min(time_ns, self._times[bisect_left(self._times, end_ns) - 1])

    def stepped(self, time_ns: int, steps: int) -> int | None:
        """The moment `steps` pictures later (earlier where negative), None where unknown.

        Stepping back from the middle of a long still picture goes to its own start first.
        """
        if not self._times:
            return None
        number = self.number_at(time_ns)
        if steps < 0 and time_ns > self._times[number]:
            steps += 1
        return self._times[min(max(0, number + steps), len(self._times) - 1)]
