"""Every rule: its name, what people call it, its thresholds and its function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from observer.analysis.signals import dead_click, rage_clicks, thrashing_pointer
from observer.analysis.signals.candidate import Candidate
from observer.analysis.signals.thresholds import Thresholds
from observer.analysis.tracks import Tracks


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `find` takes tracks and an object of `thresholds`."""

    name: str
    title: str
    thresholds: type[Thresholds]
    find: Callable[[Tracks, Any], Iterator[Candidate]]  # Any: the rule's own Thresholds


RULES = (
    Rule(rage_clicks.NAME, "Rage clicks", rage_clicks.RageClicks, rage_clicks.find),
    Rule(dead_click.NAME, "Dead click", dead_click.DeadClick, dead_click.find),
    Rule(
        thrashing_pointer.NAME,
        "Thrashing pointer",
        thrashing_pointer.ThrashingPointer,
        thrashing_pointer.find,
    ),
)

RULE_OF_NAME = {rule.name: rule for rule in RULES}
