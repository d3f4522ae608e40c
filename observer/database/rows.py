"""Rows as frozen values, and the translation of columns to and from the model."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from observer.database.connection import Row
from observer.database.unchecked import draft_of
from observer.model.annotation import (
    Annotation,
    AnnotationKind,
    Comment,
    ReviewState,
    Standing,
)
from observer.model.manifest import SessionState


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as a list shows it; `folder` is a name inside the library.

    `recorded_at` is ISO 8601 with offset; `moments` counts the annotations that people stand behind
    and that are not removed; `segment` is the name of the participant's, empty for none.
    `keep_until` is the last day it is kept, ISO 8601 in UTC, empty for no such day.
    """

    id: str
    folder: str
    state: SessionState
    study: str
    participant: str
    duration_ns: int
    recorded_at: str
    moments: int
    review: ReviewState = ReviewState.TO_REVIEW
    segment: str = ""
    keep_until: str = ""

    @property
    def is_past(self) -> bool:
        """Whether it has been kept for as long as was said; what still records never is."""
        today = datetime.now(UTC).date().isoformat()
        return "" < self.keep_until < today and self.state is not SessionState.RECORDING


@dataclass(frozen=True, slots=True)
class FolderStamp:
    """What a folder's files looked like when it was last indexed: enough to see a change.

    `changed_ns` is their latest modification time in nanoseconds since 1970.
    """

    changed_ns: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class IndexedFolder:
    """Which session a folder was indexed as, in which state and from which files."""

    session_id: str
    folder: str
    state: SessionState
    stamp: FolderStamp


class Where(StrEnum):
    """What a find was found in; a label is an annotation's component, team or code."""

    NOTE = "note"
    QUOTE = "quote"
    COMMENT = "comment"
    DEBRIEF = "debrief"
    ANSWER = "answer"
    TASK_NOTE = "task note"
    LABEL = "label"
    TASK = "task"
    WINDOW_TITLE = "window title"
    APPLICATION = "application"
    SESSION = "session"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One find. `annotation_id` is the annotation it belongs to, if to any.

    `text` is what was found, around the first match where it is long; `matches` are the stretches
    of it that were looked for. `about` is the note or quote that a label belongs to. `author` is
    who said it, or who made the moment that it labels; empty for what is nobody's.
    """

    session_id: str
    annotation_id: str | None
    time_ns: int
    text: str
    where: Where
    matches: tuple[tuple[int, int], ...] = ()
    about: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an author did in one go, from the undo history; `what` says it in plain words."""

    annotation_ids: tuple[str, ...]
    what: str


def to_session(row: Row) -> SessionRow:
    """A row of the session list."""
    return SessionRow(
        id=row["id"],
        folder=row["folder"],
        state=SessionState(row["state"]),
        study=row["study"],
        participant=row["participant"],
        duration_ns=row["duration_ns"],
        recorded_at=row["recorded_at"],
        moments=row["moments"],
        review=ReviewState(row["review"]),
        segment=row["segment"],
        keep_until=row["keep_until"],
    )


def to_annotation(row: Row) -> Annotation:
    """A row of `annotations`, by column name."""
    (said,) = annotations_of([tuple(row[name] for name in _ANNOTATION_FIELDS)])
    return said


_ANNOTATION_FIELDS = [field.name for field in dataclasses.fields(Annotation)]
ANNOTATION_COLUMNS = ", ".join(f"annotations.{name}" for name in _ANNOTATION_FIELDS)
"""The columns of an annotation in the order of its fields, for `annotations_of`."""

_KINDS = {kind.value: kind for kind in AnnotationKind}
_STANDINGS = {standing.value: standing for standing in Standing}
_Draft = draft_of(Annotation)


def annotations_of(rows: Iterable[tuple[Any, ...]]) -> list[Annotation]:
    """Rows of ANNOTATION_COLUMNS, by the hundred thousand."""
    kept: list[Annotation] = []
    for row in rows:
        draft = _Draft(*row)
        draft.kind = _KINDS[draft.kind]
        draft.codes = _codes(draft.codes)
        draft.standing = _STANDINGS[draft.standing]
        draft.__class__ = Annotation
        kept.append(draft)
    return kept


@lru_cache(maxsize=4096)
def _codes(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def to_comment(row: Row) -> Comment:
    """A row of `comments`."""
    return Comment(
        id=row["id"],
        annotation_id=row["annotation_id"],
        author=row["author"],
        text=row["text"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
    )


def from_annotation(annotation: Annotation) -> dict[str, Any]:
    """The columns of an annotation that is not removed."""
    return {
        "id": annotation.id,
        "session_id": annotation.session_id,
        "author": storable(annotation.author),
        "kind": annotation.kind.value,
        "start_ns": annotation.start_ns,
        "end_ns": annotation.end_ns,
        "severity": annotation.severity,
        "note": storable(annotation.note),
        "created_at": annotation.created_at,
        "changed_at": annotation.changed_at,
        "removed_at": None,
        "quote": storable(annotation.quote),
        "codes": to_json([storable(code) for code in annotation.codes]),
        "component": storable(annotation.component),
        "team": storable(annotation.team),
        "task_id": storable(annotation.task_id),
        "rule": storable(annotation.rule),
        "reason": storable(annotation.reason),
        "standing": annotation.standing.value,
        "finding_id": storable(annotation.finding_id),
    }


def storable(text: str) -> str:
    """Text SQLite can hold: half characters, as broken window titles have, become `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json(value: Mapping[str, Any] | list[str]) -> str:
    """Compact JSON with the letters left readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def utc_now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
