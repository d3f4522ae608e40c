"""Who was watched, against the plan; and who of the team has watched, how long, when last."""

from dataclasses import dataclass

from observer.analysis.study_facts import StudyFacts
from observer.model.clock import NS_PER_SECOND


@dataclass(frozen=True, slots=True)
class SegmentCoverage:
    """So many participants of a segment were watched, of so many wanted (0: nobody said)."""

    segment_id: str
    name: str
    wanted: int
    watched: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many are still to be watched."""
        return max(0, self.wanted - len(self.watched))


@dataclass(frozen=True, slots=True)
class Watcher:
    """One team member: how long, how many participants, and when they last watched one."""

    name: str
    hours: float
    participants: int
    last_at: str


UNASSIGNED = "no segment"


def coverage(facts: StudyFacts) -> tuple[SegmentCoverage, ...]:
    """Each segment in the study's order; participants whom nobody assigned come last."""
    watched: dict[str, dict[str, None]] = {}
    for session in facts.sessions:
        watched.setdefault(session.segment_id, {})[session.participant] = None
    known = [
        SegmentCoverage(one.id, one.name, one.wanted, tuple(watched.pop(one.id, {})))
        for one in facts.study.segments
    ]
    others = tuple(name for people in watched.values() for name in people)
    return (*known, *([SegmentCoverage("", UNASSIGNED, 0, others)] if others else []))


def watchers(facts: StudyFacts) -> tuple[Watcher, ...]:
    """Everybody who watched a session of the study, the one with most hours first."""
    hours: dict[str, float] = {}
    seen: dict[str, set[str]] = {}
    last: dict[str, str] = {}
    for session in facts.sessions:
        for watched in session.exposures:
            name = watched.author
            hours[name] = hours.get(name, 0.0) + watched.length_ns / NS_PER_SECOND / 3600
            seen.setdefault(name, set()).add(session.participant)
            last[name] = max(last.get(name, ""), session.recorded_at)
    found = [Watcher(name, hours[name], len(seen[name]), last[name]) for name in hours]
    return tuple(sorted(found, key=lambda one: (-one.hours, one.name)))
