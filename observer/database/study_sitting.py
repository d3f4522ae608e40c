"""What happened in all sessions of a study, each table read once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from observer.database.connection import Connection, Row
from observer.database.studies import number_of_study
from observer.model.samples import FocusChange
from observer.model.sitting import Answer, Attempt, Exposure, Outcome

T = TypeVar("T")

_OF_THE_STUDY = (
    "session_id IN (SELECT sessions.id FROM sessions"
    " JOIN participants ON participants.id = participant_id WHERE study_id = ?)"
)


@dataclass(frozen=True, slots=True)
class StudySession:
    """One session of a study; `segment_id` is its participant's."""

    id: str
    participant: str
    segment_id: str
    recorded_at: str
    duration_ns: int


@dataclass(frozen=True, slots=True)
class StudySitting:
    """What happened, by session."""

    attempts: dict[str, list[Attempt]]
    answers: dict[str, list[Answer]]
    exposures: dict[str, list[Exposure]]
    windows: dict[str, list[FocusChange]]


def study_sessions(connection: Connection, study_id: str) -> list[StudySession]:
    """A study's sessions in the order they were recorded. Raises LibraryError."""
    rows = connection.rows(
        "SELECT sessions.id, code AS participant, segment_id, recorded_at, duration_ns"
        " FROM sessions JOIN participants ON participants.id = participant_id"
        " WHERE study_id = ? ORDER BY julianday(recorded_at), recorded_at, sessions.id",
        [number_of_study(connection, study_id)],
    )
    return [StudySession(**row) for row in rows]


def study_sitting(connection: Connection, study_id: str) -> StudySitting:
    """What happened in a study's sessions. Raises LibraryError."""
    number = number_of_study(connection, study_id)

    def read(table: str, columns: str, order: str, make: Callable[[Row], T]) -> dict[str, list[T]]:
        rows = connection.rows(
            f"SELECT session_id, {columns} FROM {table} WHERE {_OF_THE_STUDY}"
            f" ORDER BY session_id, {order}",
            [number],
        )
        found: dict[str, list[T]] = {}
        for row in rows:
            found.setdefault(row["session_id"], []).append(make(row))
        return found

    with connection.reading():
        return StudySitting(
            attempts=read(
                "attempts",
                "id, task_id, start_ns, end_ns, outcome, helped, note",
                "start_ns, number",
                _to_attempt,
            ),
            answers=read(
                "answers",
                "questionnaire_id, question_id, task_id, value, text",
                "number",
                lambda row: Answer(**row),
            ),
            exposures=read(
                "exposures",
                "author, start_ns, end_ns, role",
                "start_ns",
                lambda row: Exposure(**row),
            ),
            windows=read(
                "windows",
                "time_ns, application, title",
                "time_ns, id",
                lambda row: FocusChange(row["time_ns"], row["application"], row["title"]),
            ),
        )


def _to_attempt(row: Row) -> Attempt:
    outcome = None if row["outcome"] is None else Outcome(row["outcome"])
    return Attempt(**{**row, "outcome": outcome})
