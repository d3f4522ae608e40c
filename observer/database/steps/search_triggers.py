"""What keeps the found texts right: they go in or out whenever a row, or a name in it, changes.

As unchangeable as step 0008, which makes them.
"""

from observer.database.search_numbers import (
    ANNOTATION,
    ANSWER,
    ATTEMPT_NOTE,
    COMMENT,
    DEBRIEF,
    LABELS,
    PLACE,
    SAID,
    TASK,
    WINDOW,
    free_place,
    text_number,
)


def _put(view: str, condition: str) -> str:
    """Bring the texts of some rows up to date; the numbers of those that went are not in it."""
    return (
        f"DELETE FROM search_texts WHERE number IN (SELECT number FROM {view} WHERE {condition});"
        f" INSERT INTO search_texts SELECT number, said, quote, labels FROM {view}"
        f" WHERE {condition};"
    )


def _out(source: int, row: str, session: str, *, said: bool) -> str:
    return (
        f"DELETE FROM search_texts WHERE number = (SELECT {text_number(source, row, said=said)}"
        f" FROM search_sessions WHERE session_id = {session});"
    )


def _in(view: str, origin: str) -> str:
    return (
        "INSERT INTO search_texts SELECT number, said, quote, labels"
        f" FROM {view} WHERE origin = {origin};"
    )


