"""Who is compared on what, and which of the units are looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from observer.analysis.agreement import NOTHING, UNJUDGED, Agreement, Facet, agreement
from observer.analysis.matching import TOLERANCE_NS, Unit
from observer.model.annotation import SEVERITY_WORDS, Annotation, AnnotationKind


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is asked. `code_id` is the code of Facet.CODE."""

    coders: tuple[str, ...]
    facet: Facet = Facet.KIND
    code_id: str = ""
    tolerance_ns: int = TOLERANCE_NS

    def over(self, moments: Sequence[Annotation]) -> Agreement | None:
        """The answer; None while fewer than two coders are chosen."""
        if len(self.coders) < 2:
            return None
        return agreement(moments, self.coders, self.facet, self.tolerance_ns, self.code_id)


class Match(StrEnum):
    """How the coders stand to one unit."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit with each coder's label. With three coders or more, two may disagree about what the
    third did not mark: it is then told as disagreement, and found among the unmatched too."""

    unit: Unit
    labels: Mapping[str, str]
    matched: bool

    @property
    def differs(self) -> bool:
        """Whether those who marked it gave it different labels."""
        return len(set(self.labels.values())) > 1

    @property
    def match(self) -> Match:
        """How the coders stand to it."""
        if self.differs:
            return Match.DISAGREE
        return Match.AGREE if self.matched else Match.UNMATCHED

    def is_among(self, match: Match | None) -> bool:
        """Whether it is wanted; None wants all."""
        if match is Match.UNMATCHED:
            return not self.matched
        return match is None or self.match is match


def rows_of(found: Agreement) -> list[Row]:
    """The units in rising time."""
    return [
        Row(unit, labels, unit.is_matched(found.coders))
        for unit, labels in zip(found.units, found.labels, strict=True)
    ]


def in_cell(row: Row, coders: Sequence[str], cell: tuple[str, str]) -> bool:
    """Whether the two coders gave it the labels of a cell of the table."""
    return (row.labels.get(coders[0], NOTHING), row.labels.get(coders[1], NOTHING)) == cell


_ORDER = (
    *AnnotationKind,
    *map(str, range(len(SEVERITY_WORDS))),
    UNJUDGED,
    "applied",
    "not applied",
    NOTHING,
)


def labels_in_order(table: Mapping[tuple[str, str], int]) -> list[str]:
    """Every label that either used, in the order one looks for them."""
    used = {label for pair in table for label in pair}
    return [label for label in _ORDER if label in used]


def usual_coders(moments: Sequence[Annotation], own: str) -> tuple[str, ...]:
    """Oneself and who marked most beside, or the two who marked most."""
    counts: dict[str, int] = {}
    for moment in moments:
        counts[moment.author] = counts.get(moment.author, 0) + 1
    most = sorted(counts, key=lambda who: (who != own, -counts[who], who))
    return tuple(most[:2])
