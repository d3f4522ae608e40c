"""The lists a study is made of: tasks, questions, components and the rest, a table each."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from observer.database.connection import Connection, Row
from observer.database.rows import storable, to_json, utc_now

_IN_A_SESSION_OF_THE_STUDY = (
    "session_id IN (SELECT sessions.id FROM sessions"
    " JOIN participants ON participants.id = participant_id"
    " WHERE participants.study_id = part.study_id)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a study's parts, its columns named as in the model.

    `in_use` is the SQL condition under which a row that was taken out has to stay, `owner` the
    column that its id is unique in beside the study.
    """

    table: str
    columns: tuple[str, ...]
    in_use: str = "0"
    owner: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that tell one row of a study from another."""
        return (self.owner, "id") if self.owner else ("id",)


def _pointed_at(*references: tuple[str, str]) -> str:
    """Whether a sit-in's table has the part's id in this column."""
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {column} = part.id AND {_IN_A_SESSION_OF_THE_STUDY})"
        for table, column in references
    )


TASKS = Part(
    "tasks",
    (
        "title",
        "wording",
        "start_state",
        "success_criteria",
        "expected_outcome",
        "expected_ns",
        "expected_steps",
        "touchpoint",
    ),
    in_use=_pointed_at(("attempts", "task_id"), ("answers", "task_id"))
    + " OR EXISTS (SELECT 1 FROM predictions"
    " WHERE predictions.study_id = part.study_id AND task_id = part.id)",
)
GUIDE = Part("guide_questions", ("text",), in_use=_pointed_at(("askings", "question_id")))
QUESTIONNAIRES = Part(
    "questionnaires",
    ("title", "asked", "score"),
    in_use=_pointed_at(("answers", "questionnaire_id")),
)
QUESTIONS = Part(
    "questions",
    ("questionnaire_id", "text", "form", "points", "low", "high", "choices"),
    in_use="EXISTS (SELECT 1 FROM answers WHERE answers.questionnaire_id = part.questionnaire_id"
    f" AND question_id = part.id AND {_IN_A_SESSION_OF_THE_STUDY})",
    owner="questionnaire_id",
)
COMPONENTS = Part("components", ("name", "team", "application", "title", "address"))
SEGMENTS = Part(
    "segments",
    ("name", "wanted"),
    in_use="EXISTS (SELECT 1 FROM participants"
    " WHERE participants.study_id = part.study_id AND segment_id = part.id)",
)
CODES = Part("codes", ("name", "description", "key"))


def save_parts(
    connection: Connection, part: Part, study_number: int, items: Sequence[Mapping[str, Any]]
) -> None:
    """Make the table say what the list says, in its order.

    A row that is no longer in it goes, or is marked removed where something points at it. Two
    items of one id are a defect of the caller's and raise ValueError.
    """
    identities = {tuple(item[name] for name in part.identity) for item in items}
    if len(identities) != len(items):
        raise ValueError(f"two {part.table} of one study have the same id")
    columns = ("study_id", "position", "id", *part.columns)
    changes = ", ".join(f"{name} = excluded.{name}" for name in ("position", *part.columns))
    with connection.writing() as database:
        database.execute(
            f"UPDATE {part.table} SET removed_at = ? WHERE study_id = ? AND removed_at IS NULL",
            [utc_now(), study_number],
        )
        for position, item in enumerate(items):
            values = [_column(item[name]) for name in ("id", *part.columns)]
            database.execute(
                f"INSERT INTO {part.table} ({', '.join(columns)})"
                f" VALUES ({', '.join('?' for _ in columns)})"
                f" ON CONFLICT (study_id, {', '.join(part.identity)})"
                f" DO UPDATE SET {changes}, removed_at = NULL",
                [study_number, position, *values],
            )
        database.execute(
            f"DELETE FROM {part.table} AS part"
            f" WHERE study_id = ? AND removed_at IS NOT NULL AND NOT ({part.in_use})",
            [study_number],
        )


def load_parts(
    connection: Connection, part: Part, study_number: int | None, *, removed: bool
) -> Mapping[int, list[Row]]:
    """The rows of one study, or of all, by the study's number and in order.

    With `removed`, those that were taken out follow.
    """
    rows = connection.rows(
        f"SELECT * FROM {part.table} WHERE (study_id = ?1 OR ?1 IS NULL)"
        " AND (removed_at IS NULL OR ?2) ORDER BY removed_at IS NOT NULL, position, number",
        [study_number, removed],
    )
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["study_id"]].append(row)
    return found


def fields_of(part: Part, row: Row) -> dict[str, Any]:
    """A row's id and own columns, as the model's keyword arguments."""
    return {name: row[name] for name in ("id", *part.columns)}


def choices_of(text: str) -> tuple[str, ...]:
    """What the column `choices` holds."""
    return tuple(json.loads(text))


def _column(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Iterable):
        return to_json([storable(str(item)) for item in value])
    return value
