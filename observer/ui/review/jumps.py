"""Going from one thing in the recording to the next: clicks, tasks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind

HERE_NS = 60 * NS_PER_MS
"""As near as this to a time one stands on it: a picture may begin up to two frames off."""


def click_times(events: Iterable[InputEvent]) -> list[int]:
    """When a button of the mouse was pressed, in rising time."""
    return sorted(event.time_ns for event in events if event.kind is InputKind.PRESS)


def next_time(times_ns: Sequence[int], here_ns: int, steps: int) -> int | None:
    """The next of rising times after here, or before where `steps` is negative; None for none."""
    if steps > 0:
        place = bisect_right(times_ns, here_ns + HERE_NS)
        return times_ns[place] if place < len(times_ns) else None
    place = bisect_left(times_ns, here_ns - HERE_NS) - 1
    return times_ns[place] if place >= 0 else None
