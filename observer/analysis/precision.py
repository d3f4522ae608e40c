"""How far each rule can be trusted: what people made of its suggestions.

Precision is the share of judged suggestions that were accepted, with its adjusted-Wald interval of
95% (`intervals.share`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from observer.analysis.intervals import Estimate, share
from observer.model.annotation import Annotation, Standing

ENOUGH_JUDGED = 8
"""With fewer judged suggestions the interval spans most of the scale, and nothing is said."""

POOR_BELOW = 0.5
"""A rule that is surely wrong more often than right costs more looks than it saves."""


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """What became of one rule's suggestions; `waiting` are those that nobody has judged."""

    rule: str
    accepted: int
    rejected: int
    waiting: int = 0

    @property
    def judged(self) -> int:
        """How many a person accepted or rejected."""
        return self.accepted + self.rejected

    @property
    def precision(self) -> Estimate | None:
        """The share accepted, with its interval; None where nothing was judged."""
        return share(self.accepted, self.judged)

    @property
    def is_poor(self) -> bool:
        """Whether even the interval's upper end says that it is mostly wrong."""
        precision = self.precision
        if precision is None or precision.high is None or precision.count < ENOUGH_JUDGED:
            return False
        return precision.high < POOR_BELOW

    @property
    def sentence(self) -> str:
        """What a reader should know of the rule's record."""
        precision = self.precision
        if precision is None:
            return "None of its suggestions has been judged."
        record = (
            f"{self.accepted} of {self.judged} judged suggestions were accepted: "
            f"{precision.value:.0%}, and between {precision.low:.0%} and {precision.high:.0%} "
            "with 95% confidence."
        )
        if self.is_poor:
            return f"{record} It is wrong more often than right here: be wary of it."
        few = self.judged < ENOUGH_JUDGED
        return f"{record} That is too few to trust or distrust it." if few else record


def precision_by_rule(annotations: Iterable[Annotation]) -> tuple[RulePrecision, ...]:
    """The record of each rule that suggested any of these, by its name; others are left aside."""
    counts: dict[str, Counter[Standing]] = {}
    for said in annotations:
        if said.rule:
            counts.setdefault(said.rule, Counter())[said.standing] += 1
    return tuple(
        RulePrecision(
            rule, count[Standing.KEPT], count[Standing.REJECTED], count[Standing.SUGGESTED]
        )
        for rule, count in sorted(counts.items())
    )
