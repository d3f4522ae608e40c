"""Findings: the same problem, seen in many sessions, as one thing with a name."""

from dataclasses import dataclass
from enum import StrEnum


class FindingState(StrEnum):
    """What becomes of it."""

    OPEN = "open"
    IN_WORK = "in work"
    FIXED = "fixed"
    ACCEPTED = "left as it is"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that moments of several sessions show; they name it by its id.

    `severity` is what the team agreed on, None for that of its worst moment. `issue` is where it is
    followed up, an address or a number. `fixed_at` is the date of the release that changed it, from
    which on sessions are counted as after it. Dates are ISO 8601.
    """

    id: str
    study_id: str
    name: str
    description: str = ""
    severity: int | None = None
    state: FindingState = FindingState.OPEN
    issue: str = ""
    fixed_at: str = ""
    created_at: str = ""
    changed_at: str = ""

    def __post_init__(self) -> None:
        if self.severity is not None and not 0 <= self.severity <= 4:
            raise ValueError(f"severity is 0 to 4, not {self.severity}")


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the cost of a study's friction rests on, stated beside the figure.

    `population` customers meet it `times_a_year` times each; an hour of theirs is worth
    `hour_value` in `currency`, 0 for nobody said.
    """

    population: int = 0
    times_a_year: float = 0.0
    hour_value: float = 0.0
    currency: str = ""
