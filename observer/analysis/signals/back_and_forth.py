"""Back and forth: between the same windows or pages, with nothing done there.

Three returns to one page within a minute and a half, each visit 20 s at the most, and none of those
pages used: nothing typed, pasted, copied or dragged there. Who copies from one window into another
or types what they read goes back and forth, too, and works.

A title's numbers and signs of unsaved work do not make another page of it.

Source: lostness counts pages seen again (Smith 1996, Interacting with Computers 8(4)); in web
search a quick return from a result to the list is taken for dissatisfaction (Kim et al. 2014, WSDM:
visits below 30 s).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds, bounded
from observer.analysis.signals.wording import named, seconds
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import FocusChange, InputKind, KeyClass
from observer.model.signal import Signal

NAME = "back-and-forth"

_PASSING = re.compile(r"[\d•●*✱]+")


@dataclass(frozen=True)
class BackAndForth(Thresholds):
    """The thresholds."""

    returns: int = bounded(3, 2, 20)
    within_ms: int = bounded(90_000, 10_000, 600_000)
    visit_ms: int = bounded(20_000, 1_000, 120_000)


@dataclass(frozen=True, slots=True)
class _Visit:
    window: FocusChange
    page: tuple[str, str]
    start_ns: int
    end_ns: int


def page_of(window: FocusChange) -> tuple[str, str]:
    """What makes a window or page the same one again."""
    return (window.application, " ".join(_PASSING.sub(" ", window.title).split()))


def find(tracks: Tracks, settings: BackAndForth) -> Iterator[Candidate]:
    """Each stretch of idle visits in which a page is come back to so often."""
    row: list[_Visit] = []
    for visit in _visits(tracks):
        if visit.end_ns - visit.start_ns <= settings.visit_ms * NS_PER_MS and not _is_used(
            tracks, visit
        ):
            row.append(visit)
        else:
            yield from _judge([*row, visit], settings)
            row = [replace(visit, start_ns=visit.end_ns)]  # one may go to and fro from there
    yield from _judge(row, settings)


def _visits(tracks: Tracks) -> list[_Visit]:
    shown = [window for window in tracks.windows or () if not window.secret]
    visits: list[_Visit] = []
    for number, window in enumerate(shown, 1):
        end_ns = shown[number].time_ns if number < len(shown) else tracks.duration_ns
        page = page_of(window)
        start_ns = window.time_ns
        if visits and visits[-1].page == page:
            start_ns = visits.pop().start_ns
        visits.append(_Visit(window, page, start_ns, max(start_ns, end_ns)))
    return visits


def _is_used(tracks: Tracks, visit: _Visit) -> bool:
    working = {KeyClass.CHARACTER, KeyClass.EDITING}
    for act in tracks.acts_between(visit.start_ns, visit.end_ns):
        if act.kind is not InputKind.KEY:
            continue
        if act.key_class in working or act.key.lower() in {"ctrl+c", "ctrl+v", "ctrl+x", "ctrl+s"}:
            return True
    return False


def _judge(row: Sequence[_Visit], settings: BackAndForth) -> Iterator[Candidate]:
    """The first stretch of each row that has the returns; the visits after it are part of it."""
    within_ns = settings.within_ms * NS_PER_MS
    start = 0
    while start < len(row):
        near = [v for v in row[start:] if v.start_ns - row[start].start_ns <= within_ns]
        again = [visit for visit in near if visit.page == row[start].page]
        if len(again) <= settings.returns:
            start += 1
            continue
        last = again[-1]
        yield Candidate(_signal(row[start], last, len(again) - 1, _other(near, row[start].page)))
        start = row.index(last) + 1


def _other(visits: Sequence[_Visit], page: tuple[str, str]) -> FocusChange:
    return next(visit.window for visit in visits if visit.page != page)


def _signal(first: _Visit, last: _Visit, returns: int, other: FocusChange) -> Signal:
    here = named(first.window.title, first.window.application)
    there = named(other.title, other.application)
    length = seconds(last.start_ns - first.start_ns)
    reason = (
        f"Back to {here} {returns} times within {length}, from {there} and the like, "
        "with nothing entered or copied there."
    )
    return Signal(NAME, first.start_ns, last.start_ns, reason)
