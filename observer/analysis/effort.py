"""What one attempt took of the hands: clicks, way of the pointer, help, places, windows in front.

A click is a press of any button. The way is the sum of the straight lines between the places that
the pointer was told at, in pixels of the screen; nothing is added over a gap, where nobody knows
it. A place is a window or page by its application and title; staying in one is one step, and
coming back to it another. An attempt reaches from its start up to, not with, its end.

Source: clicks, help and time in each part are among the measures of efficiency in ISO/IEC
25022:2016 and Nielsen (Usability Engineering, 1993, 6.2).
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from observer.analysis.help_turns import help_turns
from observer.analysis.tracks import Tracks
from observer.model.effort import Effort
from observer.model.samples import FocusChange, InputEvent, InputKind
from observer.model.sitting import Attempt
from observer.model.span import Span

LOST_ABOVE = 0.5
"""From here on people looked lost to those who watched them (Smith 1996)."""


def effort_of(tracks: Tracks, attempt: Attempt) -> Effort:
    """The figures of one ended attempt. Raises ValueError for one that lasts.

    A session without a single event has recorded no hands.
    """
    if attempt.end_ns is None:
        raise ValueError("an attempt that lasts has no figures yet")
    start_ns, end_ns = attempt.start_ns, attempt.end_ns
    gaps = _joined(gap for gap in tracks.gaps if gap.end_ns > start_ns and gap.start_ns < end_ns)
    events = _between(tracks.events, start_ns, end_ns) if tracks.events else None
    fronts = None if tracks.windows is None else list(_fronts(tracks, start_ns, end_ns))
    visited = None if fronts is None else list(_visited(front for front, _ in fronts))
    knows_help = events is not None or fronts is not None
    turns = help_turns(tracks, lambda time_ns: start_ns <= time_ns < end_ns)
    return Effort(
        attempt_id=attempt.id,
        session_id=attempt.session_id,
        start_ns=start_ns,
        end_ns=end_ns,
        clicks=None if events is None else sum(one.kind is InputKind.PRESS for one in events),
        pointer_px=None if events is None else _way_px(events, gaps),
        help_turns=sum(1 for _ in turns) if knows_help else None,
        steps=None if visited is None else len(visited),
        places=None if visited is None else len(set(visited)),
        fronts=_time_in_front(fronts or (), gaps),
        unseen_ns=sum(_shared_ns(gap, start_ns, end_ns) for gap in gaps),
    )


def lostness(steps: int, different: int, fewest: int) -> float | None:
    """How lost somebody was, 0 (not at all) to about 1.4, from the places they went through.

    L = sqrt((N/S - 1)² + (R/N - 1)²) with S `steps` made, N `different` places among them, R the
    `fewest` that the task takes. Below 0.4 people do not appear lost, above 0.5 they do (Smith,
    Towards a practical measure of hypertext usability, Interacting with Computers 8, 1996). None
    where nothing was gone through or nobody said how few it takes.
    """
    if steps <= 0 or different <= 0 or fewest <= 0:
        return None
    return math.hypot(different / steps - 1, fewest / different - 1)


def lostness_of(effort: Effort, fewest: int) -> float | None:
    """How lost somebody was in an attempt at a task that takes so many places.

    None, too, for who went through fewer than it takes: they stopped on the way, or its steps are
    clicks rather than windows and pages, and the figure would call anybody lost.
    """
    if effort.steps is None or effort.places is None or effort.places < fewest:
        return None
    return lostness(effort.steps, effort.places, fewest)


def _between(events: tuple[InputEvent, ...], start_ns: int, end_ns: int) -> tuple[InputEvent, ...]:
    first = bisect_left(events, start_ns, key=lambda event: event.time_ns)
    return events[first : bisect_left(events, end_ns, key=lambda event: event.time_ns)]


def _way_px(events: Iterable[InputEvent], gaps: list[Span]) -> float:
    told = [event for event in events if event.kind is not InputKind.KEY]
    return sum(
        math.dist((before.x, before.y), (after.x, after.y))
        for before, after in pairwise(told)
        if not any(before.time_ns < gap.end_ns and gap.start_ns < after.time_ns for gap in gaps)
    )


def _fronts(tracks: Tracks, start_ns: int, end_ns: int) -> Iterator[tuple[FocusChange, Span]]:
    """What was in front when, within the attempt; without the bare desktop, which has no name."""
    windows = tracks.windows or ()
    ends = [*(window.time_ns for window in windows[1:]), max(end_ns, tracks.duration_ns)]
    for window, until_ns in zip(windows, ends, strict=False):
        first, last = max(window.time_ns, start_ns), min(until_ns, end_ns)
        if first < last and (window.secret or window.application or window.title):
            yield window, Span(first, last)


def _visited(windows: Iterable[FocusChange]) -> Iterator[tuple[str, str, bool]]:
    before = None
    for window in windows:
        place = (window.application, window.title, window.secret)
        if place != before:
            yield place
        before = place


def _time_in_front(
    fronts: Iterable[tuple[FocusChange, Span]], gaps: list[Span]
) -> tuple[tuple[str, int], ...]:
    """Without what was not recorded, but for secret windows: they are the reason why it was not."""
    total = Counter[str]()
    for window, stay in fronts:
        unseen_ns = sum(_shared_ns(gap, stay.start_ns, stay.end_ns) for gap in gaps)
        total[window.application] += stay.length_ns - (0 if window.secret else unseen_ns)
    told = ((name, front_ns) for name, front_ns in total.items() if front_ns > 0)
    return tuple(sorted(told, key=lambda front: (-front[1], front[0])))


def _shared_ns(gap: Span, start_ns: int, end_ns: int) -> int:
    return max(0, min(gap.end_ns, end_ns) - max(gap.start_ns, start_ns))


def _joined(gaps: Iterable[Span]) -> list[Span]:
    """Gaps of several tracks may lie over each other; a moment is missing once."""
    found: list[Span] = []
    for gap in sorted(gaps, key=lambda gap: gap.start_ns):
        if found and gap.start_ns <= found[-1].end_ns:
            found[-1] = Span(found[-1].start_ns, max(found[-1].end_ns, gap.end_ns))
        else:
            found.append(gap)
    return found
