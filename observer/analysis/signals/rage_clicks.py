"""Rage clicks: quick clicks at one place that do nothing.

Four or more clicks, each at most 1 s after the last and within 30 px of the first. Not where they
did something: moved the focus, changed a title, selected text, or changed the picture near them
after the first click (which may leave a focus frame behind). Also not where each of them changed
something anywhere in their window, which does not move by itself: a game, a counter. A key or the
wheel between them ends the row.

Without a picture nobody can tell a stepper from a dead button. The rule then asks for two and a
half times as many clicks, in half the time and a third of the reach, at a place that is clicked in
rows just once in all the log (steppers, arrows and “next” are used again), with three seconds
after them in which nothing is done. Rows of over 16 clicks are games. Little is left to be found.

Source: the web's session replay tools, which count 3 to 5 clicks within about a second (FullStory's
“rage clicks”, Hotjar's, Microsoft Clarity's); their rule alone fires 6 to 10 times an hour on
ordinary desktop work, hence the conditions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from observer.analysis.clicks import Click, series_of
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.place import window_box
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.picture_change import Look
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.model.signal import Signal

NAME = "rage-clicks"

_SETTLED_NS = 250 * NS_PER_MS  # a button's pressed look and a focus frame are drawn by then
_EFFECT_NS = 300 * NS_PER_MS  # until then a change is the last click's work
_ASIDE_NS = 500 * NS_PER_MS
_BLIND_FACTOR, _A_ROW, _A_GAME = 2.5, 4, 16
_REST_NS = 3 * NS_PER_SECOND
_USE_OF_SELECTION_NS = 3 * NS_PER_SECOND


@dataclass(frozen=True)
class RageClicks(Thresholds):
    """The thresholds. `near_px` is how far around the clicks a change counts as theirs."""

    clicks: int = bounded(4, 3, 20)
    gap_ms: int = bounded(1_000, 200, 3_000)
    reach_px: int = bounded(30, 2, 200)
    near_px: int = bounded(60, 10, 500)


def find(tracks: Tracks, settings: RageClicks) -> Iterator[Candidate]:
    """Each row of such clicks."""
    if tracks.picture is None:
        yield from _find_blindly(tracks, settings)
        return
    for row in series_of(tracks.clicks, settings.gap_ms * NS_PER_MS, settings.reach_px):
        if len(row) >= settings.clicks and not _did_something(tracks, row):
            answers, aside = _answers(tracks, row), _before_and_after(tracks, row)
            still = (_look(row, settings.near_px),)
            yield Candidate(_signal(row, blind=False), still, (), answers, aside)


def _find_blindly(tracks: Tracks, settings: RageClicks) -> Iterator[Candidate]:
    gap_ns, reach_px = settings.gap_ms * NS_PER_MS // 2, settings.reach_px / 3
    rows = [row for row in series_of(tracks.clicks, gap_ns, reach_px) if len(row) >= _A_ROW]
    for row in rows:
        again = sum(row[0].distance_to(other[0]) <= settings.reach_px for other in rows)
        enough = settings.clicks * _BLIND_FACTOR <= len(row) <= _A_GAME
        rests = tracks.next_act_ns(row[-1].release_ns) - row[-1].release_ns >= _REST_NS
        if enough and rests and again == 1 and not _did_something(tracks, row):
            yield Candidate(_signal(row, blind=True))


def _did_something(tracks: Tracks, row: list[Click]) -> bool:
    begin_ns, end_ns = row[0].press_ns, row[-1].release_ns
    if tracks.windows_between(begin_ns, end_ns + _EFFECT_NS):
        return True
    between = tracks.acts_between(begin_ns, row[-1].press_ns)
    if any(act.kind is not InputKind.PRESS for act in between):
        return True
    after = tracks.acts_between(end_ns, end_ns + _USE_OF_SELECTION_NS)
    return bool(after) and uses_selection(after[0])


def uses_selection(act: InputEvent) -> bool:
    """Whether it copies, cuts, types over or erases what was selected."""
    if act.kind is not InputKind.KEY:
        return False
    if act.key_class is KeyClass.SHORTCUT:
        return act.key.lower() in {"ctrl+c", "ctrl+x", "ctrl+v", "ctrl+b", "ctrl+i"}
    return act.key_class in {KeyClass.CHARACTER, KeyClass.EDITING}


def _look(row: list[Click], near_px: int) -> Look:
    """From after the first click to before each later one, and to after the last."""
    before_ns = min(row[0].release_ns + _SETTLED_NS, row[1].press_ns - NS_PER_MS)
    after = [click.press_ns - NS_PER_MS for click in row[2:]]
    left = min(click.x for click in row) - near_px
    top = min(click.y for click in row) - near_px
    right = max(click.x for click in row) + near_px
    bottom = max(click.y for click in row) + near_px
    after_ns = (*after, row[-1].release_ns + _EFFECT_NS)
    return Look(before_ns, after_ns, left, top, right - left, bottom - top)


def _answers(tracks: Tracks, row: list[Click]) -> tuple[Look, ...]:
    """Of each click but the last: whether its window changed before the next one."""
    box = window_box(tracks, row[0].press_ns, row[0].x, row[0].y)
    return tuple(
        Look(click.press_ns - NS_PER_MS, (following.press_ns - NS_PER_MS,), *box)
        for click, following in pairwise(row)
    )


def _before_and_after(tracks: Tracks, row: list[Click]) -> tuple[Look, Look]:
    """Whether the window changes by itself: shortly before the first click, and after the last."""
    begin_ns, end_ns = max(0, row[0].press_ns - NS_PER_MS), row[-1].release_ns + _EFFECT_NS
    box = window_box(tracks, row[0].press_ns, row[0].x, row[0].y)
    before = Look(max(0, begin_ns - _ASIDE_NS), (begin_ns,), *box)
    return before, Look(end_ns, (end_ns + _ASIDE_NS,), *box)


def _signal(row: list[Click], *, blind: bool) -> Signal:
    begin_ns, end_ns = row[0].press_ns, row[-1].release_ns
    reach = round(max(click.distance_to(row[0]) for click in row))
    knows = "what the picture did is not known" if blind else "nothing near them changed"
    reason = (
        f"{len(row)} clicks within {seconds(end_ns - begin_ns)} and {reach} px of each other, "
        f"and {knows}."
    )
    return Signal(NAME, begin_ns, end_ns, reason, row[0].x, row[0].y)
