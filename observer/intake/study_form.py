"""The form of a study file: which tables it has, which fields they have, what goes into each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from observer.model.study import (
    AnswerForm,
    Asked,
    Code,
    Component,
    GuideQuestion,
    Question,
    Questionnaire,
    Score,
    Segment,
    Study,
    Task,
)


class Kind(Enum):
    """What a field holds, in the words of a sentence that asks for it."""

    TEXT = "a text in quotes"
    COUNT = "a whole number of 0 or more"
    SECONDS = "a number of seconds, 0 or more"
    WORD = "one of its words in quotes"
    TEXTS = 'a list of texts in quotes, as in ["yes", "no"]'


@dataclass(frozen=True, slots=True)
class Field:
    """One `key = value` of a table, and the attribute of the model's value that it becomes.

    `words` are those that a WORD may be.
    """

    key: str
    attribute: str
    kind: Kind = Kind.TEXT
    required: bool = False
    words: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table. `attribute` is where its owner keeps the list, `label` names an item."""

    key: str
    record: type[Any]
    attribute: str
    label: str
    fields: tuple[Field, ...]
    tables: tuple["Table", ...] = ()
    comment: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """All that may stand in it."""
        return (*(field.key for field in self.fields), *(table.key for table in self.tables))

    def field(self, key: str) -> Field | None:
        """The field of this key."""
        return next((field for field in self.fields if field.key == key), None)

    def everything(self) -> Iterator["Table"]:
        """Itself and all tables inside."""
        yield self
        for table in self.tables:
            yield from table.everything()


_ID = Field("id", "id")

_TASK = Table(
    "task",
    Task,
    "tasks",
    "title",
    (
        Field("title", "title", required=True),
        _ID,
        Field("wording", "wording"),
        Field("start_state", "start_state"),
        Field("success_criteria", "success_criteria"),
        Field("expected_outcome", "expected_outcome"),
        Field("expected_seconds", "expected_ns", Kind.SECONDS),
        Field("expected_steps", "expected_steps", Kind.COUNT),
        Field("touchpoint", "touchpoint"),
    ),
    comment="What participants try to do. The wording is read out as it stands.",
)
_GUIDE = Table(
    "guide",
    GuideQuestion,
    "guide",
    "text",
    (Field("text", "text", required=True), _ID),
    comment="What the moderator wants to ask, at the right moment.",
)
_QUESTION = Table(
    "question",
    Question,
    "questions",
    "text",
    (
        Field("text", "text", required=True),
        _ID,
        Field("form", "form", Kind.WORD, words=AnswerForm),
        Field("points", "points", Kind.COUNT),
        Field("low", "low"),
        Field("high", "high"),
        Field("choices", "choices", Kind.TEXTS),
    ),
)
_QUESTIONNAIRE = Table(
    "questionnaire",
    Questionnaire,
    "questionnaires",
    "title",
    (
        Field("title", "title", required=True),
        _ID,
        Field("asked", "asked", Kind.WORD, required=True, words=Asked),
        Field("score", "score", Kind.WORD, words=Score),
    ),
    (_QUESTION,),
    comment='Asked "after-task" or "at-end". Score is "seq", "sus", "umux-lite", or left out.',
)
_COMPONENT = Table(
    "component",
    Component,
    "components",
    "name",
    (
        Field("name", "name", required=True),
        _ID,
        Field("team", "team"),
        Field("application", "application"),
        Field("title", "title"),
        Field("address", "address"),
    ),
    comment=(
        "Parts of the product and the teams that own them. Application, title and address are\n"
        "patterns for the window or page in front; the first component that fits is meant."
    ),
)
_SEGMENT = Table(
    "segment",
    Segment,
    "segments",
    "name",
    (Field("name", "name", required=True), _ID, Field("wanted", "wanted", Kind.COUNT)),
    comment="Kinds of customers, and how many of each are to be watched.",
)
_CODE = Table(
    "code",
    Code,
    "codebook",
    "name",
    (
        Field("name", "name", required=True),
        _ID,
        Field("description", "description"),
        Field("key", "key"),
    ),
    comment="The codebook: labels, when to apply them, and the key that does.",
)

STUDY = Table(
    "study",
    Study,
    "",
    "name",
    (
        Field("name", "name", required=True),
        _ID,
        Field("question", "question"),
        Field("language", "language"),
    ),
    (_TASK, _GUIDE, _QUESTIONNAIRE, _COMPONENT, _SEGMENT, _CODE),
    comment="A study for Observer. Bring it into a library with: observer study import FILE",
)
