"""Steps on a study's board as rows, and what they changed about findings."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from observer.database.connection import Row
from observer.database.facets import State
from observer.database.rows import storable, utc_now
from observer.model.finding import Finding

FACETS = ("name", "description", "severity", "state", "issue", "fixed_at", "created_at")
"""Each is a column of findings."""


@dataclass(frozen=True, slots=True)
class FindingAlteration:
    """What one finding was and becomes, in one step; both empty where only its moments changed."""

    finding_id: str
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class BoardEdit:
    """What an author did to the board in one go; `what` says it in plain words."""

    finding_ids: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Step:
    """A row of board_steps."""

    number: int
    step: str
    study: int
    author: str
    what: str
    findings: tuple[FindingAlteration, ...]

    @property
    def edit(self) -> BoardEdit:
        """What was done, for those who asked for it."""
        return BoardEdit(tuple(one.finding_id for one in self.findings), self.what)


def altered(before: Finding | None, after: Finding | None) -> FindingAlteration:
    """A finding made (no `before`), changed, or taken away (no `after`)."""
    one = after or before
    if one is None:
        raise ValueError("a finding that neither was nor is")
    was, becomes = finding_state(one), finding_state(one)
    if before is not None:
        was = finding_state(before)
    was["there"], becomes["there"] = before is not None, after is not None
    return FindingAlteration(one.id, was, becomes)


def finding_state(finding: Finding) -> State:
    """What the history compares and puts back."""
    return {
        "name": storable(finding.name),
        "description": storable(finding.description),
        "severity": finding.severity,
        "state": finding.state.value,
        "issue": storable(finding.issue),
        "fixed_at": finding.fixed_at,
        "created_at": finding.created_at or utc_now(),
        "there": True,
    }


def to_step(row: Row) -> Step:
    """A row of board_steps."""
    return Step(
        number=row["number"],
        step=row["step"],
        study=row["study_id"],
        author=row["author"],
        what=row["what"],
        findings=tuple(FindingAlteration(*one) for one in json.loads(row["findings"])),
    )


def ways(
    findings: Sequence[FindingAlteration], *, forward: bool
) -> Iterator[tuple[str, State, State]]:
    """Each finding with what it comes from and goes to."""
    for one in findings:
        come_from, go_to = (one.before, one.after) if forward else (one.after, one.before)
        yield one.finding_id, come_from, go_to


def differing(come_from: State, go_to: State) -> list[str]:
    """The facets in which two states of a finding differ."""
    return [name for name in FACETS if come_from.get(name) != go_to.get(name)]
