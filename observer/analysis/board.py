"""The friction board: each finding over all sessions, before and after it was dealt with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from observer.analysis.intervals import Estimate, share
from observer.analysis.release import is_beyond_chance, share_change
from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.model.annotation import Annotation
from observer.model.finding import Finding, FindingState

SEEN_AGAIN = "seen again after the release"
"""What became of a finding that was called fixed, and was not."""


@dataclass(frozen=True, slots=True)
class FindingFigures:
    """One finding as the sessions show it.

    `severity` is what the team agreed on, or its worst moment's. `frequency` is the share of all
    participants who met it; `before` and `after` are those watched before and since `fixed_at`,
    None where no such date is set or nobody was watched; `change` is by how much they differ.
    `since` are the moments of sessions from that date on. `segments` counts participants by the
    segment's id.
    """

    finding: Finding
    moments: tuple[Annotation, ...]
    participants: tuple[str, ...]
    severity: int | None
    frequency: Estimate | None
    before: Estimate | None
    after: Estimate | None
    segments: dict[str, int]
    first_seen: str
    last_seen: str
    change: Estimate | None = None
    since: tuple[Annotation, ...] = ()

    @property
    def seen_again(self) -> bool:
        """Whether it was called fixed by a release, and participants met it afterwards."""
        return self.finding.state is FindingState.FIXED and bool(self.since)

    @property
    def stands(self) -> bool:
        """Whether it still hurts: open, in work, or seen again."""
        return self.finding.state in (FindingState.OPEN, FindingState.IN_WORK) or self.seen_again

    @property
    def state(self) -> str:
        """What became of it, as the sessions show it."""
        return SEEN_AGAIN if self.seen_again else str(self.finding.state)

    @property
    def beyond_chance(self) -> bool:
        """Whether it is met more, or less, often since the release than chance explains."""
        return is_beyond_chance(self.change)

    @property
    def rank(self) -> float:
        """Severity times frequency: by what the board is sorted, the highest first."""
        frequency = self.frequency.value if self.frequency else 0.0
        return (1 if self.severity is None else self.severity) * frequency


def board(facts: StudyFacts) -> tuple[FindingFigures, ...]:
    """All findings of the study, those first that are worst and met by most."""
    seen: dict[str, list[tuple[SessionFacts, Annotation]]] = {}
    for session in facts.sessions:
        for said in session.annotations:
            if said.finding_id:
                seen.setdefault(said.finding_id, []).append((session, said))
    everybody = len(facts.participants)
    found = [
        _figures(facts, everybody, finding, seen.get(finding.id, ())) for finding in facts.findings
    ]
    return tuple(sorted(found, key=lambda one: (-one.rank, one.finding.name)))


def loose_moments(facts: StudyFacts) -> tuple[Annotation, ...]:
    """Friction and bugs that belong to no finding yet, the worst first."""
    known = {finding.id for finding in facts.findings}
    loose = [
        said
        for session in facts.sessions
        for said in session.friction
        if said.finding_id not in known
    ]
    return tuple(sorted(loose, key=lambda said: -(said.severity or 0)))


def _figures(
    facts: StudyFacts,
    everybody: int,
    finding: Finding,
    seen: Sequence[tuple[SessionFacts, Annotation]],
) -> FindingFigures:
    people = tuple(dict.fromkeys(session.participant for session, _ in seen))
    segment_of = {session.participant: session.segment_id for session, _ in seen}
    worst = max((said.severity for _, said in seen if said.severity is not None), default=None)
    dates = sorted(session.recorded_at for session, _ in seen)
    fixed_at = finding.fixed_at
    before = _share(facts, seen, lambda day: day < fixed_at) if fixed_at else None
    after = _share(facts, seen, lambda day: day >= fixed_at) if fixed_at else None
    return FindingFigures(
        finding=finding,
        moments=tuple(said for _, said in seen),
        participants=people,
        severity=worst if finding.severity is None else finding.severity,
        frequency=share(len(people), everybody),
        before=before,
        after=after,
        segments={
            segment: sum(segment_of[who] == segment for who in people)
            for segment in dict.fromkeys(segment_of.values())
        },
        first_seen=dates[0] if dates else "",
        last_seen=dates[-1] if dates else "",
        change=share_change(before, after),
        since=tuple(said for session, said in seen if fixed_at and _day(session) >= fixed_at),
    )


def _day(session: SessionFacts) -> str:
    return session.recorded_at[: len("2026-11-22")]


def _share(
    facts: StudyFacts,
    seen: Sequence[tuple[SessionFacts, Annotation]],
    counts: Callable[[str], bool],
) -> Estimate | None:
    """Of the participants watched on the days that count, who met it on such a day."""
    watched = {session.participant for session in facts.sessions if counts(_day(session))}
    met = {session.participant for session, _ in seen if counts(_day(session))}
    return share(len(met), len(watched))
