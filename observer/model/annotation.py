"""What people say about a session: marks made live and annotations made afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from observer.model.span import Span

SEVERITY_WORDS = ("not a problem", "cosmetic", "minor", "major", "catastrophe")
"""Nielsen's severity ratings for usability problems, 0 to 4 (Nielsen 1994)."""


class Standing(StrEnum):
    """Whether a person stands behind it: a rule only suggests, and a person keeps or rejects."""

    KEPT = "kept"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


class ReviewState(StrEnum):
    """How far the annotating of a session has come."""

    TO_REVIEW = "to review"
    IN_REVIEW = "in review"
    DONE = "done"


class AnnotationKind(StrEnum):
    """What sort of thing is said."""

    FRICTION = "friction"
    QUOTE = "quote"
    QUESTION = "question"
    BUG = "bug"
    IDEA = "idea"
    DELIGHT = "delight"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment marked while the recording runs, on the session's clock.

    `start_ns` is the moment meant, `made_ns` when the key was pressed: a back-dated mark has them
    apart. `severity` is 0 to 4, or None where nobody has judged it yet. A mark told again with the
    same id takes the place of what was told before; `withdrawn` takes it back.
    """

    id: str
    kind: AnnotationKind
    start_ns: int
    made_ns: int
    severity: int | None = None
    note: str = ""
    author: str = ""
    withdrawn: bool = False

    def __post_init__(self) -> None:
        _check(self.severity, self.start_ns)


def latest_marks(told: Iterable[Mark]) -> list[Mark]:
    """Each mark as it was told last, withdrawn ones included, in the order they were made."""
    latest: dict[str, Mark] = {}
    for mark in told:
        latest[mark.id] = mark
    return list(latest.values())


@dataclass(frozen=True, slots=True)
class Annotation:
    """Anything said about a point (`end_ns == start_ns`) or stretch of a session.

    `created_at` and `changed_at` are ISO 8601 in UTC. `quote` holds the participant's own words,
    `codes` the ids of the study's codes. `component` and `team` are names as they were when it was
    said: a study that is changed later leaves them alone. Where a `rule` suggested it, `reason` is
    the sentence in which the rule says why. `finding_id` names the problem it is one sight of.
    """

    id: str
    session_id: str
    author: str
    kind: AnnotationKind
    start_ns: int
    end_ns: int
    severity: int | None
    note: str
    created_at: str
    changed_at: str
    quote: str = ""
    codes: tuple[str, ...] = ()
    component: str = ""
    team: str = ""
    task_id: str = ""
    rule: str = ""
    reason: str = ""
    standing: Standing = Standing.KEPT
    finding_id: str = ""

    def __post_init__(self) -> None:
        _check(self.severity, self.start_ns)
        if self.end_ns < self.start_ns:
            raise ValueError("an annotation cannot end before it starts")

    @property
    def span(self) -> Span:
        """The stretch it speaks of."""
        return Span(self.start_ns, self.end_ns)


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says to an annotation, their own or another's."""

    id: str
    annotation_id: str
    author: str
    text: str
    created_at: str
    changed_at: str


def _check(severity: int | None, start_ns: int) -> None:
    if severity is not None and not 0 <= severity <= len(SEVERITY_WORDS) - 1:
        raise ValueError(f"severity is 0 to 4, not {severity}")
    if start_ns < 0:
        raise ValueError("a moment cannot lie before the session's start")
