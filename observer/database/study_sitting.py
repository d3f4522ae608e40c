"""What happened in all sessions of a study, each table read once."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from observer.database.attempts import ATTEMPT_COLUMNS, attempt_of
from observer.database.connection import Connection
from observer.database.studies import number_of_study
from observer.database.unchecked import maker_of
from observer.model.samples import FocusChange
from observer.model.sitting import Answer, Attempt, Exposure

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

    def read(
        table: str, columns: str, order: str, make: Callable[..., T], *, tells_session: bool
    ) -> dict[str, list[T]]:
        rows = connection.tuples(
            f"SELECT session_id, {columns} FROM {table} WHERE {_OF_THE_STUDY}"
            f" ORDER BY session_id, {order}",
            [number],
        )
        first = 0 if tells_session else 1
        return {
            session_id: [make(*row[first:]) for row in told]
            for session_id, told in groupby(rows, itemgetter(0))
        }

    return StudySitting(
        attempts=read(
            "attempts",
            ATTEMPT_COLUMNS,
            "start_ns, number",
            attempt_of,
            tells_session=True,
        ),
        answers=read(
            "answers",
            "questionnaire_id, question_id, task_id, value, text",
            "number",
            _answer_of,
            tells_session=True,
        ),
        exposures=read(
            "exposures",
            "author, start_ns, end_ns, role",
            "start_ns",
            Exposure,
            tells_session=True,
        ),
        windows=read(
            "windows",
            "time_ns, application, title",
            "time_ns, id",
            _window_of,
            tells_session=False,
        ),
    )


_answer_of = maker_of(Answer)
_window_of = maker_of(FocusChange)
