"""The undo history: kept with the annotations, so that it lasts over restarts and processes.

An author undoes what this author did in this session, one change at a time, without limit. A
change is undone facet by facet (span, kind, severity, note, whether it is there at all), so that
it leaves alone what somebody else has meanwhile done to the rest of the same annotation.
"""

import json
from typing import Any

from observer.database.annotations import add_annotation, unknown_annotation
from observer.database.connection import Connection
from observer.database.rows import Edit, storable, to_json, utc_now
from observer.model.annotation import Annotation

State = dict[str, Any]
"""The facets of an annotation that people change. A span is one facet: half of one may be wrong."""


def state_of(said: Annotation, *, there: bool = True) -> State:
    """What the history compares and puts back."""
    return {
        "span": [said.start_ns, said.end_ns],
        "kind": said.kind.value,
        "severity": said.severity,
        "note": storable(said.note),
        "there": there,
    }


def record_addition(connection: Connection, author: str, said: Annotation, what: str) -> None:
    """Keep a new annotation, and that this author made it."""
    with connection.writing():
        add_annotation(connection, said)
        _record(connection, author, said, state_of(said, there=False), state_of(said), what)


def record_change(
    connection: Connection, author: str, before: Annotation, after: Annotation, what: str
) -> None:
    """Change what differs between the two, and keep that this author did."""
    with connection.writing():
        old, new = state_of(before), state_of(after)
        _apply(connection, before.id, old, new)
        _record(connection, author, before, old, new, what)


def record_removal(connection: Connection, author: str, said: Annotation, what: str) -> None:
    """Remove an annotation, and keep that this author did."""
    with connection.writing():
        there, gone = state_of(said), state_of(said, there=False)
        _apply(connection, said.id, there, gone)
        _record(connection, author, said, there, gone, what)


def next_undo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """The author's latest change that stands, or None."""
    return _next(connection, session_id, author, undone=False)


def next_redo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """The change the author undid last, or None."""
    return _next(connection, session_id, author, undone=True)


def undo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """Take back the author's latest change in the session; None where there is none."""
    return _turn(connection, session_id, author, undone=False)


def redo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """Make again the change that the author took back last; None where there is none."""
    return _turn(connection, session_id, author, undone=True)


def _turn(connection: Connection, session_id: str, author: str, *, undone: bool) -> Edit | None:
    with connection.writing() as database:
        edit = _next(connection, session_id, author, undone=undone)
        if edit is None:
            return None
        row = connection.row("SELECT * FROM annotation_changes WHERE number = ?", [edit.number])
        if row is None:
            raise AssertionError("a change read in this transaction is gone")
        before, after = json.loads(row["before"]), json.loads(row["after"])
        come_from, go_to = (before, after) if undone else (after, before)
        _apply(connection, edit.annotation_id, come_from, go_to)
        database.execute(
            "UPDATE annotation_changes SET undone = ? WHERE number = ?",
            [int(not undone), edit.number],
        )
    return edit


def _next(connection: Connection, session_id: str, author: str, *, undone: bool) -> Edit | None:
    """Of what stands the newest is undone first; of what is undone the oldest is redone first."""
    row = connection.row(
        "SELECT number, annotation_id, what FROM annotation_changes"
        " WHERE session_id = ? AND author = ? AND undone = ?"
        f" ORDER BY number {'ASC' if undone else 'DESC'} LIMIT 1",
        [session_id, storable(author), int(undone)],
    )
    return Edit(row["number"], row["annotation_id"], row["what"]) if row else None


def _apply(connection: Connection, annotation_id: str, come_from: State, go_to: State) -> None:
    facets = {name: value for name, value in go_to.items() if come_from[name] != value}
    columns: State = {"changed_at": utc_now()}
    for name, value in facets.items():
        if name == "span":
            columns["start_ns"], columns["end_ns"] = value
        elif name == "there":
            columns["removed_at"] = None if value else utc_now()
        else:
            columns[name] = value
    assignments = ", ".join(f"{name} = ?" for name in columns)
    with connection.writing() as database:
        changed = database.execute(
            f"UPDATE annotations SET {assignments} WHERE id = ?",
            [*columns.values(), annotation_id],
        ).rowcount
        if not changed:
            raise unknown_annotation(annotation_id)


def _record(
    connection: Connection, author: str, said: Annotation, before: State, after: State, what: str
) -> None:
    """A new change ends what could be redone."""
    with connection.writing() as database:
        who = [said.session_id, storable(author)]
        database.execute(
            "DELETE FROM annotation_changes WHERE session_id = ? AND author = ? AND undone = 1", who
        )
        database.execute(
            "INSERT INTO annotation_changes"
            " (session_id, author, annotation_id, what, before, after, made_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [*who, said.id, storable(what), to_json(before), to_json(after), utc_now()],
        )
