"""The friction board: each finding over all sessions, before and after it was dealt with."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from observer.analysis.intervals import Estimate, share
from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.model.annotation import Annotation
from observer.model.finding import Finding


@dataclass(frozen=True, slots=True)
class FindingFigures:
    """One finding as the sessions show it.

    `severity` is what the team agreed on, or its worst moment's. `frequency` is the share of all
    participants who met it; `before` and `after` are those watched before and since `fixed_at`,
    None where no such date is set or nobody was watched. `segments` counts participants by the
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
    found = [_figures(facts, finding, seen.get(finding.id, ())) for finding in facts.findings]
    return tuple(sorted(found, key=lambda one: (-one.rank, one.finding.name)))


def loose_moments(facts: StudyFacts) -> tuple[Annotation, ...]:
    """Friction and bugs that belong to no finding yet, the worst first."""
    known = {finding.id for finding in facts.findings}
    loose = [
        said
        for session in facts.sessions
        for said in session.annotations
        if said.kind in ("friction", "bug") and said.finding_id not in known
    ]
    return tuple(sorted(loose, key=lambda said: -(said.severity or 0)))


def _figures(
    facts: StudyFacts, finding: Finding, seen: Sequence[tuple[SessionFacts, Annotation]]
) -> FindingFigures:
    where = {session.id for session, _ in seen}
    people = tuple(dict.fromkeys(session.participant for session, _ in seen))
    segment_of = {session.participant: session.segment_id for session, _ in seen}
    worst = max((said.severity for _, said in seen if said.severity is not None), default=None)
    dates = sorted(session.recorded_at for session, _ in seen)
    fixed_at = finding.fixed_at
    earlier = [one for one in facts.sessions if _day(one) < fixed_at]
    later = [one for one in facts.sessions if _day(one) >= fixed_at]
    return FindingFigures(
        finding=finding,
        moments=tuple(said for _, said in seen),
        participants=people,
        severity=worst if finding.severity is None else finding.severity,
        frequency=_share(facts.sessions, where),
        before=_share(earlier, where) if fixed_at else None,
        after=_share(later, where) if fixed_at else None,
        segments={
            segment: sum(segment_of[who] == segment for who in people)
            for segment in dict.fromkeys(segment_of.values())
        },
        first_seen=dates[0] if dates else "",
        last_seen=dates[-1] if dates else "",
    )


def _day(session: SessionFacts) -> str:
    return session.recorded_at[: len("2026-11-22")]


def _share(sessions: Iterable[SessionFacts], where: AbstractSet[str]) -> Estimate | None:
    """Of the participants of these sessions, who met it: in one of those `where` it was seen."""
    met: dict[str, bool] = {}
    for session in sessions:
        met[session.participant] = met.get(session.participant, False) or session.id in where
    return share(sum(met.values()), len(met))
