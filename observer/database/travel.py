"""A session's annotations with all that belongs to them, read whole and put back as they are."""

import json
from collections.abc import Iterable

from observer.database.connection import Connection
from observer.database.facets import check_facets
from observer.database.rows import from_annotation, storable, to_annotation, to_comment, to_json
from observer.database.sessions import check_owner, check_session
from observer.database.studies import unknown_study
from observer.model.errors import LibraryError
from observer.model.study import Prediction
from observer.model.travel import KeptAnnotation, KeptChange, KeptComment


def kept_annotations(connection: Connection, session_id: str) -> list[KeptAnnotation]:
    """Every annotation of a session: suggestions and removed ones, too."""
    rows = connection.rows(
        "SELECT * FROM annotations WHERE session_id = ? ORDER BY number", [session_id]
    )
    return [KeptAnnotation(to_annotation(row), row["removed_at"]) for row in rows]


def kept_comments(connection: Connection, session_id: str) -> list[KeptComment]:
    """Every comment of a session, removed ones too."""
    rows = connection.rows(
        "SELECT comments.* FROM comments JOIN annotations ON annotations.id = annotation_id"
        " WHERE session_id = ? ORDER BY comments.number",
        [session_id],
    )
    return [KeptComment(to_comment(row), row["removed_at"]) for row in rows]


def kept_changes(connection: Connection, session_id: str) -> list[KeptChange]:
    """The undo history of a session, oldest first."""
    rows = connection.rows(
        "SELECT * FROM annotation_changes WHERE session_id = ? ORDER BY number", [session_id]
    )
    return [
        KeptChange(
            id=row["id"],
            step=row["step"],
            annotation_id=row["annotation_id"],
            author=row["author"],
            what=row["what"],
            before=json.loads(row["before"]),
            after=json.loads(row["after"]),
            made_at=row["made_at"],
            undone=bool(row["undone"]),
        )
        for row in rows
    ]


def put_annotation(connection: Connection, kept: KeptAnnotation) -> None:
    """Make an annotation this one, removed or not. Raises SessionNotFound."""
    columns = from_annotation(kept.said) | {"removed_at": kept.removed_at}
    with connection.writing() as database:
        check_session(connection, kept.said.session_id)
        check_owner(connection, "annotations", kept.said.id, kept.said.session_id)
        database.table("annotations").upsert(columns, pk="id")


def put_kept_comment(connection: Connection, kept: KeptComment) -> None:
    """Make a comment this one, removed or not. Raises LibraryError for another annotation's id."""
    comment = kept.comment
    with connection.writing() as database:
        row = connection.row("SELECT annotation_id FROM comments WHERE id = ?", [comment.id])
        if row is not None and row["annotation_id"] != comment.annotation_id:
            raise LibraryError(
                f"The comment “{comment.id}” belongs to another moment of this library",
                "Ask for the file anew from where it came from",
            )
        database.table("comments").upsert(
            {
                "id": comment.id,
                "annotation_id": comment.annotation_id,
                "author": storable(comment.author),
                "text": storable(comment.text),
                "created_at": comment.created_at,
                "changed_at": comment.changed_at,
                "removed_at": kept.removed_at,
            },
            pk="id",
        )


def add_changes(connection: Connection, session_id: str, changes: Iterable[KeptChange]) -> None:
    """Keep changes that were made elsewhere and are not known here. Applies none of them.

    Raises LibraryError for one whose facets are none.
    """
    with connection.writing() as database:
        for change in changes:
            check_facets(change.before)
            check_facets(change.after)
            database.execute(
                "INSERT OR IGNORE INTO annotation_changes (id, step, session_id, annotation_id,"
                " author, what, before, after, made_at, undone)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    change.id,
                    change.step,
                    session_id,
                    change.annotation_id,
                    storable(change.author),
                    storable(change.what),
                    to_json(change.before),
                    to_json(change.after),
                    change.made_at,
                    int(change.undone),
                ],
            )


def add_predictions(
    connection: Connection, study_id: str, predictions: Iterable[Prediction]
) -> None:
    """Keep what was predicted elsewhere, before its first session; what is here stays."""
    with connection.writing() as database:
        row = connection.row("SELECT id FROM studies WHERE key = ?", [study_id])
        if row is None:
            raise unknown_study(study_id)
        for one in predictions:
            database.execute(
                "INSERT OR IGNORE INTO predictions"
                " (study_id, task_id, author, successes, participants, time_ns, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    row["id"],
                    one.task_id,
                    storable(one.author),
                    one.successes,
                    one.participants,
                    one.time_ns,
                    one.made_at,
                ],
            )