def _trigger(name: str, event: str, body: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER search_{name} AFTER {event}{condition} BEGIN {body} END;"


def _following(
    table: str, view: str, source: int, row: str, columns: str, *, said: bool
) -> list[str]:
    """The three triggers of a table whose rows name their session."""
    put_in = _in(view, f"new.{row}")
    put_out = _out(source, f"old.{row}", "old.session_id", said=said)
    return [
        _trigger(f"{view}_came", f"INSERT ON {table}", put_in),
        _trigger(f"{view}_changed", f"UPDATE OF {columns} ON {table}", put_out + put_in),
        _trigger(f"{view}_went", f"DELETE ON {table}", put_out),
    ]


_COMMENT_OUT = (
    "DELETE FROM search_texts WHERE number ="
    f" (SELECT {text_number(COMMENT, 'old.number', said=True)}"
    " FROM annotations JOIN search_sessions"
    " ON search_sessions.session_id = annotations.session_id"
    " WHERE annotations.id = old.annotation_id);"
)
_COMMENTS_OF_OUT = (
    "DELETE FROM search_texts WHERE number IN"
    f" (SELECT {text_number(COMMENT, 'comments.number', said=True)} FROM comments"
    " JOIN search_sessions ON search_sessions.session_id = old.session_id"
    " WHERE annotation_id = old.id);"
)
_CODED = (
    "session_id IN (SELECT sessions.id FROM sessions JOIN participants"
    " ON participants.id = participant_id WHERE participants.study_id = {row}.study_id)"
    " AND instr(codes, json_quote({row}.id))"
)


def _code(row: str) -> str:
    """A code's name came, changed or went: so did the labels of the annotations that have it."""
    coded = _CODED.format(row=row)
    return (
        "DELETE FROM search_texts WHERE number IN"
        f" (SELECT {text_number(LABELS, 'annotations.number', said=False)} FROM annotations"
        " JOIN search_sessions ON search_sessions.session_id = annotations.session_id"
        f" WHERE annotations.{coded});"
        f" INSERT INTO search_texts SELECT number, said, quote, labels FROM found_labels"
        f" WHERE {coded};"
    )


def _index_triggers() -> list[str]:
    columns = "rowid, said, quote, labels"
    return [
        _trigger(
            "text_came",
            "INSERT ON search_texts",
            f"INSERT INTO search_index ({columns})"
            " VALUES (new.number, new.said, new.quote, new.labels);",
        ),
        _trigger(
            "text_went",
            "DELETE ON search_texts",
            f"INSERT INTO search_index (search_index, {columns})"
            " VALUES ('delete', old.number, old.said, old.quote, old.labels);",
        ),
    ]


def _source_triggers() -> list[str]:
    said = "note, quote, standing, removed_at"
    labels = "codes, component, team, standing, removed_at"
    comments_in = (
        "INSERT INTO search_texts SELECT number, said, quote, labels"
        " FROM found_comments WHERE annotation_id = new.id;"
    )
    return [
        *_following("annotations", "found_annotations", ANNOTATION, "number", said, said=True),
        *_following("annotations", "found_labels", LABELS, "number", labels, said=False),
        *_following("debriefs", "found_debriefs", DEBRIEF, "number", "text", said=True),
        *_following("answers", "found_answers", ANSWER, "number", "text", said=True),
        *_following("attempts", "found_attempt_notes", ATTEMPT_NOTE, "number", "note", said=True),
        *_following("attempts", "found_tasks", TASK, "number", "task_id", said=False),
        *_following("windows", "found_windows", WINDOW, "id", "title, first_shown", said=False),
        _trigger("comment_came", "INSERT ON comments", _in("found_comments", "new.number")),
        _trigger(
            "comment_changed",
            "UPDATE OF text, removed_at ON comments",
            _COMMENT_OUT + _in("found_comments", "new.number"),
        ),
        _trigger("comment_went", "DELETE ON comments", _COMMENT_OUT),
        _trigger(
            "comments_follow",
            "UPDATE OF standing, removed_at ON annotations",
            _COMMENTS_OF_OUT + comments_in,
            "old.standing <> new.standing OR (old.removed_at IS NULL) <> (new.removed_at IS NULL)",
        ),
        "CREATE TRIGGER search_annotation_goes BEFORE DELETE ON annotations"
        f" BEGIN {_COMMENTS_OF_OUT} END;",  # before the comments go with it
        # The place goes with its session, perhaps before what else does: so all texts go here.
        _trigger(
            "session_went",
            "DELETE ON search_sessions",
            "".join(
                f"DELETE FROM search_texts WHERE number BETWEEN {start} + old.place * {PLACE}"
                f" AND {start + PLACE - 1} + old.place * {PLACE};"
                for start in (0, SAID)
            ),
        ),
        _trigger(
            "session_came",
            "INSERT ON sessions",
            "INSERT INTO search_sessions (place, session_id)"
            f" SELECT {free_place('minute')}, session_id FROM search_minutes"
            " WHERE session_id = new.id;" + _in("found_sessions", "new.id"),
        ),
    ]


def _name_triggers() -> list[str]:
    """Names that stand in the texts of other tables' rows."""
    return [
        _trigger(
            "session_moved",
            "UPDATE OF participant_id ON sessions",
            _put("found_sessions", "origin = new.id"),
            "old.participant_id <> new.participant_id",
        ),
        _trigger(
            "participant_changed",
            "UPDATE OF code, segment_id ON participants",
            _put("found_sessions", "participant_id = new.id"),
        ),
        _trigger(
            "study_renamed",
            "UPDATE OF name ON studies",
            _put("found_sessions", "study_id = new.id"),
            "old.name <> new.name",
        ),
        _trigger(
            "segment_renamed",
            "UPDATE OF name ON segments",
            _put("found_sessions", "study_id = new.study_id"),
            "old.name <> new.name",
        ),
        _trigger(
            "task_renamed",
            "UPDATE OF title ON tasks",
            _put("found_tasks", "task_number = new.number"),
            "old.title <> new.title",
        ),
        _trigger("code_renamed", "UPDATE OF name ON codes", _code("new"), "old.name <> new.name"),
        _trigger("code_came", "INSERT ON codes", _code("new")),
        _trigger("code_went", "DELETE ON codes", _code("old")),
    ]


def search_triggers() -> list[str]:
    """All of them, each as the statement that makes it."""
    return _index_triggers() + _source_triggers() + _name_triggers()
