"""The undo history: kept with the annotations, so that it lasts over restarts and processes.

An author undoes what this author did in this session, one step at a time, without limit; a step
may have changed many annotations. A change is undone facet by facet (span, kind, severity, note,
…, whether it is there at all), so that it leaves alone what somebody else has meanwhile done to the
rest of the same annotation.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from observer.database.annotations import add_annotation, unknown_annotation
from observer.database.comments import put_comment
from observer.database.connection import Connection, Row
from observer.database.facets import COMMENT, State, check_facets
from observer.database.rows import Edit, from_annotation, storable, to_json, utc_now
from observer.database.sessions import check_session
from observer.model.annotation import Annotation, Comment, ReviewState
from observer.model.identity import new_id

BOARD = "board-"
"""Begins the name of a step on a study's board, which is undone there (`board_history`)."""

_NOT_BOARD = f"step NOT LIKE '{BOARD}%'"


@dataclass(frozen=True, slots=True)
class Alteration:
    """What one annotation was and becomes, in one step."""

    said: Annotation
    before: State
    after: State


def state_of(said: Annotation, *, there: bool = True) -> State:
    """What the history compares and puts back."""
    return {
        "span": [said.start_ns, said.end_ns],
        "kind": said.kind.value,
        "severity": said.severity,
        "note": storable(said.note),
        "quote": storable(said.quote),
        "codes": [storable(code) for code in said.codes],
        "place": [storable(said.component), storable(said.team)],
        "task_id": storable(said.task_id),
        "standing": said.standing.value,
        "finding_id": storable(said.finding_id),
        "author": storable(said.author),
        "there": there,
    }


def changed(before: Annotation, after: Annotation) -> Alteration:
    """One annotation with other fields."""
    return Alteration(before, state_of(before), state_of(after))


def removed(said: Annotation) -> Alteration:
    """One annotation taken away."""
    return Alteration(said, state_of(said), state_of(said, there=False))


def commented(said: Annotation, before: Comment | None, after: Comment | None) -> Alteration:
    """A comment made (no `before`), changed, or taken away (no `after`)."""
    comment = after or before
    if comment is None:
        raise ValueError("a comment that neither was nor is")
    facet = COMMENT + comment.id
    return Alteration(said, {facet: _comment_state(before)}, {facet: _comment_state(after)})


def _comment_state(comment: Comment | None) -> State | None:
    if comment is None:
        return None
    return {
        "author": storable(comment.author),
        "text": storable(comment.text),
        "created_at": comment.created_at,
    }


def record_addition(connection: Connection, author: str, said: Annotation, what: str) -> None:
    """Keep a new annotation, and that this author made it."""
    with connection.writing():
        add_annotation(connection, said)
        made = Alteration(said, state_of(said, there=False), state_of(said))
        _record(connection, author, [made], what)


def record_additions(
    connection: Connection,
    author: str,
    added: Sequence[Annotation],
    comments: Sequence[Alteration],
    what: str,
) -> None:
    """Keep new annotations and what was said to them, as one step of this author's.

    Written together: each in turn would hold up other writers for seconds.
    """
    made = [Alteration(said, state_of(said, there=False), state_of(said)) for said in added]
    with connection.writing() as database:
        for session_id in {said.session_id for said in added}:
            check_session(connection, session_id)
        database.table("annotations").insert_all(from_annotation(said) for said in added)
        for one in comments:
            apply_change(connection, one.said.id, one.before, one.after)
        _record(connection, author, [*made, *comments], what)


def record(
    connection: Connection, author: str, alterations: Sequence[Alteration], what: str
) -> None:
    """Change what differs, and keep that this author did all of it as one step."""
    with connection.writing():
        for one in alterations:
            apply_change(connection, one.said.id, one.before, one.after)
        _record(connection, author, alterations, what)


def next_undo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """The author's latest step that stands, or None."""
    return _to_edit(_next(connection, session_id, author, undone=False))


def next_redo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """The step the author undid last, or None."""
    return _to_edit(_next(connection, session_id, author, undone=True))


def undo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """Take back the author's latest step in the session; None where there is none."""
    return _turn(connection, session_id, author, undone=False)


