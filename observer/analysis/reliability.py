"""Cohen's kappa and Krippendorff's alpha, with a sentence where they are undefined."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Metric = Callable[[str, str], float]
"""How different two values are: 0 for the same."""


class Level(StrEnum):
    """What kind of values they are: names, or ranks in an order."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A figure of agreement over so many `items`; without a `value`, `reason` says why.

    `observed` is the share (kappa) or disagreement (alpha) that was seen, `expected` what chance
    alone would give.
    """

    value: float | None
    items: int
    observed: float = 0.0
    expected: float = 0.0
    reason: str = ""


def kappa(pairs: Sequence[tuple[str, str]]) -> Coefficient:
    """Cohen's kappa of two coders' labels: (observed - expected) / (1 - expected).

    Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
    20 (1960). Where both use one and the same label throughout, chance alone would agree always:
    kappa is then undefined, and says so.
    """
    count = len(pairs)
    if not count:
        return Coefficient(None, 0, reason="There is nothing that both coders marked")
    observed = sum(one == other for one, other in pairs) / count
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(firsts[label] * seconds[label] for label in firsts) / count**2
    if len(firsts) == 1 and firsts.keys() == seconds.keys():
        return Coefficient(None, count, observed, 1.0, _always(next(iter(firsts)), count))
    return Coefficient((observed - expected) / (1 - expected), count, observed, expected)


def alpha(
    units: Sequence[Sequence[str | None]],
    level: Level = Level.NOMINAL,
    order: Sequence[str] = (),
) -> Coefficient:
    """Krippendorff's alpha: 1 - observed disagreement / expected disagreement.

    Each unit holds one value a coder, None where that coder said nothing; units with fewer than
    two values count nothing. `order` lists an ordinal level's values from low to high. After
    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), whose example C the tests
    recompute. Raises ValueError for a value that the order does not have.
    """
    told = [[value for value in unit if value is not None] for unit in units]
    pairable = [values for values in told if len(values) > 1]
    totals = Counter(value for values in pairable for value in values)
    count = sum(totals.values())
    if not pairable:
        return Coefficient(None, 0, reason="There is nothing that two coders marked")
    if len(totals) == 1:
        reason = _always(next(iter(totals)), len(pairable))
        return Coefficient(None, len(pairable), reason=reason)
    differ = _ordinal(totals, order) if level is Level.ORDINAL else _nominal
    seen = sum(
        sum(differ(one, other) for one in values for other in values) / (len(values) - 1)
        for values in pairable
    )
    by_chance = sum(
        totals[one] * totals[other] * differ(one, other) for one in totals for other in totals
    )
    observed, expected = seen / count, by_chance / (count * (count - 1))
    return Coefficient(1 - observed / expected, len(pairable), observed, expected)


def _nominal(one: str, other: str) -> float:
    return float(one != other)


def _ordinal(totals: Mapping[str, int], order: Sequence[str]) -> Metric:
    """Krippendorff's ordinal metric: the ranks between two values, ends counted half, squared."""
    unknown = totals.keys() - set(order)
    if unknown:
        raise ValueError(f"values without a rank: {', '.join(sorted(unknown))}")
    rank = {value: place for place, value in enumerate(order)}

    def differ(one: str, other: str) -> float:
        low, high = sorted((rank[one], rank[other]))
        between = sum(totals.get(value, 0) for value in order[low : high + 1])
        return (between - (totals[one] + totals[other]) / 2) ** 2

    return differ


def _always(label: str, count: int) -> str:
    return (
        f"All said “{label}” all {count} times: chance alone would agree as well,"
        " so the coefficient has no value"
    )
