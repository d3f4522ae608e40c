"""What participants answered, and what the team said when they had gone."""

from observer.database.attempts import check_part
from observer.database.connection import Connection
from observer.database.rows import storable
from observer.database.sessions import check_session
from observer.model.errors import LibraryError
from observer.model.sitting import Answer, Debrief


def save_answer(connection: Connection, answer: Answer) -> None:
    """Keep an answer, in place of the one to the same question about the same task.

    Raises SessionNotFound, and LibraryError where the session's study never had the question or
    the task.
    """
    with connection.writing() as database:
        check_session(connection, answer.session_id)
        check_part(connection, answer.session_id, "questionnaires", answer.questionnaire_id)
        _check_question(connection, answer)
        if answer.task_id:
            check_part(connection, answer.session_id, "tasks", answer.task_id)
        database.execute(
            "INSERT INTO answers"
            " (session_id, questionnaire_id, question_id, task_id, value, text)"
            " VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (session_id, questionnaire_id, question_id, task_id)"
            " DO UPDATE SET value = excluded.value, text = excluded.text",
            [
                answer.session_id,
                answer.questionnaire_id,
                answer.question_id,
                answer.task_id,
                answer.value,
                storable(answer.text),
            ],
        )


def answers(connection: Connection, session_id: str) -> list[Answer]:
    """A session's answers in the order they were first given."""
    rows = connection.rows(
        "SELECT session_id, questionnaire_id, question_id, task_id, value, text FROM answers"
        " WHERE session_id = ? ORDER BY number",
        [session_id],
    )
    return [Answer(**row) for row in rows]


def save_debrief(connection: Connection, debrief: Debrief) -> None:
    """Keep what one person says after a session; an empty text takes it back.

    Raises SessionNotFound.
    """
    with connection.writing() as database:
        check_session(connection, debrief.session_id)
        who = [debrief.session_id, storable(debrief.author)]
        if not debrief.text:
            database.execute("DELETE FROM debriefs WHERE session_id = ? AND author = ?", who)
            return
        database.execute(
            "INSERT INTO debriefs (session_id, author, text) VALUES (?, ?, ?)"
            " ON CONFLICT (session_id, author) DO UPDATE SET text = excluded.text",
            [*who, storable(debrief.text)],
        )


def debriefs(connection: Connection, session_id: str) -> list[Debrief]:
    """What was said after a session, in the order people began to."""
    rows = connection.rows(
        "SELECT session_id, author, text FROM debriefs WHERE session_id = ? ORDER BY number",
        [session_id],
    )
    return [Debrief(**row) for row in rows]


def _check_question(connection: Connection, answer: Answer) -> None:
    known = connection.row(
        "SELECT 1 FROM questions JOIN participants ON participants.study_id = questions.study_id"
        " JOIN sessions ON participant_id = participants.id"
        " WHERE sessions.id = ? AND questionnaire_id = ? AND questions.id = ?",
        [answer.session_id, answer.questionnaire_id, answer.question_id],
    )
    if known is None:
        raise LibraryError(
            f"The questionnaire “{answer.questionnaire_id}” has no question “{answer.question_id}”",
            "Add it to the study first, or look at the study for those that are there",
        )
