"""Dead clicks: a click that was aimed and waited for, and to which nothing happened.

Nothing changes for 3 s: not the picture around the click nor in its window, not the focus, not a
title. A click is aimed where the pointer was brought to it; who clicks where the pointer lies reads
and fidgets. Within the 3 s nothing else may be done, for then nobody waited; but for another
attempt at the same place, which makes one signal of several clicks. Clicks that are followed by
typing or copying did their work. Where the rage rule speaks of the same clicks, this one is silent.

Without a picture or without windows it does not fire at all: most clicks of ordinary work would be
dead ones.

Source: the web's session replay tools (FullStory's “dead clicks”, Clarity's: no change of the page
within some seconds). Three seconds: three times the limit at which a wait is felt (Nielsen 1993,
Usability Engineering, 5.5: 0.1 s, 1 s, 10 s).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from observer.analysis.clicks import Click, series_of
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.place import is_aimed, window_box
from observer.analysis.signals.rage_clicks import uses_selection
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.picture_change import Look
from observer.model.signal import Signal

NAME = "dead-click"

_SETTLED_NS = 250 * NS_PER_MS
_BEFORE_NS = 30 * NS_PER_MS
_SEVERAL_WAIT_NS = 1_200 * NS_PER_MS  # who tries again has waited, if only for so long
_DOUBLE_NS = 500 * NS_PER_MS  # desktops take two clicks within 400 to 500 ms for one act


@dataclass(frozen=True)
class DeadClick(Thresholds):
    """The thresholds. `aimed_px` is how far the pointer came to the click."""

    quiet_ms: int = bounded(3_000, 1_000, 10_000)
    clicks: int = bounded(1, 1, 5)
    reach_px: int = bounded(30, 2, 200)
    aimed_px: int = bounded(15, 0, 500)


def find(tracks: Tracks, settings: DeadClick) -> Iterator[Candidate]:
    """Each dead click, several tries at one place as one."""
    if tracks.picture is None or tracks.windows is None:
        return
    quiet_ns = settings.quiet_ms * NS_PER_MS
    for row in _tries(tracks, quiet_ns, settings.reach_px):
        if len(row) < settings.clicks or not is_aimed(tracks, row[0].press_ns, settings.aimed_px):
            continue
        end_ns = _watched_until(tracks, row, quiet_ns)
        if end_ns is None or tracks.windows_between(row[0].press_ns, end_ns):
            continue
        look = _look(tracks, row, end_ns)
        if tracks.is_recorded(row[0].press_ns, end_ns) and not tracks.picture.stirred_much(look):
            yield Candidate(_signal(row, end_ns), still=(look,))


def _tries(tracks: Tracks, gap_ns: int, reach_px: int) -> Iterator[list[Click]]:
    """Clicks at one place with nothing else done between them."""
    for row in series_of(tracks.clicks, gap_ns, reach_px):
        start = 0
        for number in range(1, len(row)):
            between = tracks.acts_between(row[number - 1].press_ns, row[number].press_ns)
            if any(act.button != "left" for act in between):
                yield row[start:number]
                start = number
        yield row[start:]


def _watched_until(tracks: Tracks, row: list[Click], quiet_ns: int) -> int | None:
    """Until when the person waited for what the clicks would do; None where nobody did."""
    first, last = row[0], row[-1]
    next_ns = tracks.next_act_ns(last.release_ns)
    following = tracks.acts_between(last.release_ns, last.release_ns + quiet_ns)
    if following and uses_selection(following[0]):
        return None
    several = last.press_ns - first.press_ns > _DOUBLE_NS
    if next_ns - last.press_ns < (_SEVERAL_WAIT_NS if several else quiet_ns):
        return None
    return min(next_ns - NS_PER_MS, last.press_ns + quiet_ns)


def _look(tracks: Tracks, row: list[Click], end_ns: int) -> Look:
    """The window, from before the click; of several, from after the first and its focus frame."""
    first, last = row[0], row[-1]
    before_ns = first.press_ns - _BEFORE_NS
    if len(row) > 1:
        before_ns = min(first.release_ns + _SETTLED_NS, row[1].press_ns - NS_PER_MS)
    after = [click.press_ns - NS_PER_MS for click in row[2:]]
    after.append(min(end_ns, last.release_ns + _SETTLED_NS))
    middle_ns = last.release_ns + NS_PER_SECOND
    after_ns = (*after, middle_ns, end_ns) if middle_ns < end_ns else (*after, end_ns)
    return Look(max(0, before_ns), after_ns, *window_box(tracks, last.press_ns, last.x, last.y))


def _signal(row: list[Click], end_ns: int) -> Signal:
    wait = seconds(end_ns - row[-1].press_ns)
    what = "A click was" if len(row) == 1 else f"{len(row)} clicks at one place were"
    reason = (
        f"{what} followed by {wait} in which neither the picture in its window nor the focus nor "
        "a title changed."
    )
    return Signal(NAME, row[0].press_ns, end_ns, reason, row[0].x, row[0].y)
