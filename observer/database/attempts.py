"""Attempts at tasks, and when the moderator asked what."""

from observer.database.connection import Connection
from observer.database.rows import storable
from observer.database.sessions import check_owner, check_session
from observer.model.errors import LibraryError
from observer.model.sitting import Asking, Attempt, Outcome

ATTEMPT_COLUMNS = "id, task_id, start_ns, end_ns, outcome, helped, note"
"""An attempt's own columns, for `attempt_of`; the session's id stands before them."""


def save_attempt(connection: Connection, attempt: Attempt) -> None:
    """Keep an attempt, in place of what its id stood for until here.

    Raises SessionNotFound where its session is not indexed, LibraryError where the session's
    study has no such task and never had, and where the id is another session's.
    """
    with connection.writing() as database:
        check_session(connection, attempt.session_id)
        check_owner(connection, "attempts", attempt.id, attempt.session_id)
        check_part(connection, attempt.session_id, "tasks", attempt.task_id)
        database.execute(
            "INSERT INTO attempts"
            " (id, session_id, task_id, start_ns, end_ns, outcome, helped, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET"
            " task_id = excluded.task_id, start_ns = excluded.start_ns, end_ns = excluded.end_ns,"
            " outcome = excluded.outcome, helped = excluded.helped, note = excluded.note",
            [
                attempt.id,
                attempt.session_id,
                attempt.task_id,
                attempt.start_ns,
                attempt.end_ns,
                attempt.outcome.value if attempt.outcome else None,
                attempt.helped,
                storable(attempt.note),
            ],
        )


def attempts(connection: Connection, session_id: str) -> list[Attempt]:
    """A session's attempts in the order they began."""
    rows = connection.tuples(
        f"SELECT session_id, {ATTEMPT_COLUMNS} FROM attempts WHERE session_id = ?"
        " ORDER BY start_ns, number",
        [session_id],
    )
    return [attempt_of(*row) for row in rows]


def remove_attempt(connection: Connection, attempt_id: str) -> None:
    """Remove an attempt that was none. Raises LibraryError where there is no such attempt."""
    with connection.writing() as database:
        if not database.execute("DELETE FROM attempts WHERE id = ?", [attempt_id]).rowcount:
            raise LibraryError(
                f"There is no attempt “{attempt_id}”",
                "It may have been removed meanwhile; look at the list for those that are there",
            )


def save_asking(connection: Connection, asking: Asking) -> None:
    """Keep that a question of the guide was asked at this moment; twice the same is once.

    Raises SessionNotFound, and LibraryError where the session's study never had the question.
    """
    with connection.writing() as database:
        check_session(connection, asking.session_id)
        check_part(connection, asking.session_id, "guide_questions", asking.question_id)
        database.execute(
            "INSERT OR IGNORE INTO askings (session_id, question_id, time_ns) VALUES (?, ?, ?)",
            [asking.session_id, asking.question_id, asking.time_ns],
        )


def askings(connection: Connection, session_id: str) -> list[Asking]:
    """What was asked in a session, in its time's order."""
    rows = connection.rows(
        "SELECT session_id, question_id, time_ns FROM askings WHERE session_id = ?"
        " ORDER BY time_ns, number",
        [session_id],
    )
    return [Asking(**row) for row in rows]


def remove_asking(connection: Connection, asking: Asking) -> None:
    """Take back that a question was asked; without effect where that is not kept."""
    with connection.writing() as database:
        database.execute(
            "DELETE FROM askings WHERE session_id = ? AND question_id = ? AND time_ns = ?",
            [asking.session_id, asking.question_id, asking.time_ns],
        )


def check_part(connection: Connection, session_id: str, table: str, part_id: str) -> None:
    """Raise LibraryError unless the session's study has, or had, this part."""
    known = connection.row(
        f"SELECT 1 FROM {table} JOIN participants ON participants.study_id = {table}.study_id"
        f" JOIN sessions ON participant_id = participants.id"
        f" WHERE sessions.id = ? AND {table}.id = ?",
        [session_id, part_id],
    )
    if known is None:
        word = {"tasks": "task", "guide_questions": "question", "questionnaires": "questionnaire"}
        raise LibraryError(
            f"The session's study has no {word[table]} “{part_id}”",
            "Add it to the study first, or look at the study for those that are there",
        )


def attempt_of(
    session_id: str,
    attempt_id: str,
    task_id: str,
    start_ns: int,
    end_ns: int | None,
    outcome: str | None,
    helped: int,
    note: str,
) -> Attempt:
    """The columns of an attempt."""
    ended = None if outcome is None else Outcome(outcome)
    return Attempt(attempt_id, session_id, task_id, start_ns, end_ns, ended, helped, note)
