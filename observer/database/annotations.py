"""What people said: kept, read and removed, without a history (that is `history`'s)."""

from collections.abc import Sequence
from operator import attrgetter

from observer.database.connection import Connection
from observer.database.rows import (
    ANNOTATION_COLUMNS,
    annotations_of,
    from_annotation,
    to_annotation,
    utc_now,
)
from observer.database.sessions import check_session
from observer.model.annotation import Annotation
from observer.model.errors import LibraryError


def annotations(connection: Connection, session_id: str) -> list[Annotation]:
    """What people say about a session, in its time's order; suggestions are `suggestions`'s."""
    rows = connection.tuples(
        f"SELECT {ANNOTATION_COLUMNS} FROM annotations WHERE session_id = ?"
        " AND removed_at IS NULL AND standing = 'kept' ORDER BY start_ns, number",
        [session_id],
    )
    said = annotations_of(rows)  # in the order of an index; sorting so many there takes longer
    said.sort(key=attrgetter("start_ns", "end_ns"))
    return said


def annotation(connection: Connection, annotation_id: str) -> Annotation:
    """One annotation. Raises LibraryError where there is none, or it was removed."""
    row = connection.row(
        "SELECT * FROM annotations WHERE id = ? AND removed_at IS NULL", [annotation_id]
    )
    if row is None:
        raise unknown_annotation(annotation_id)
    return to_annotation(row)


def add_annotation(connection: Connection, said: Annotation) -> None:
    """Keep a new annotation. Raises SessionNotFound where its session is not indexed."""
    with connection.writing() as database:
        check_session(connection, said.session_id)
        database.table("annotations").insert(from_annotation(said))


def land_annotations(
    connection: Connection, landed: Sequence[Annotation], withdrawn: Sequence[str] = ()
) -> int:
    """Keep those whose id was never seen; returns how many.

    One that was seen is brought up to date, or removed if it was withdrawn, as long as nobody has
    edited or removed it here.
    """
    added = 0
    with connection.writing():
        for said in landed:
            if connection.row("SELECT 1 FROM annotations WHERE id = ?", [said.id]) is None:
                add_annotation(connection, said)
                added += 1
            elif _is_untouched(connection, said.id) and annotation(connection, said.id) != said:
                replace_annotation(connection, said)
        for annotation_id in withdrawn:
            if _is_untouched(connection, annotation_id):
                remove_annotation(connection, annotation_id)
    return added


def _is_untouched(connection: Connection, annotation_id: str) -> bool:
    """Whether it is there as it landed: not removed, and without a history of changes."""
    row = connection.row(
        "SELECT 1 FROM annotations WHERE id = ? AND removed_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM annotation_changes WHERE annotation_id = annotations.id)",
        [annotation_id],
    )
    return row is not None


def replace_annotation(connection: Connection, said: Annotation) -> None:
    """Put all fields of an annotation in place of what was kept. Raises LibraryError if unknown."""
    with connection.writing() as database:
        annotation(connection, said.id)
        database.table("annotations").upsert(from_annotation(said), pk="id")


def remove_annotation(connection: Connection, annotation_id: str) -> None:
    """Remove an annotation; its id stays taken. Raises LibraryError if unknown."""
    with connection.writing() as database:
        annotation(connection, annotation_id)
        database.execute(
            "UPDATE annotations SET removed_at = ? WHERE id = ?", [utc_now(), annotation_id]
        )


def unknown_annotation(annotation_id: str) -> LibraryError:
    """The error for an id the library does not know, or no longer."""
    return LibraryError(
        f"There is no annotation “{annotation_id}”",
        "It may have been removed meanwhile; look at the list for those that are there",
    )
