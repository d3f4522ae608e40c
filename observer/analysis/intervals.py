"""Estimates from few people, each with the interval in which the truth probably lies."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

from observer.analysis.student_t import t_quantile

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval over `count` people; `low` and `high` are None for too few."""

    value: float
    low: float | None
    high: float | None
    count: int
    confidence: float = CONFIDENCE


def share(successes: int, count: int, confidence: float = CONFIDENCE) -> Estimate | None:
    """A share such as a completion rate, with the adjusted-Wald interval; None of nobody.

    Half of z² successes and as many failures are added, then Wald's interval is taken, cut to 0
    and 1: of the methods for few people the one that covers the truth best on average (Agresti &
    Coull, The American Statistician 52, 1998; Sauro & Lewis, Proc. HFES 2005). Raises ValueError
    for more successes than people.
    """
    if not 0 <= successes <= count:
        raise ValueError(f"{successes} of {count} cannot succeed")
    if not count:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    people = count + z * z
    middle = (successes + z * z / 2) / people
    margin = z * math.sqrt(middle * (1 - middle) / people)
    return Estimate(
        successes / count, max(0.0, middle - margin), min(1.0, middle + margin), count, confidence
    )


def geometric_mean(values: Sequence[float], confidence: float = CONFIDENCE) -> Estimate | None:
    """The typical time of people of whom a few are very slow, with its log-t interval.

    Times are skewed to the right: the mean of their logarithms is taken back, and so is its t
    interval (Sauro & Lewis, Average task times in usability tests, Proc. CHI 2010). None of no
    value, without an interval of one. Raises ValueError for a time that is not above 0.
    """
    if any(value <= 0 for value in values):
        raise ValueError("a time is above 0")
    estimate = mean([math.log(value) for value in values], confidence)
    if estimate is None:
        return None
    low, high = (
        None if bound is None else math.exp(bound) for bound in (estimate.low, estimate.high)
    )
    return Estimate(math.exp(estimate.value), low, high, estimate.count, confidence)


def geometric_mean_of_counts(
    values: Sequence[float], confidence: float = CONFIDENCE
) -> Estimate | None:
    """The typical count or way of people of whom a few take very many, with its log-t interval.

    Skewed as times are, but it may be 0, which has no logarithm: each is taken one higher, and one
    is taken off again (Bartlett, The use of transformations, Biometrics 3, 1947). None of no value,
    without an interval of one. Raises ValueError for a value below 0.
    """
    if any(value < 0 for value in values):
        raise ValueError("a count is not below 0")
    raised = geometric_mean([value + 1 for value in values], confidence)
    if raised is None:
        return None
    low, high = (None if bound is None else bound - 1 for bound in (raised.low, raised.high))
    low = None if low is None else max(0.0, low)
    return Estimate(raised.value - 1, low, high, raised.count, confidence)


def mean(values: Sequence[float], confidence: float = CONFIDENCE) -> Estimate | None:
    """The mean with its t interval; None of no value, without an interval of one."""
    if not values:
        return None
    count, middle = len(values), fmean(values)
    if count == 1:
        return Estimate(middle, None, None, 1, confidence)
    margin = t_quantile((1 + confidence) / 2, count - 1) * stdev(values) / math.sqrt(count)
    return Estimate(middle, middle - margin, middle + margin, count, confidence)


def difference(
    ones: Sequence[float], others: Sequence[float], confidence: float = CONFIDENCE
) -> Estimate | None:
    """How much the others' mean is above the ones', with Welch's interval; None below two each.

    Welch, Biometrika 34 (1947): the two may vary differently. Degrees of freedom are rounded down.
    """
    if len(ones) < 2 or len(others) < 2:
        return None
    parts = [stdev(group) ** 2 / len(group) for group in (ones, others)]
    error = math.sqrt(sum(parts))
    apart = fmean(others) - fmean(ones)
    count = len(ones) + len(others)
    if not error:
        return Estimate(apart, apart, apart, count, confidence)
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(group) - 1) for part, group in zip(parts, (ones, others), strict=True)
    )
    margin = t_quantile((1 + confidence) / 2, max(1, int(freedom))) * error
    return Estimate(apart, apart - margin, apart + margin, count, confidence)
