"""Predictions: what the team expects of each task, said before anybody was watched."""

from observer.database.connection import Connection, Row
from observer.database.rows import storable
from observer.database.studies import unknown_study
from observer.model.errors import LibraryError
from observer.model.study import Prediction


def save_prediction(connection: Connection, study_id: str, prediction: Prediction) -> None:
    """Keep what one person predicts of one task, in place of what this person said before.

    Raises LibraryError once the study has had a session, and where it has no such task.
    """
    with connection.writing() as database:
        study = _study(connection, study_id)
        if study["first_session_at"] is not None:
            raise LibraryError(
                f"Predictions for “{study['name']}” are closed: its first session has run",
                "Compare those that were made; predict again in a study that starts afresh",
            )
        known = connection.row(
            "SELECT 1 FROM tasks WHERE study_id = ? AND id = ? AND removed_at IS NULL",
            [study["id"], prediction.task_id],
        )
        if known is None:
            raise LibraryError(
                f"The study “{study['name']}” has no task “{prediction.task_id}”",
                "Look at the study's tasks; this one may have been taken out meanwhile",
            )
        database.execute(
            "INSERT OR REPLACE INTO predictions"
            " (study_id, task_id, author, successes, participants, time_ns, made_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                study["id"],
                prediction.task_id,
                storable(prediction.author),
                prediction.successes,
                prediction.participants,
                prediction.time_ns,
                prediction.made_at,
            ],
        )


def predictions(connection: Connection, study_id: str) -> list[Prediction]:
    """What was predicted, by task and author. Raises LibraryError for an unknown study."""
    rows = connection.rows(
        "SELECT predictions.* FROM predictions"
        " LEFT JOIN tasks ON tasks.study_id = predictions.study_id AND tasks.id = task_id"
        " WHERE predictions.study_id = ? ORDER BY position, task_id, author",
        [_study(connection, study_id)["id"]],
    )
    return [
        Prediction(
            task_id=row["task_id"],
            author=row["author"],
            successes=row["successes"],
            participants=row["participants"],
            time_ns=row["time_ns"],
            made_at=row["made_at"],
        )
        for row in rows
    ]


def predictions_locked(connection: Connection, study_id: str) -> bool:
    """Whether the first session has run; it stays so when that session is removed."""
    return _study(connection, study_id)["first_session_at"] is not None


def _study(connection: Connection, study_id: str) -> Row:
    row = connection.row("SELECT * FROM studies WHERE key = ?", [study_id])
    if row is None:
        raise unknown_study(study_id)
    return row
