"""What the rules look at: the tracks of one session as plain values."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from observer.analysis.clicks import Click, clicks_of
from observer.analysis.loudness import Loudness
from observer.analysis.picture_track import PictureTrack
from observer.model.samples import FocusChange, InputEvent, InputKind
from observer.model.sitting import Asking, Attempt
from observer.model.span import Span


@dataclass(frozen=True, slots=True)
class ShownText:
    """These words were on screen from `time_ns` on, as text recognition read them."""

    time_ns: int
    text: str
    x: int | None = None
    y: int | None = None


@dataclass(frozen=True)
class Tracks:
    """One session. Everything rises in time; None is a track that was not recorded.

    `gaps` are the stretches in which the hands were not recorded.
    """

    duration_ns: int
    events: tuple[InputEvent, ...] = ()
    windows: tuple[FocusChange, ...] | None = None
    picture: PictureTrack | None = None
    loudness: Loudness | None = None
    attempts: tuple[Attempt, ...] = ()
    askings: tuple[Asking, ...] = ()
    words: tuple[ShownText, ...] = ()
    gaps: tuple[Span, ...] = ()
    width: int = 0
    height: int = 0

    @cached_property
    def clicks(self) -> list[Click]:
        """The clicks of the left button."""
        return clicks_of(self.events)

    @cached_property
    def acts(self) -> list[InputEvent]:
        """What was done on purpose: presses, keys and scrolling, but no moves and no releases."""
        done = (InputKind.PRESS, InputKind.KEY, InputKind.SCROLL)
        return [event for event in self.events if event.kind in done]

    @cached_property
    def keys(self) -> list[InputEvent]:
        """The keys alone."""
        return [event for event in self.events if event.kind is InputKind.KEY]

    def acts_between(self, from_ns: int, until_ns: int) -> Sequence[InputEvent]:
        """The acts after `from_ns`, up to and with `until_ns`."""
        times = self._act_times
        return self.acts[bisect_right(times, from_ns) : bisect_right(times, until_ns)]

    def next_act_ns(self, after_ns: int) -> int:
        """When something was done next; the session's end if nothing was."""
        index = bisect_right(self._act_times, after_ns)
        return self._act_times[index] if index < len(self._act_times) else self.duration_ns

    def windows_between(self, from_ns: int, until_ns: int) -> Sequence[FocusChange]:
        """Other windows, titles or places after `from_ns`, up to and with `until_ns`."""
        times = self._window_times
        found = (self.windows or ())[bisect_right(times, from_ns) : bisect_right(times, until_ns)]
        return [change for change in found if change.time_ns in self._told_apart]

    def window_at(self, time_ns: int) -> FocusChange | None:
        """The window in front; None where nobody knows."""
        index = bisect_right(self._window_times, time_ns)
        return (self.windows or ())[index - 1] if index else None

    def in_attempt(self, time_ns: int) -> bool:
        """Whether somebody was trying to do a task at this moment."""
        return any(
            attempt.start_ns <= time_ns and (attempt.end_ns is None or time_ns <= attempt.end_ns)
            for attempt in self.attempts
        )

    def moved_px(self, from_ns: int, until_ns: int) -> float:
        """How far the pointer went from its place at the beginning of this stretch, at most."""
        first = bisect_left(self._event_times, from_ns)
        last = bisect_right(self._event_times, until_ns)
        places = [(e.x, e.y) for e in self.events[first:last] if e.kind is not InputKind.KEY]
        if not places:
            return 0.0
        x, y = places[0]
        return max(float(max(abs(px - x), abs(py - y))) for px, py in places)

    def is_recorded(self, from_ns: int, until_ns: int) -> bool:
        """Whether no gap takes a part of this stretch."""
        return not any(gap.start_ns <= until_ns and from_ns <= gap.end_ns for gap in self.gaps)

    @cached_property
    def _act_times(self) -> list[int]:
        return [event.time_ns for event in self.acts]

    @cached_property
    def _event_times(self) -> list[int]:
        return [event.time_ns for event in self.events]

    @cached_property
    def _window_times(self) -> list[int]:
        return [change.time_ns for change in self.windows or ()]

    @cached_property
    def _told_apart(self) -> set[int]:
        """When the window or its title was another than before: not only moved or made larger."""
        found, before = set(), None
        for change in self.windows or ():
            name = (change.application, change.title, change.secret)
            if name != before:
                found.add(change.time_ns)
            before = name
        return found
