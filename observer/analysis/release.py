"""Before and after a release: whether a problem is met less often since."""

import math
from statistics import NormalDist

from observer.analysis.intervals import CONFIDENCE, Estimate


def share_change(
    before: Estimate | None, after: Estimate | None, confidence: float = CONFIDENCE
) -> Estimate | None:
    """How much larger a share is after than before, -1 to 1; None where one of them is of nobody.

    One success and one failure are added on each side, then Wald's interval of the difference is
    taken: with few people it holds what it promises, where Wald's own does not (Agresti & Caffo,
    The American Statistician 54, 2000).
    """
    if before is None or after is None:
        return None
    middle, variance = 0.0, 0.0
    for share, sign in ((before, -1), (after, 1)):
        people = share.count + 2
        adjusted = (share.value * share.count + 1) / people
        middle += sign * adjusted
        variance += adjusted * (1 - adjusted) / people
    margin = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance)
    return Estimate(
        after.value - before.value,
        max(-1.0, middle - margin),
        min(1.0, middle + margin),
        before.count + after.count,
        confidence,
    )


def is_beyond_chance(change: Estimate | None) -> bool:
    """Whether the whole interval lies on one side of no change."""
    if change is None or change.low is None or change.high is None:
        return False
    return change.low > 0 or change.high < 0
