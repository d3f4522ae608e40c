"""Moments in which the recording process itself stood still: the machine slept, or froze it."""

import time
from collections.abc import Callable

from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock, format_ns
from observer.model.samples import Gap, GapReason

# The two clocks are read one after the other; a switch to another process may come in between.
_ASLEEP_FROM_NS = 500 * NS_PER_MS
# The loop looks four times a second; on a busy machine it may be late, but not by this.
_FROZEN_FROM_NS = 2 * NS_PER_SECOND


def boottime_ns() -> int:
    """The clock that runs on while the machine sleeps; the monotonic one where there is none."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)


class SuspendWatch:
    """Tells of sleep by the two clocks' distance: the monotonic one stops in it.

    On Linux CLOCK_MONOTONIC does not count a suspend and CLOCK_BOOTTIME does (clock_gettime(2)).
    """

    def __init__(
        self,
        clock: SessionClock,
        boottime: Callable[[], int] = boottime_ns,
        monotonic: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._clock = clock
        self._boottime = boottime
        self._monotonic = monotonic
        self._distance_ns = boottime() - monotonic()

    def look(self) -> Gap | None:
        """The sleep since the last look: a point of session time that says what is missing."""
        now_ns = self._monotonic()
        distance_ns = self._boottime() - now_ns
        slept_ns = distance_ns - self._distance_ns
        self._distance_ns = distance_ns
        if slept_ns < _ASLEEP_FROM_NS:
            return None
        at_ns = self._clock.from_monotonic_ns(now_ns)
        return Gap(at_ns, at_ns, GapReason.SUSPEND, missing_ns=slept_ns)


class FreezeWatch:
    """Tells when the loop that calls it did not get to run: SIGSTOP, or a machine in distress."""

    def __init__(self, now_ns: Callable[[], int]) -> None:
        self._now_ns = now_ns
        self._looked_ns = now_ns()

    def look(self) -> str:
        """A sentence about the standstill that ended just now; empty where there was none."""
        before_ns, self._looked_ns = self._looked_ns, self._now_ns()
        stood_ns = self._looked_ns - before_ns
        if stood_ns < _FROZEN_FROM_NS:
            return ""
        return (
            f"The recording stood still for {stood_ns / NS_PER_SECOND:.0f} s "
            f"from {format_ns(before_ns)} on: the computer did not let it run"
        )
