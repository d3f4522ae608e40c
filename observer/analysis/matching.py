"""Which moments of different coders speak of the same thing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from observer.model.annotation import Annotation
from observer.model.clock import NS_PER_SECOND

TOLERANCE_NS = 2 * NS_PER_SECOND
"""How far apart two people may mark the same thing: a press comes about a second after what it is
about, and not for everyone after the same second."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that happened, and what each coder who marked it said of it."""

    said: Mapping[str, Annotation]

    @property
    def start_ns(self) -> int:
        """When the earliest of them begins."""
        return min(one.start_ns for one in self.said.values())

    def is_matched(self, coders: Sequence[str]) -> bool:
        """Whether all of these marked it."""
        return all(coder in self.said for coder in coders)


def distance_ns(one: Annotation, other: Annotation) -> int:
    """How much time lies between two moments; 0 where they touch or overlap."""
    return max(0, one.start_ns - other.end_ns, other.start_ns - one.end_ns)


def match(
    moments: Iterable[Annotation], coders: Sequence[str], tolerance_ns: int = TOLERANCE_NS
) -> tuple[Unit, ...]:
    """Join the coders' moments into units, in rising time.

    The rule, which the window shows beside its figures: two moments can be the same where at most
    `tolerance_ns` lies between them; the closest are joined first, of equally close ones those
    whose starts are closest, and nobody has two moments in one unit. Moments of others than the
    `coders` are left out. A moment that finds no partner is a unit of its own.
    """
    own = sorted((one for one in moments if one.author in coders), key=lambda one: one.start_ns)
    unit_of: dict[str, dict[str, Annotation]] = {one.id: {one.author: one} for one in own}
    for _, _, first, second in sorted(_candidates(own, tolerance_ns), key=_closeness):
        left, right = unit_of[first.id], unit_of[second.id]
        if left is not right and not left.keys() & right.keys():
            left.update(right)
            for member in right.values():
                unit_of[member.id] = left
    distinct = {id(unit): unit for unit in unit_of.values()}
    return tuple(sorted((Unit(unit) for unit in distinct.values()), key=lambda unit: unit.start_ns))


_Candidate = tuple[int, int, Annotation, Annotation]


def _candidates(own: Sequence[Annotation], tolerance_ns: int) -> list[_Candidate]:
    """Pairs close enough, with how far apart they lie and how far their starts do."""
    found: list[_Candidate] = []
    open_ones: list[Annotation] = []  # those that later ones may still touch
    for one in own:
        open_ones = [other for other in open_ones if other.end_ns + tolerance_ns >= one.start_ns]
        found += [
            (distance_ns(one, other), one.start_ns - other.start_ns, other, one)
            for other in open_ones
            if other.author != one.author
        ]
        open_ones.append(one)
    return found


def _closeness(candidate: _Candidate) -> tuple[int, int, int, str, str]:
    """Closest first; the ids make the order the same each time."""
    apart_ns, starts_ns, first, second = candidate
    return apart_ns, starts_ns, first.start_ns, first.id, second.id


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How often the one said the first while the other said the second."""
    counts: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def pairs_of(coders: Sequence[str]) -> list[tuple[str, str]]:
    """Every two of the coders."""
    return list(combinations(coders, 2))
