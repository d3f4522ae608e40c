"""One clock for a session: integer nanoseconds since its start, on the monotonic clock."""

import time
from dataclasses import dataclass

NS_PER_SECOND = 1_000_000_000
NS_PER_MS = 1_000_000


@dataclass(frozen=True, slots=True)
class SessionClock:
    """Maps the system's monotonic clock onto a session's own time.

    The monotonic clock is the one that `time.monotonic_ns` reads. A step of the wall clock
    changes nothing; the wall anchor is kept once, in the manifest.
    """

    start_monotonic_ns: int

    @classmethod
    def starting_now(cls) -> "SessionClock":
        """A clock whose zero is this moment."""
        return cls(time.monotonic_ns())

    def now_ns(self) -> int:
        """Nanoseconds since the session's start."""
        return time.monotonic_ns() - self.start_monotonic_ns

    def from_monotonic_ns(self, monotonic_ns: int) -> int:
        """Session time of a moment on the monotonic clock; negative before the start."""
        return monotonic_ns - self.start_monotonic_ns


def seconds_to_ns(seconds: float) -> int:
    """Seconds, as a person writes them, to whole nanoseconds."""
    return round(seconds * NS_PER_SECOND)


def ns_to_seconds(ns: int) -> float:
    """Nanoseconds to seconds."""
    return ns / NS_PER_SECOND


def format_ns(ns: int, *, millis: bool = False) -> str:
    """`1:02:03` or `14:26`, with `.480` behind it where millis is asked for."""
    total_ms = max(0, ns) // NS_PER_MS
    seconds, ms = divmod(total_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
    return f"{text}.{ms:03d}" if millis else text
