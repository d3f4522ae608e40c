"""Figures as people read them: never without how many they stand on, and how sure they are."""

from collections.abc import Callable, Sequence
from datetime import date

from observer.analysis.intervals import Estimate
from observer.model.clock import NS_PER_SECOND

NARROW = "\N{NO-BREAK SPACE}"
"""Between a figure and its unit."""


def percent(value: float) -> str:
    """`80%`."""
    return f"{value * 100:.0f}%"


def length(seconds: float) -> str:
    """`6.4 s`, `64 s`, `3 min 20 s` or `1 h 5 min`, never broken between two lines."""
    if 0 < seconds < 9.95:
        return f"{seconds:.1f}{NARROW}s"
    whole = round(seconds)
    if whole < 100:
        return f"{whole}{NARROW}s"
    if whole < 3600:
        return _two(*divmod(whole, 60), "min", "s")
    return _two(*divmod(round(seconds / 60), 60), "h", "min")


def clock(time_ns: int) -> str:
    """Where in a session: `14:26`, or `1:02:03` after an hour."""
    minutes, seconds = divmod(time_ns // NS_PER_SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 participant` or `3 participants`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def share_words(one: Estimate | None) -> str:
    """`4 of 5 (80%; 36% to 98%)`: a share with its people and its interval."""
    if one is None:
        return "nobody yet"
    told = f"{round(one.value * one.count)} of {one.count}"
    if one.low is None or one.high is None:
        return told
    return f"{told} ({percent(one.value)}; {percent(one.low)} to {percent(one.high)})"


def time_words(one: Estimate | None) -> str:
    """`64 s (52 s to 78 s, n = 4)`: a typical time."""
    return "–" if one is None else f"{length(one.value)} ({_range(one, length)})"


def score_words(one: Estimate | None, least: float, most: float, digits: int = 1) -> str:
    """`4.2 (2.6 to 5.8, n = 5)`; of an interval what lies on the scale from `least` to `most`."""
    if one is None:
        return "–"

    def told(value: float) -> str:
        return f"{min(most, max(least, value)):.{digits}f}"

    return f"{told(one.value)} ({_range(one, told)})"


def day(stamp: str) -> str:
    """`11 November 2026` of an ISO 8601 stamp; as it stands where it is none."""
    try:
        told = date.fromisoformat(stamp[: len("2026-11-22")])
    except ValueError:
        return stamp
    return f"{told.day} {told:%B %Y}"


def days(stamps: Sequence[str]) -> str:
    """`11 to 15 November 2026`; empty for none."""
    dates = sorted({stamp[: len("2026-11-22")] for stamp in stamps if stamp})
    if not dates:
        return ""
    first, last = day(dates[0]), day(dates[-1])
    if first == last:
        return first
    start, end = first.split(), last.split()
    while len(start) > 1 and start[-1] == end[-1]:
        start.pop()
        end.pop()
    return f"{' '.join(start)} to {last}"


def listed(names: Sequence[str]) -> str:
    """`Cedar, Oak and Birch`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _two(whole: int, rest: int, unit: str, smaller: str) -> str:
    told = f"{whole}{NARROW}{unit}"
    return f"{told}{NARROW}{rest}{NARROW}{smaller}" if rest else told


def _range(one: Estimate, words: Callable[[float], str]) -> str:
    if one.low is None or one.high is None:
        return (
            "one person, no interval"
            if one.count == 1
            else f"n{NARROW}={NARROW}{one.count}, no interval"
        )
    return f"{words(one.low)} to {words(one.high)}, n{NARROW}={NARROW}{one.count}"
