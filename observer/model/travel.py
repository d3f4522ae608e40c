"""What people said of a session, whole: as it travels from one library to another."""

from dataclasses import dataclass
from typing import Any

from observer.model.annotation import Annotation, Comment, ReviewState
from observer.model.redaction import Redaction
from observer.model.sitting import Answer, Asking, Attempt, Debrief, Exposure
from observer.model.study import Prediction


@dataclass(frozen=True, slots=True)
class KeptAnnotation:
    """An annotation, and when it was removed (None while it stands)."""

    said: Annotation
    removed_at: str | None = None


@dataclass(frozen=True, slots=True)
class KeptComment:
    """A comment, and when it was removed (None while it stands)."""

    comment: Comment
    removed_at: str | None = None


@dataclass(frozen=True, slots=True)
class KeptChange:
    """One change of the undo history; changes of one `step` were made in one go.

    `before` and `after` hold the facets that `database.history` names.
    """

    id: str
    step: str
    annotation_id: str
    author: str
    what: str
    before: dict[str, Any]
    after: dict[str, Any]
    made_at: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Annotations with their history, what was said to them, the sit-in's own records, and what is
    covered in all that leaves."""

    annotations: tuple[KeptAnnotation, ...] = ()
    changes: tuple[KeptChange, ...] = ()
    comments: tuple[KeptComment, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    askings: tuple[Asking, ...] = ()
    answers: tuple[Answer, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    debriefs: tuple[Debrief, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    segment_id: str = ""
    review: ReviewState = ReviewState.TO_REVIEW


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: how many annotations came, how many changed, and what differed on both
    sides: a plain sentence each."""

    added: int = 0
    updated: int = 0
    kept_both: tuple[str, ...] = ()
