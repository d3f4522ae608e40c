"""Estimates as programs read them."""

from observer.analysis.intervals import Estimate


def estimate_facts(one: Estimate | None) -> dict[str, object] | None:
    """The figure, its interval, and over how many people; None for none."""
    if one is None:
        return None
    return {
        "value": rounded(one.value),
        "low": rounded(one.low),
        "high": rounded(one.high),
        "count": one.count,
    }


def rounded(value: float | None) -> float | None:
    """To four places."""
    return None if value is None else round(value, 4)
