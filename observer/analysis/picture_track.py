"""What the picture did around a moment, from whichever source tells it.

Three sources, from the best to the poorest. `areas` say what changed where, and tell by a digest
whether it changed back. `stirs` are the recorded pictures' own sizes: a screen that is taken when
it changes says for nothing when it stood still, and then no question is open. `looked` holds the
answers that somebody got by comparing pictures.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from observer.model.picture_change import ChangedArea, Look, Stir

STILL_BYTES = 100
"""A picture in which nothing changed costs no more: x264 skips all of its blocks, which takes 47 to
52 bytes at 1280x800. The smallest of a recording are such; a blinking caret costs twice as much."""

_STILL_SPREAD_BYTES = 5  # headers differ by some bytes; one block that changed costs ten

EFFECT_BYTES = 1_500
"""The pointer, a caret, a pressed button and a focus frame cost 100 to 950 bytes a picture."""

BIG_BYTES = 3_000
"""Another page or a dialog costs more: 7 to 40 kB at 1280x800."""


@dataclass(frozen=True)
class PictureTrack:
    """Answers looks, or says that it cannot. Each source rises in time; None is a source missing.

    Areas that are given tell everything: where they tell of no change there was none.
    """

    areas: tuple[ChangedArea, ...] | None = None
    stirs: tuple[Stir, ...] | None = None
    looked: Mapping[Look, bool] = field(default_factory=dict)

    def changed(self, look: Look) -> bool | None:
        """Whether the box changed; None where nobody knows."""
        if self.areas is not None:
            return self._changed_by_areas(look, self.areas)
        if look in self.looked:
            return self.looked[look]
        if self.stirs is not None and self._stands_still(look, self.stirs):
            return False
        return None

    def had_effect(self, look: Look) -> bool | None:
        """Whether more than a pressed look or a focus frame changed; None after a keyframe."""
        if self.areas is not None:
            return self._changed_by_areas(look, self.areas)
        stirs = self.stirs or ()
        first = bisect_right(self._stir_times, look.before_ns)
        last = bisect_right(self._stir_times, look.end_ns)
        if any(s.size_bytes >= EFFECT_BYTES and not s.keyframe for s in stirs[first:last]):
            return True
        return None if any(stir.keyframe for stir in stirs[first:last]) else False

    def stirred_much(self, look: Look) -> bool:
        """Whether sizes alone say that more changed than a click's look; never of areas."""
        if self.areas is not None:
            return False
        return self.next_big_change_ns(look) is not None

    def next_keyframe_ns(self, look: Look) -> int | None:
        """The first keyframe that the look spans: it may hold anything, or nothing new."""
        first = bisect_right(self._stir_times, look.before_ns)
        last = bisect_right(self._stir_times, look.end_ns)
        return next((s.time_ns for s in (self.stirs or ())[first:last] if s.keyframe), None)

    def next_big_change_ns(self, look: Look) -> int | None:
        """When, after `look.before_ns`, something larger changed in the box or may have done so."""
        if self.areas is not None:
            first = bisect_right(self._area_times, look.before_ns)
            for area in self.areas[first:]:
                if area.time_ns > look.end_ns:
                    break
                if look.touches(area) and self._differs(area):
                    return area.time_ns
            return None
        stirs = self.stirs or ()
        for stir in stirs[bisect_right(self._stir_times, look.before_ns) :]:
            if stir.time_ns > look.end_ns:
                break
            if stir.size_bytes >= BIG_BYTES and not stir.keyframe:
                return stir.time_ns
        return None

    @cached_property
    def _area_times(self) -> list[int]:
        return [area.time_ns for area in self.areas or ()]

    @cached_property
    def _stir_times(self) -> list[int]:
        return [stir.time_ns for stir in self.stirs or ()]

    @cached_property
    def _history(self) -> dict[tuple[int, int, int, int], tuple[list[int], list[int]]]:
        """Of each place, the times at which it was drawn and what it showed from then on."""
        history: dict[tuple[int, int, int, int], tuple[list[int], list[int]]] = {}
        for area in self.areas or ():
            times, contents = history.setdefault(area.place, ([], []))
            times.append(area.time_ns)
            contents.append(area.content)
        return history

    def _content_at(self, place: tuple[int, int, int, int], time_ns: int) -> int:
        times, contents = self._history[place]
        index = bisect_right(times, time_ns)
        return contents[index - 1] if index else 0

    def _differs(self, area: ChangedArea) -> bool:
        before = self._content_at(area.place, area.time_ns - 1)
        return not area.content or area.content != before

    def _changed_by_areas(self, look: Look, areas: tuple[ChangedArea, ...]) -> bool:
        first = bisect_right(self._area_times, look.before_ns)
        places = set()
        for area in areas[first:]:
            if area.time_ns > look.end_ns:
                break
            if look.touches(area):
                places.add(area.place)
        for place in places:
            before = self._content_at(place, look.before_ns)
            for after_ns in look.after_ns:
                after = self._content_at(place, after_ns)
                drawn = self._drawn_between(place, look.before_ns, after_ns)
                if drawn and (not after or after != before):
                    return True
        return False

    def _drawn_between(self, place: tuple[int, int, int, int], from_ns: int, until_ns: int) -> bool:
        times, _ = self._history[place]
        return bisect_right(times, until_ns) > bisect_right(times, from_ns)

    def _stands_still(self, look: Look, stirs: tuple[Stir, ...]) -> bool:
        first = bisect_right(self._stir_times, look.before_ns)
        last = bisect_right(self._stir_times, look.end_ns)
        return all(s.size_bytes <= self._still_bytes for s in stirs[first:last])

    @cached_property
    def _still_bytes(self) -> int:
        """What a picture in which nothing changed costs at most in this recording."""
        sizes = (stir.size_bytes for stir in self.stirs or ())
        return _STILL_SPREAD_BYTES + min(STILL_BYTES, min(sizes, default=STILL_BYTES))
