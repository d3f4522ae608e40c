"""Student's t: how far a mean of few values may lie from the truth."""

import math
from functools import cache

_SMALLEST = 1e-300
_CLOSE_ENOUGH = 1e-14
_MOST_TERMS = 500


@cache
def t_quantile(share: float, freedom: int) -> float:
    """The t below which this share of the distribution lies, by halving an interval.

    Raises ValueError for a share that is not inside 0 to 1, or no degrees of freedom.
    """
    if not 0 < share < 1 or freedom < 1:
        raise ValueError(f"no quantile of {share} with {freedom} degrees of freedom")
    if share < 0.5:
        return -t_quantile(1 - share, freedom)
    low, high = 0.0, 1.0
    while _t_share(high, freedom) < share:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if _t_share(middle, freedom) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_share(t: float, freedom: int) -> float:
    """The distribution function for t >= 0: 1 - I_x(v/2, 1/2) / 2 with x = v / (v + t²).

    Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 26.7.1.
    """
    return 1 - _beta_share(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (ibid. 26.5.8)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast below this
        return 1 - _beta_share(1 - x, b, a)
    front = a * math.log(x) + b * math.log1p(-x)
    front += math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + …)), evaluated forwards (Lentz 1976, modified by Thompson & Barnett)."""
    value, above, below = 1.0, 1.0, 0.0
    for term in range(1, _MOST_TERMS):
        m = term // 2
        if term % 2:
            step = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            step = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / _not_zero(1 + step * below)
        above = _not_zero(1 + step / above)
        value *= above * below
        if abs(above * below - 1) < _CLOSE_ENOUGH:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _SMALLEST else _SMALLEST
