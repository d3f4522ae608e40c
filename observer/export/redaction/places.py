"""Where a redaction's area lies at which time: fixed, or on a window that is followed.

The focus track tells a window's place while it is in front. Wherever it does not, more is covered
rather than less:

    in front         the area, moved as the window has moved
    it was moved     both places and all between them, for a while before and after it was told
    behind others    where it was; where it comes back elsewhere, both places, grown
    another window of the application    that place as well as the one before
    no place known   the whole picture
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from observer.model.clock import NS_PER_MS
from observer.model.redaction import Area, Redaction
from observer.model.samples import FocusChange
from observer.model.span import Span

EVERYTHING = Area(0, 0, 1 << 16, 1 << 16)
"""Larger than any picture."""

GROWN_PX = 64
"""What an area is grown by while nothing tells where its window is."""

# Without a window manager the focus device looks twice a second; with one, once a burst of moves.
_TOLD_LATE_NS = 600 * NS_PER_MS

_Areas = tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class CoveredStretch:
    """These areas are covered for so long."""

    span: Span
    areas: _Areas


@dataclass(frozen=True, slots=True)
class _Step:
    """From `from_ns` to `left_ns` the window is in front; `vague`: nothing tells what was then."""

    from_ns: int
    left_ns: int
    areas: _Areas
    vague: bool


def covered_stretches(
    redaction: Redaction,
    changes: Sequence[FocusChange],
    picture_size: tuple[int, int] = (0, 0),
) -> list[CoveredStretch]:
    """The stretches of a redaction of the picture, within its span; they may overlap.

    `changes` are the session's, in time. Where `picture_size` is the window's own the recording
    may be one of that window, which stands still in it: its area is covered there, too.
    """
    area = redaction.area
    if area is None or not redaction.span.length_ns:
        return []
    if not redaction.window:
        return [CoveredStretch(redaction.span, (area,))]
    steps = _steps(redaction, area, changes, picture_size)
    if not steps:
        return [CoveredStretch(redaction.span, (EVERYTHING,))]
    return [
        CoveredStretch(stretch.span.clamped(redaction.span), stretch.areas)
        for stretch in _between(steps, redaction.span)
        if stretch.span.overlaps(redaction.span)
    ]


def is_placed(application: str, changes: Sequence[FocusChange]) -> bool:
    """Whether the session tells where this application's window was, so that it can be followed."""
    return any(_is_place(change, application) for change in changes)


def shifted_area(redaction: Redaction, changes: Sequence[FocusChange], time_ns: int) -> Area:
    """Where the area itself is at a time, without what else is covered while that is not sure.

    Raises ValueError for a redaction of the sound.
    """
    if redaction.area is None:
        raise ValueError("sound has no area")
    base = _last_place(redaction.window, changes, redaction.start_ns)
    there = _last_place(redaction.window, changes, time_ns)
    if not redaction.window or base is None or there is None:
        return redaction.area
    area = redaction.area
    return replace(area, x=area.x + there.x - base.x, y=area.y + there.y - base.y)


def respanned(redaction: Redaction, span: Span, changes: Sequence[FocusChange]) -> Redaction:
    """The redaction for another span; its area covers the same part of the window it follows."""
    area = redaction.area
    if area is not None:
        area = shifted_area(redaction, changes, span.start_ns)
    return replace(redaction, start_ns=span.start_ns, end_ns=span.end_ns, area=area)


def _last_place(
    application: str, changes: Sequence[FocusChange], time_ns: int
) -> FocusChange | None:
    """The window as it was told last at this time; as it was told first where that is later."""
    places = [change for change in changes if _is_place(change, application)]
    before = [change for change in places if change.time_ns <= time_ns]
    return before[-1] if before else next(iter(places), None)


def _is_place(change: FocusChange, application: str) -> bool:
    return change.application == application and change.width > 0 and change.height > 0


def _steps(
    redaction: Redaction,
    area: Area,
    changes: Sequence[FocusChange],
    picture_size: tuple[int, int],
) -> list[_Step]:
    known = [at for at, change in enumerate(changes) if _is_place(change, redaction.window)]
    before = [at for at in known if changes[at].time_ns <= redaction.start_ns]
    base = before[-1] if before else next(iter(known), None)
    if base is None:
        return []
    drawn_on = changes[base]
    fixed = (area,) if _is_of_size(drawn_on, picture_size) else ()
    places, latest = [(drawn_on.x, drawn_on.y, drawn_on.width, drawn_on.height)], drawn_on
    shown = 0
    steps = []
    for at in known[known.index(base) :]:
        change = changes[at]
        place = (change.x, change.y, change.width, change.height)
        if place in places:
            shown = places.index(place)
        elif change.title == latest.title:
            places[shown] = place
        else:  # as likely another window of the application: the first one is where it was
            places.append(place)
            shown = len(places) - 1
        latest = change
        left_ns = changes[at + 1].time_ns if at + 1 < len(changes) else redaction.end_ns
        vague = at + 1 < len(changes) and not changes[at + 1].application
        moved = tuple(
            Area(area.x + x - drawn_on.x, area.y + y - drawn_on.y, area.width, area.height)
            for x, y, _, _ in places
        )
        steps.append(_Step(change.time_ns, max(left_ns, change.time_ns), moved + fixed, vague))
    return steps


def _between(steps: Sequence[_Step], span: Span) -> Iterator[CoveredStretch]:
    first, last = steps[0], steps[-1]
    if first.from_ns > span.start_ns:
        yield CoveredStretch(Span(span.start_ns, first.from_ns), _grown(first.areas))
    for step in steps:
        yield CoveredStretch(Span(step.from_ns, step.left_ns), step.areas)
    for step, following in pairwise(steps):
        behind = Span(step.left_ns, max(step.left_ns, following.from_ns))
        if step.areas == following.areas:
            yield CoveredStretch(behind, _grown(step.areas) if step.vague else step.areas)
            continue
        hull = _hull(step.areas, following.areas)
        yield CoveredStretch(behind, _grown(hull))
        told_ns = following.from_ns
        around = Span(max(0, told_ns - _TOLD_LATE_NS), told_ns + _TOLD_LATE_NS)
        yield CoveredStretch(around, hull)
    if last.left_ns < span.end_ns:
        yield CoveredStretch(Span(last.left_ns, span.end_ns), _grown(last.areas))


def _is_of_size(change: FocusChange, size: tuple[int, int]) -> bool:
    # Recorded pictures have even sizes.
    return abs(change.width - size[0]) <= 1 and abs(change.height - size[1]) <= 1


def _grown(areas: _Areas) -> _Areas:
    return tuple(area.grown(GROWN_PX) for area in areas)


def _hull(one: _Areas, other: _Areas) -> _Areas:
    """Each area of the one with its fellow of the other, and all between them."""
    return tuple(
        _around(mine or theirs, theirs or mine) for mine, theirs in zip_longest(one, other)
    )


def _around(one: Area, other: Area) -> Area:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.width, other.x + other.width)
    bottom = max(one.y + one.height, other.y + other.height)
    return Area(left, top, right - left, bottom - top)