def redo(connection: Connection, session_id: str, author: str) -> Edit | None:
    """Make again the step that the author took back last; None where there is none."""
    return _turn(connection, session_id, author, undone=True)


def _turn(connection: Connection, session_id: str, author: str, *, undone: bool) -> Edit | None:
    with connection.writing() as database:
        rows = _next(connection, session_id, author, undone=undone)
        for row in rows if undone else reversed(rows):
            before, after = json.loads(row["before"]), json.loads(row["after"])
            come_from, go_to = (before, after) if undone else (after, before)
            apply_change(connection, row["annotation_id"], come_from, go_to)
            database.execute(
                "UPDATE annotation_changes SET undone = ? WHERE number = ?",
                [int(not undone), row["number"]],
            )
    return _to_edit(rows)


def _to_edit(rows: Sequence[Row]) -> Edit | None:
    if not rows:
        return None
    return Edit(tuple(dict.fromkeys(row["annotation_id"] for row in rows)), rows[0]["what"])


def _next(connection: Connection, session_id: str, author: str, *, undone: bool) -> list[Row]:
    """The changes of one step, in the order they were made.

    Of what stands the newest is undone first; of what is undone the oldest is redone first.
    """
    with connection.reading():
        row = connection.row(
            "SELECT * FROM annotation_changes WHERE session_id = ? AND author = ? AND undone = ?"
            f" AND {_NOT_BOARD} ORDER BY number {'ASC' if undone else 'DESC'} LIMIT 1",
            [session_id, storable(author), int(undone)],
        )
        if row is None or not row["step"]:
            return [row] if row else []
        return connection.rows(
            "SELECT * FROM annotation_changes WHERE step <> '' AND step = ? ORDER BY number",
            [row["step"]],
        )


def apply_change(
    connection: Connection, annotation_id: str, come_from: State, go_to: State
) -> None:
    """Write the facets in which two states differ. Raises LibraryError for an unknown one."""
    check_facets(go_to)
    facets = {name: value for name, value in go_to.items() if come_from.get(name) != value}
    columns: State = {"changed_at": utc_now()}
    for name, value in facets.items():
        if name.startswith(COMMENT):
            put_comment(connection, name.removeprefix(COMMENT), annotation_id, value)
        elif name == "span":
            columns["start_ns"], columns["end_ns"] = value
        elif name == "place":
            columns["component"], columns["team"] = value
        elif name == "codes":
            columns["codes"] = to_json(value)
        elif name == "there":
            columns["removed_at"] = None if value else utc_now()
        else:
            columns[name] = value
    assignments = ", ".join(f"{name} = ?" for name in columns)
    with connection.writing() as database:
        changed_rows = database.execute(
            f"UPDATE annotations SET {assignments} WHERE id = ?",
            [*columns.values(), annotation_id],
        ).rowcount
        if not changed_rows:
            raise unknown_annotation(annotation_id)


def _record(
    connection: Connection, author: str, alterations: Sequence[Alteration], what: str
) -> None:
    """A new step ends what could be redone, and begins the session's review."""
    step = new_id() if len(alterations) > 1 else ""
    for session_id in {one.said.session_id for one in alterations}:
        with connection.writing() as database:
            database.execute(
                "DELETE FROM annotation_changes WHERE session_id = ? AND author = ? AND undone = 1"
                f" AND {_NOT_BOARD}",
                [session_id, storable(author)],
            )
            database.execute(
                "UPDATE sessions SET review = ? WHERE id = ? AND review = ?",
                [ReviewState.IN_REVIEW.value, session_id, ReviewState.TO_REVIEW.value],
            )
    keep_changes(connection, author, alterations, what, step)


def keep_changes(
    connection: Connection, author: str, alterations: Sequence[Alteration], what: str, step: str
) -> None:
    """Keep changes that were made as rows of the history, joined by a step's name."""
    with connection.writing() as database:
        database.table("annotation_changes").insert_all(
            {
                "id": new_id(),
                "step": step,
                "session_id": one.said.session_id,
                "author": storable(author),
                "annotation_id": one.said.id,
                "what": storable(what),
                "before": to_json(one.before),
                "after": to_json(one.after),
                "made_at": utc_now(),
            }
            for one in alterations
        )
