"""A long wait without feedback: something was asked for, and only much later does it come.

After a click or Enter nothing changes in its window for 2.5 s or more, while the person does
nothing else but point; then the window changes by itself, or another comes. A click that had its
effect is no beginning of a wait, whatever comes later; nor is one after which people went on.

Without a picture it does not fire.

Source: Nielsen (1993), Usability Engineering, 5.5, after Miller (1968) and Card et al. (1991):
above 1 s the flow of thought is broken, and a wait of 2 to 10 s wants a sign that it goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.place import is_aimed, window_box
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.picture_change import Look
from observer.model.samples import InputEvent, InputKind
from observer.model.signal import Signal

NAME = "long-wait"

_PRESSED_NS = 350 * NS_PER_MS  # a pressed button's look comes and goes within that
_BEFORE_NS = 120 * NS_PER_MS
_SHORTLY_NS = 30 * NS_PER_MS
_SAME_ANSWER_NS = 400 * NS_PER_MS  # a page is drawn and its title told within that
_AFTER_NS = 150 * NS_PER_MS
_LONGEST_NS = 60 * NS_PER_SECOND  # nobody sits before a still screen for longer and calls it a wait
_SAMPLES = 6
_AIMED_PX = 15
_CORNERS_PX = 200  # what is left of focus frames without their lines; a line of text has more
_ANSWER_PX = 1_000  # several words, or a picture
_ENTER = frozenset({"Return", "Enter", "KP_Enter"})


@dataclass(frozen=True)
class LongWait(Thresholds):
    """The thresholds."""

    wait_ms: int = bounded(2_500, 1_000, 60_000)


def find(tracks: Tracks, settings: LongWait) -> Iterator[Candidate]:
    """Each act whose answer came so late."""
    if tracks.picture is None:
        return
    least_ns = settings.wait_ms * NS_PER_MS
    for act in tracks.acts:
        idle_until_ns = tracks.next_act_ns(act.time_ns)
        if idle_until_ns - act.time_ns < least_ns or not _asks(tracks, act):
            continue
        until_ns = min(idle_until_ns, act.time_ns + _LONGEST_NS)
        for end_ns, sure in _answers(tracks, act, until_ns):
            candidate = _wait_until(tracks, act, end_ns, sure=sure)
            if candidate is not None and end_ns - act.time_ns >= least_ns:
                yield candidate


def _asks(tracks: Tracks, act: InputEvent) -> bool:
    if act.kind is InputKind.PRESS:
        return act.button == "left" and is_aimed(tracks, act.time_ns, _AIMED_PX)
    return act.kind is InputKind.KEY and act.key in _ENTER


def _answers(tracks: Tracks, act: InputEvent, until_ns: int) -> Iterator[tuple[int, bool]]:
    """When the answer may have come, and whether another window or title makes that sure."""
    assert tracks.picture is not None
    begin_ns = act.time_ns
    box = window_box(tracks, begin_ns, act.x, act.y)
    windows = tracks.windows_between(begin_ns, until_ns)
    came_ns = windows[0].time_ns if windows else until_ns
    search = Look(begin_ns + _PRESSED_NS, (until_ns - NS_PER_MS,), *box)
    big_ns = tracks.picture.next_big_change_ns(search)
    end_ns = min(came_ns, big_ns or until_ns)
    key_ns = tracks.picture.next_keyframe_ns(search)
    if key_ns is not None and key_ns < end_ns - _SAME_ANSWER_NS:
        yield key_ns, False
    if windows or big_ns is not None:
        yield end_ns, bool(windows) and came_ns - end_ns <= _SAME_ANSWER_NS


def _wait_until(tracks: Tracks, act: InputEvent, end_ns: int, *, sure: bool) -> Candidate | None:
    """The wait from this act to that moment, if nothing in its window changed until then."""
    assert tracks.picture is not None
    begin_ns, last_ns = act.time_ns, end_ns - _BEFORE_NS
    box = window_box(tracks, begin_ns, act.x, act.y)
    shortly_ns = max(0, begin_ns - _SHORTLY_NS)
    at_once = Look(shortly_ns, (begin_ns + _PRESSED_NS,), *box, _CORNERS_PX, frames=False)
    effect = tracks.picture.had_effect(at_once)
    if last_ns <= begin_ns + _PRESSED_NS or effect or not tracks.is_recorded(begin_ns, end_ns):
        return None
    step_ns = (last_ns - begin_ns - _PRESSED_NS) // _SAMPLES
    after_ns = tuple(last_ns - step_ns * number for number in reversed(range(_SAMPLES)))
    still = Look(begin_ns + _PRESSED_NS, after_ns[1:], *box)
    stirred = () if sure else (Look(last_ns, (end_ns + _AFTER_NS,), *box, _ANSWER_PX),)
    return Candidate(_signal(act, end_ns), (at_once, still), stirred)


def _signal(act: InputEvent, end_ns: int) -> Signal:
    what = "a click" if act.kind is InputKind.PRESS else "Enter"
    reason = (
        f"After {what} nothing in its window changed for {seconds(end_ns - act.time_ns)}; "
        "then the answer came."
    )
    return Signal(NAME, act.time_ns, end_ns, reason, act.x, act.y)
