"""A problem as an issue tracker wants it told, whichever tracker it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from observer.export.drafts.steps import Step
from observer.export.leaving.session import LeavingSession
from observer.model.annotation import SEVERITY_WORDS, Annotation, AnnotationKind
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.finding import Finding, FindingState

_LONGEST_TITLE = 120  # trackers show about as much in a list
_PROBLEMS = (AnnotationKind.FRICTION, AnnotationKind.BUG)


@dataclass(frozen=True, slots=True)
class Sight:
    """One moment in which the problem was seen; `participant` is a code."""

    session: LeavingSession
    moment: Annotation

    @property
    def participant(self) -> str:
        """Whose sit-in it was."""
        return self.session.row.participant

    @property
    def when(self) -> str:
        """`P01 at 14:26`."""
        return f"{self.participant} at {format_ns(self.moment.start_ns)}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue to be. `seen_by` of `watched` participants met it; `files` lie beside the draft.

    `followed_up` says what became of the finding so far, where anything did.
    """

    key: str
    title: str
    sights: tuple[Sight, ...]
    watched: int
    severity: int | None
    description: str = ""
    expected: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    files: tuple[str, ...] = field(default=())
    followed_up: str = ""

    @property
    def worst(self) -> Sight:
        """The sight that is told first: the gravest, of equals the earliest."""
        return self.sights[0]

    @property
    def participants(self) -> tuple[str, ...]:
        """Their codes, each once."""
        return tuple(dict.fromkeys(sight.participant for sight in self.sights))

    @property
    def severity_words(self) -> str:
        """`3 of 4 (major)`."""
        if self.severity is None:
            return "not judged"
        return f"{self.severity} of 4 ({SEVERITY_WORDS[self.severity]})"

    @property
    def frequency_words(self) -> str:
        """`2 of 5 participants (P01, P03), in 3 moments`."""
        people = "participant" if self.watched == 1 else "participants"
        moments = "1 moment" if len(self.sights) == 1 else f"{len(self.sights)} moments"
        names = ", ".join(self.participants)
        return f"{len(self.participants)} of {self.watched} {people} ({names}), in {moments}"

    @property
    def components(self) -> tuple[str, ...]:
        """The parts of the product it was seen in."""
        found = (sight.moment.component for sight in self.sights)
        return tuple(dict.fromkeys(name for name in found if name))

    @property
    def labels(self) -> tuple[str, ...]:
        """The codes' names."""
        found = (name for sight in self.sights for name in sight.session.code_names(sight.moment))
        return tuple(dict.fromkeys(found))


def issue_drafts(
    asked: Sequence[LeavingSession],
    watched: Sequence[LeavingSession],
    steps_of: Callable[[Sight], Iterable[Step]],
    moment_ids: Sequence[str] = (),
) -> list[Draft]:
    """A draft for each finding and each friction or bug without one, the gravest first.

    Those of the sessions that are asked for, counted over all that were `watched`; with
    `moment_ids`, those that show one of these moments.
    """
    groups: dict[str, list[Sight]] = {}
    for session in watched:
        for moment in session.moments:
            if moment.kind in _PROBLEMS or moment.id in moment_ids:
                groups.setdefault(moment.finding_id or moment.id, []).append(Sight(session, moment))
    ids = {session.row.id for session in asked}
    people = len({session.row.participant for session in watched})
    drafts = [
        _draft(key, sights, people, steps_of)
        for key, sights in groups.items()
        if any(sight.session.row.id in ids for sight in sights)
        and (not moment_ids or any(sight.moment.id in moment_ids for sight in sights))
    ]
    return sorted(drafts, key=lambda draft: (-_rank(draft.severity), -len(draft.participants)))


def _draft(
    key: str, sights: list[Sight], watched: int, steps_of: Callable[[Sight], Iterable[Step]]
) -> Draft:
    sights = sorted(sights, key=lambda one: (-_rank(one.moment.severity), one.moment.start_ns))
    first = sights[0]
    finding = first.session.findings.get(first.moment.finding_id)
    judged = [one.moment.severity for one in sights if one.moment.severity is not None]
    severity = finding.severity if finding and finding.severity is not None else None
    return Draft(
        key=key,
        title=_title(finding.name if finding else "", first),
        sights=tuple(sights),
        watched=watched,
        severity=max(judged, default=None) if severity is None else severity,
        description=finding.description if finding else "",
        expected=tuple(_expected(first)),
        steps=tuple(steps_of(first)),
        followed_up=_followed_up(finding) if finding else "",
    )


def _followed_up(finding: Finding) -> str:
    """`in work, https://tracker.example/7, release of 2026-11-14`; empty for one that is open."""
    release = f"release of {finding.fixed_at}" if finding.fixed_at else ""
    parts = [part for part in (finding.issue.strip(), release) if part]
    if not parts and finding.state is FindingState.OPEN:
        return ""
    return ", ".join([str(finding.state), *parts])


def _rank(severity: int | None) -> int:
    return -1 if severity is None else severity


def _title(name: str, sight: Sight) -> str:
    moment = sight.moment
    words = name or next((line for line in moment.note.splitlines() if line.strip()), "")
    if not words.strip():
        task = sight.session.task_title(moment.task_id)
        words = f"{str(moment.kind).capitalize()} in {moment.component or task or 'the product'}"
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"


def _expected(sight: Sight) -> Iterable[str]:
    """What the task says should happen."""
    study = sight.session.study
    task = study.task(sight.moment.task_id) if study else None
    if task is None:
        return
    yield f"Task: {task.title}"
    if task.expected_outcome or task.success_criteria:
        yield task.expected_outcome or task.success_criteria
    if task.expected_ns:
        yield f"Expected time: {round(task.expected_ns / NS_PER_SECOND)} s"
    if task.expected_steps:
        yield f"Expected steps: {task.expected_steps}"
