"""What people say to annotations: kept, read and removed, without a history."""

from typing import Any

from observer.database.connection import Connection
from observer.database.rows import storable, to_comment, utc_now
from observer.model.annotation import Comment


def comments(connection: Connection, session_id: str) -> list[Comment]:
    """All comments on a session's annotations, in the order they were made."""
    rows = connection.rows(
        "SELECT comments.* FROM comments JOIN annotations ON annotations.id = annotation_id"
        " WHERE session_id = ? AND comments.removed_at IS NULL"
        " ORDER BY comments.created_at, comments.number",
        [session_id],
    )
    return [to_comment(row) for row in rows]


def put_comment(
    connection: Connection, comment_id: str, annotation_id: str, value: dict[str, Any] | None
) -> None:
    """Make a comment say this (author, text, created_at); None takes it away, its id stays."""
    with connection.writing() as database:
        if value is None:
            database.execute(
                "UPDATE comments SET removed_at = ? WHERE id = ?", [utc_now(), comment_id]
            )
            return
        database.execute(
            "INSERT INTO comments (id, annotation_id, author, text, created_at, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET text = excluded.text, changed_at = excluded.changed_at, removed_at = NULL",
            [
                comment_id,
                annotation_id,
                storable(value["author"]),
                storable(value["text"]),
                value["created_at"],
                utc_now(),
            ],
        )
