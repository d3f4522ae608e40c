"""Figures as people read them: never without how many they stand on, and how sure they are."""

from collections.abc import Callable, Sequence
from datetime import date

from observer.analysis.intervals import Estimate
from observer.model.clock import NS_PER_SECOND


def percent(value: float) -> str:
    """`80%`."""
    return f"{value * 100:.0f}%"


def length(seconds: float) -> str:
    """`6.4 s`, `64 s`, `3 min 20 s` or `1 h 5 min`."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


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
    """`64 s (52 s to 78 s, n = 4)`."""
    return "–" if one is None else f"{length(one.value)} ({_range(one, length)})"


def score_words(one: Estimate | None, digits: int = 1) -> str:
    """`4.2 (2.6 to 5.8, n = 5)`."""
    if one is None:
        return "–"
    return f"{one.value:.{digits}f} ({_range(one, lambda value: f'{value:.{digits}f}')})"


def amount_words(one: Estimate | None) -> str:
    """`1,200 (900 to 1,600, n = 4)`."""
    if one is None:
        return "–"
    return f"{one.value:,.0f} ({_range(one, lambda value: f'{value:,.0f}')})"


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


def _range(one: Estimate, words: Callable[[float], str]) -> str:
    if one.low is None or one.high is None:
        return "one person, no interval" if one.count == 1 else f"n = {one.count}, no interval"
    return f"{words(one.low)} to {words(one.high)}, n = {one.count}"
