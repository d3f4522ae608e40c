"""Friction by component and team, and at the hand-over from one component to the next."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from observer.analysis.recognition import Recognition
from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.model.annotation import Annotation
from observer.model.clock import NS_PER_SECOND
from observer.model.samples import FocusChange

AT_THE_SEAM_NS = 10 * NS_PER_SECOND
"""How near a change of component a moment counts as met at the hand-over: people mark what they
see a little after it happened."""

ELSEWHERE = "elsewhere"
"""What windows are called that no component recognises."""


@dataclass(frozen=True, slots=True)
class Part:
    """One component: its friction moments, the worst first, and how long it was in front.

    `weight` is its moments by their severity, an unjudged one counted as 1.
    """

    component: str
    team: str
    moments: tuple[Annotation, ...]
    share_of_time: float
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", _weight(self.moments))


@dataclass(frozen=True, slots=True)
class HandOver:
    """People went from one component to another so often; moments met there, the worst first.

    `weight` is its moments by their severity, as a part's.
    """

    source: str
    target: str
    times: int
    moments: tuple[Annotation, ...]
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", _weight(self.moments))


@dataclass(frozen=True, slots=True)
class Seams:
    """The components, the teams' sums, and the hand-overs, each with the heaviest first."""

    parts: tuple[Part, ...] = ()
    teams: tuple[tuple[str, int], ...] = ()
    hand_overs: tuple[HandOver, ...] = ()


@dataclass(slots=True)
class _Tally:
    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    at_seams: defaultdict[tuple[str, str], list[Annotation]] = field(
        default_factory=lambda: defaultdict(list)
    )
    in_parts: defaultdict[str, list[Annotation]] = field(default_factory=lambda: defaultdict(list))
    front_ns: Counter[str] = field(default_factory=Counter)


def seams(facts: StudyFacts) -> Seams:
    """Count friction where it was met: inside a component, or within 10 s of leaving one."""
    tally = _Tally()
    recognition = Recognition(facts.study)
    for session in facts.sessions:
        _count(tally, session, recognition)
    team_of = {component.name: component.team for component in facts.study.components}
    for moments in tally.in_parts.values():
        for said in moments:
            if said.component and said.team:
                team_of.setdefault(said.component, said.team)
    total_ns = sum(tally.front_ns.values()) or 1
    parts = [
        Part(
            name,
            team_of.get(name, ""),
            _worst_first(tally.in_parts[name]),
            tally.front_ns[name] / total_ns,
        )
        for name in {*tally.in_parts, *tally.front_ns}
    ]
    crossings = [
        HandOver(*pair, times, _worst_first(tally.at_seams[pair]))
        for pair, times in tally.times.items()
    ]
    teams = Counter[str]()
    for part in parts:
        if part.team:
            teams[part.team] += part.weight
    return Seams(
        tuple(sorted(parts, key=lambda part: (-part.weight, -part.share_of_time, part.component))),
        tuple(sorted(teams.items(), key=lambda team: (-team[1], team[0]))),
        tuple(sorted(crossings, key=lambda one: (-one.weight, -one.times, one.source, one.target))),
    )


def stays(session: SessionFacts, recognition: Recognition) -> list[tuple[int, int, str]]:
    """From when to when which component was in front; neighbours of one name are one stay."""
    found: list[tuple[int, int, str]] = []
    for change, end_ns in zip(session.windows, _ends(session), strict=True):
        if not change.application and not change.title:
            continue
        component = recognition.component_of(change.application, change.title)
        name = component.name if component else ELSEWHERE
        if found and found[-1][2] == name:
            found[-1] = (found[-1][0], end_ns, name)
        else:
            found.append((change.time_ns, end_ns, name))
    return found


def _ends(session: SessionFacts) -> list[int]:
    windows: Sequence[FocusChange] = session.windows
    starts = [change.time_ns for change in windows[1:]]
    return [*starts, max(session.duration_ns, windows[-1].time_ns)] if windows else []


def _count(tally: _Tally, session: SessionFacts, recognition: Recognition) -> None:
    visits = stays(session, recognition)
    for start_ns, end_ns, name in visits:
        tally.front_ns[name] += end_ns - start_ns
    crossings = [(after[0], (before[2], after[2])) for before, after in pairwise(visits)]
    tally.times.update(pair for _, pair in crossings)
    times_ns = [at_ns for at_ns, _ in crossings]
    for said in session.friction:
        tally.in_parts[said.component or ELSEWHERE].append(said)
        first = bisect_left(times_ns, said.start_ns - AT_THE_SEAM_NS)
        last = bisect_right(times_ns, said.start_ns + AT_THE_SEAM_NS)
        if first < last:
            near = min((abs(said.start_ns - at), pair) for at, pair in crossings[first:last])
            tally.at_seams[near[1]].append(said)


def _worst_first(moments: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Of equals the earlier, as they come."""
    return tuple(sorted(moments, key=lambda said: -(said.severity or 0)))


def _weight(moments: Iterable[Annotation]) -> int:
    return sum(1 if said.severity is None else said.severity for said in moments)
