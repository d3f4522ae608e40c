"""All that was observed in a study's sessions, as plain values for the figures to be made of."""

from dataclasses import dataclass, field

from observer.model.annotation import Annotation, AnnotationKind
from observer.model.effort import Effort
from observer.model.finding import Assumptions, Finding
from observer.model.samples import FocusChange
from observer.model.sitting import Answer, Attempt, Exposure
from observer.model.study import Prediction, Study

_FRICTION = (AnnotationKind.FRICTION, AnnotationKind.BUG)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session: whom it watched, when, and what was seen, said and answered in it.

    `recorded_at` is ISO 8601; `segment_id` is empty where nobody said. `efforts` are of those
    attempts that could be measured.
    """

    id: str
    participant: str
    segment_id: str
    recorded_at: str
    duration_ns: int
    annotations: tuple[Annotation, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    answers: tuple[Answer, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    windows: tuple[FocusChange, ...] = ()
    efforts: tuple[Effort, ...] = ()
    friction: tuple[Annotation, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = tuple(said for said in self.annotations if said.kind in _FRICTION)
        object.__setattr__(self, "friction", found)


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """A study with its sessions in the order they were recorded."""

    study: Study
    sessions: tuple[SessionFacts, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    findings: tuple[Finding, ...] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)

    @property
    def participants(self) -> tuple[str, ...]:
        """Each participant who was watched, once."""
        return tuple(dict.fromkeys(session.participant for session in self.sessions))
