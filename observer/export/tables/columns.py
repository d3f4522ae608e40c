"""What each table holds: its columns' names, types, units and meanings, said once.

The page `README.md` beside this file is made of it, and held to it by a test.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What a column's values are."""

    TEXT = "text"
    WHOLE = "whole number"
    DECIMAL = "decimal number"
    LIST = "list of texts"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `unit` is empty where a value has none."""

    name: str
    form: Form
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table; a row of it is a `meaning`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


def _text(name: str, meaning: str) -> Column:
    return Column(name, Form.TEXT, "", meaning)


def _whole(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, Form.WHOLE, unit, meaning)


def _seconds(name: str, meaning: str) -> Column:
    return Column(name, Form.DECIMAL, "s", meaning)


_PERSON = (
    _text("session", "The session's id."),
    _text("study", "The study's name."),
    _text("participant", "The participant's code."),
    _text("segment", "The kind of customer; empty where nobody said."),
)
_STRETCH = (
    _seconds("start_s", "When it begins, from the session's start."),
    _seconds("end_s", "When it ends; the same as its begin for a point in time."),
)

SESSIONS = Table(
    "sessions",
    "recorded sit-in",
    (
        *_PERSON,
        _text("recorded_at", "When it began, ISO 8601 with the offset from UTC."),
        _seconds("length_s", "How long it lasts."),
        _text("state", "recording, interrupted, closed or missing."),
        _text("review", "How far the annotating has come: to review, in review or done."),
        _whole("moments", "How many moments people stand behind."),
    ),
)

MOMENTS = Table(
    "moments",
    "stretch or point of a session of which something was said",
    (
        _text("id", "The moment's id."),
        *_PERSON,
        _text("kind", "friction, quote, question, bug, idea, delight or note."),
        *_STRETCH,
        _whole("start_ns", "Its begin, exactly.", "ns"),
        _whole("end_ns", "Its end, exactly.", "ns"),
        _whole("severity", "0 (not a problem) to 4 (catastrophe); empty where nobody judged it."),
        _text("note", "What the observer wrote."),
        _text("quote", "The participant's own words."),
        Column("codes", Form.LIST, "", "Names of the codebook's codes."),
        _text("component", "The part of the product in front, as it was named then."),
        _text("team", "Who owned that part then."),
        _text("task", "The title of the task at hand."),
        _text("author", "Who said it: the coder."),
        _text("rule", "The rule that suggested it; empty where a person made it."),
        _text("reason", "Why the rule suggested it."),
        _text("finding", "The finding it is one sight of."),
        _text("finding_state", "What becomes of that: open, in work, fixed or left as it is."),
        _text("finding_issue", "Where that is followed up: an address or a number."),
        Column("comments", Form.LIST, "", "What others said to it: who (when): text."),
        _text("created_at", "When it was first said, ISO 8601."),
        _text("changed_at", "When it was last changed, ISO 8601."),
    ),
)

ATTEMPTS = Table(
    "attempts",
    "try at a task",
    (
        _text("id", "The attempt's id."),
        *_PERSON,
        _text("task", "The task's title."),
        *_STRETCH,
        _seconds("length_s", "How long it took; empty while it lasts."),
        _text("outcome", "success, with difficulty, failed or given up."),
        _whole("helped", "How often the moderator had to help."),
        _seconds("expected_s", "How long it was expected to take; empty where nobody said."),
        _text("note", "What was noted about it."),
        _whole(
            "clicks", "Presses of any button; empty, as what follows, where nobody recorded it."
        ),
        _whole("pointer_px", "The pointer's way in straight lines.", "px"),
        _whole("help_turns", "How often help or search was turned to."),
        _whole("steps", "Windows and pages gone through."),
        _whole("places", "Different ones among them."),
        Column(
            "lostness", Form.DECIMAL, "", "Smith's; empty for fewer places than expected, or none."
        ),
        _seconds("unseen_s", "How much of it was not recorded."),
    ),
)

ANSWERS = Table(
    "answers",
    "answer to one question",
    (
        *_PERSON,
        _text("questionnaire", "The questionnaire's title."),
        _text("task", "The task it was asked about; empty for what is asked at the end."),
        _text("question", "The question as it was asked."),
        _whole("value", "The point on the scale, or the number of the choice; empty for words."),
        _text("text", "The answer in words."),
    ),
)

SCORES = Table(
    "scores",
    "questionnaire that one participant answered in full, as its published score",
    (
        *_PERSON,
        _text("questionnaire", "The questionnaire's title."),
        _text("task", "The task it was asked about; empty for what is asked at the end."),
        _text("scale", "seq (1 to 7), sus or umux-lite (0 to 100)."),
        Column("score", Form.DECIMAL, "", "What the answers come to on that scale."),
    ),
)

TABLES = {table.name: table for table in (SESSIONS, MOMENTS, ATTEMPTS, ANSWERS, SCORES)}
