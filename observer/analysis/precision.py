"""How far each rule can be trusted: what people made of its suggestions.

Precision is the share of judged suggestions that were accepted, with an adjusted-Wald interval of
95%: Agresti, A. & Coull, B. A. (1998). Approximate is better than “exact” for interval estimation
of binomial proportions. The American Statistician 52(2), 119-126; advised for small samples by
Sauro, J. & Lewis, J. R. (2005), Proc. HFES 49, 2100-2104.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from observer.model.annotation import Annotation, Standing

Z_95 = 1.959964
"""The normal distribution's 97.5% point."""

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
    def share(self) -> float | None:
        """The share accepted, 0 to 1; None where nothing was judged."""
        return self.accepted / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95% confidence; all of 0 to 1 where nothing was judged."""
        return adjusted_wald(self.accepted, self.judged)

    @property
    def is_poor(self) -> bool:
        """Whether even the interval's upper end says that it is mostly wrong."""
        return self.judged >= ENOUGH_JUDGED and self.interval[1] < POOR_BELOW

    @property
    def sentence(self) -> str:
        """What a reader should know of the rule's record."""
        if not self.judged:
            return "None of its suggestions has been judged."
        low, high = self.interval
        record = (
            f"{self.accepted} of {self.judged} judged suggestions were accepted: "
            f"{self.accepted / self.judged:.0%}, and between {low:.0%} and {high:.0%} "
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


def adjusted_wald(successes: int, trials: int, z: float = Z_95) -> tuple[float, float]:
    """The interval of a share of `successes` in `trials`, within 0 to 1.

    Raises ValueError unless 0 <= successes <= trials.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} cannot succeed")
    if not trials:
        return 0.0, 1.0
    adjusted = trials + z * z
    middle = (successes + z * z / 2) / adjusted
    reach = z * sqrt(middle * (1 - middle) / adjusted)
    return max(0.0, middle - reach), min(1.0, middle + reach)
