"""How many more participants until most of the problems have probably been seen."""

import math
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

GOAL = 0.85
"""The share of problems that five participants find where each sees one in three (Nielsen &
Landauer 1993), which became the field's measure of enough."""

LIMITS = (
    "It speaks of problems that people like these meet in these tasks, each by itself; with fewer"
    " than four participants it is a guess."
)


@dataclass(frozen=True, slots=True)
class Discovery:
    """Of `participants` watched and `problems` found, `once` of them by one participant alone.

    `chance` is how probably one participant meets a problem, adjusted for few participants; `seen`
    the share of problems that is probably found by now, `needed` how many participants in all reach
    the goal, `more` how many are still to come. Without a `chance`, `reason` says why.
    """

    participants: int
    problems: int
    once: int
    chance: float | None
    seen: float | None
    needed: int | None
    more: int | None
    reason: str = ""


def discovery(problems_of: Mapping[str, AbstractSet[str]], goal: float = GOAL) -> Discovery:
    """From which problems (by id) each participant met.

    1 - (1 - p)^n problems are found by n participants (Nielsen & Landauer, Proc. INTERCHI 1993).
    The mean of p over what few participants found is too high; it is deflated as Lewis (Evaluation
    of procedures for adjusting problem-discovery rates, IJHCI 13, 2001) advises: by the mean of a
    normalisation, (p - 1/n)(1 - 1/n), and Good-Turing's, p / (1 + share of problems seen once).
    """
    people = len(problems_of)
    seen_by = Counter(problem for problems in problems_of.values() for problem in problems)
    once = sum(times == 1 for times in seen_by.values())
    if people < 2 or not seen_by:
        reason = (
            "Nobody has met a problem yet" if people > 1 else "It takes two participants at least"
        )
        return Discovery(people, len(seen_by), once, None, None, None, None, reason)
    raw = sum(seen_by.values()) / (len(seen_by) * people)
    chance = adjusted_chance(raw, people, once / len(seen_by))
    if chance <= 0:
        reason = "Every problem was met by one participant alone: nothing repeats yet"
        return Discovery(people, len(seen_by), once, None, None, None, None, reason)
    seen = 1 - (1 - chance) ** people
    needed = people if chance >= 1 else math.ceil(math.log(1 - goal) / math.log(1 - chance))
    return Discovery(people, len(seen_by), once, chance, seen, needed, max(0, needed - people))


def adjusted_chance(raw: float, people: int, once_share: float) -> float:
    """Lewis's combined adjustment of the chance that one participant meets a problem."""
    normalised = (raw - 1 / people) * (1 - 1 / people)
    good_turing = raw / (1 + once_share)
    return (normalised + good_turing) / 2
