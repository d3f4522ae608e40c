"""What step 0008 makes: one table of all words there are, its index, and what keeps both right.

A text's number says where it belongs and how it ranks, so that the newest matches come out of the
index first, without a sort, and those of one session are a stretch of it:

    2 ** 62  what people said; without it: titles, tasks, names
    2 ** 35  the session's place: the minute it was recorded in, or the next free one
    2 ** 32  the source, 0 to 7
    1        the row in the source's table

`said` and `quote` are read as they stand; `labels` are names given to it. The views tell what is to
be found; the triggers put a row's text in or out whenever it, or a name in it, changes. The texts
are as unchangeable as the step itself.
"""

from sqlite_utils import Database

SAID = 1 << 62
"""Added to the number of what people said."""

PLACE = 1 << 35
"""From one session's place to the next."""

SOURCE = 1 << 32
"""From one source to the next."""

ANNOTATION, COMMENT, DEBRIEF, ANSWER, ATTEMPT_NOTE = 7, 6, 5, 4, 3
"""The sources of what people said."""

LABELS, TASK, WINDOW, SESSION = 7, 6, 5, 4
"""The other sources; the labels are an annotation's, whose own words stand above."""

_LAST_MINUTE = (1 << 27) - (1 << 20)  # of the year 2223, with room for those that share it

_TABLES = f"""
CREATE TABLE search_sessions (
    place INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL UNIQUE REFERENCES sessions(id) ON DELETE CASCADE
) STRICT;
CREATE TABLE search_texts (
    number INTEGER PRIMARY KEY,
    said TEXT NOT NULL,
    quote TEXT NOT NULL,
    labels TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(
    said, quote, labels, content='search_texts', content_rowid='number',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6');
CREATE VIEW search_minutes (session_id, minute) AS
    SELECT id, max(0, min({_LAST_MINUTE}, coalesce(
        CAST(strftime('%s', recorded_at) AS INTEGER) / 60, 0))) FROM sessions;
ALTER TABLE windows ADD COLUMN first_shown INTEGER NOT NULL DEFAULT 0;
UPDATE windows SET first_shown = 1
    WHERE title <> '' AND id IN (SELECT min(id) FROM windows GROUP BY session_id, title);
"""


def _number(source: int, row: str, *, said: bool) -> str:
    start = (SAID if said else 0) + source * SOURCE
    return f"{start} + place * {PLACE} + {row}"


def _view(name: str, number: str, texts: str, source: str, others: str = "") -> str:
    table = source.split(maxsplit=1)[0]
    return (
        f"CREATE VIEW {name} AS SELECT {number} AS number, {texts}{others} FROM {source}"
        f" JOIN search_sessions ON search_sessions.session_id = {table}.session_id"
    )


_IN_STUDY = (
    "(SELECT participants.study_id FROM sessions JOIN participants"
    " ON participants.id = sessions.participant_id WHERE sessions.id = {table}.session_id)"
)
_CODE_NAMES = (
    "(SELECT group_concat(codes.name, char(10)) FROM json_each(annotations.codes) AS applied"
    f" JOIN codes ON codes.study_id = {_IN_STUDY.format(table='annotations')}"
    " AND codes.id = applied.value)"
)
_LABELS = (
    f"replace(trim(component || char(10) || team || char(10) || coalesce({_CODE_NAMES}, ''),"
    " char(10)), char(10), ' · ')"
)

_VIEW_TEXTS = ";\n".join(
    [
        _view(
            "found_annotations",
            _number(ANNOTATION, "annotations.number", said=True),
            "note AS said, quote, '' AS labels",
            "annotations",
            ", annotations.number AS origin",
        )
        + " WHERE removed_at IS NULL AND standing = 'kept'",
        _view(
            "found_labels",
            _number(LABELS, "annotations.number", said=False),
            f"'' AS said, '' AS quote, {_LABELS} AS labels",
            "annotations",
            ", annotations.number AS origin, annotations.session_id AS session_id, codes",
        )
        + " WHERE removed_at IS NULL AND standing = 'kept' AND labels <> ''",
        f"CREATE VIEW found_comments AS SELECT {_number(COMMENT, 'comments.number', said=True)}"
        " AS number, text AS said, '' AS quote, '' AS labels, comments.number AS origin,"
        " annotation_id FROM comments JOIN annotations ON annotations.id = annotation_id"
        " JOIN search_sessions ON search_sessions.session_id = annotations.session_id"
        " WHERE comments.removed_at IS NULL AND annotations.removed_at IS NULL"
        " AND standing = 'kept'",
        _view(
            "found_debriefs",
            _number(DEBRIEF, "debriefs.number", said=True),
            "text AS said, '' AS quote, '' AS labels",
            "debriefs",
            ", debriefs.number AS origin",
        ),
        _view(
            "found_answers",
            _number(ANSWER, "answers.number", said=True),
            "text AS said, '' AS quote, '' AS labels",
            "answers",
            ", answers.number AS origin",
        )
        + " WHERE text <> ''",
        _view(
            "found_attempt_notes",
            _number(ATTEMPT_NOTE, "attempts.number", said=True),
            "note AS said, '' AS quote, '' AS labels",
            "attempts",
            ", attempts.number AS origin",
        )
        + " WHERE note <> ''",
        _view(
            "found_tasks",
            _number(TASK, "attempts.number", said=False),
            "tasks.title AS said, '' AS quote, '' AS labels",
            f"attempts JOIN tasks ON tasks.id = task_id"
            f" AND tasks.study_id = {_IN_STUDY.format(table='attempts')}",
            ", attempts.number AS origin, tasks.number AS task_number",
        ),
        _view(
            "found_windows",
            _number(WINDOW, "windows.id", said=False),
            "title AS said, '' AS quote, application AS labels",
            "windows",
            ", windows.id AS origin",
        )
        + " WHERE first_shown = 1",
        f"CREATE VIEW found_sessions AS SELECT {_number(SESSION, '0', said=False)} AS number,"
        " participants.code || ' · ' || studies.name AS said, '' AS quote,"
        " coalesce(segments.name, '') AS labels, sessions.id AS origin,"
        " participants.id AS participant_id, participants.study_id AS study_id"
        " FROM sessions JOIN participants ON participants.id = participant_id"
        " JOIN studies ON studies.id = participants.study_id"
        " LEFT JOIN segments ON segments.study_id = participants.study_id"
        " AND segments.id = segment_id"
        " JOIN search_sessions ON search_sessions.session_id = sessions.id",
    ]
)

VIEWS = (
    "found_annotations",
    "found_labels",
    "found_comments",
    "found_debriefs",
    "found_answers",
    "found_attempt_notes",
    "found_tasks",
    "found_windows",
    "found_sessions",
)
"""Together they say everything that is to be found."""


def _place(minute: str) -> str:
    """The first free place from a minute on."""
    return (
        f"CASE WHEN NOT EXISTS (SELECT 1 FROM search_sessions WHERE place = {minute})"
        f" THEN {minute} ELSE (SELECT min(place) + 1 FROM search_sessions AS taken"
        f" WHERE place >= {minute}"
        " AND NOT EXISTS (SELECT 1 FROM search_sessions WHERE place = taken.place + 1)) END"
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
        f"DELETE FROM search_texts WHERE number = (SELECT {_number(source, row, said=said)}"
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
    f"DELETE FROM search_texts WHERE number = (SELECT {_number(COMMENT, 'old.number', said=True)}"
    " FROM annotations JOIN search_sessions"
    " ON search_sessions.session_id = annotations.session_id"
    " WHERE annotations.id = old.annotation_id);"
)
_COMMENTS_OF_OUT = (
    "DELETE FROM search_texts WHERE number IN"
    f" (SELECT {_number(COMMENT, 'comments.number', said=True)} FROM comments"
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
        f" (SELECT {_number(LABELS, 'annotations.number', said=False)} FROM annotations"
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
            f" SELECT {_place('minute')}, session_id FROM search_minutes WHERE session_id = new.id;"
            + _in("found_sessions", "new.id"),
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


FILL = ";\n".join(
    f"INSERT INTO search_texts SELECT number, said, quote, labels FROM {view}" for view in VIEWS
)
"""Puts in everything there is to be found."""


def make_search(database: Database) -> None:
    """Make it all and fill it; what kept notes and titles findable before goes."""
    for table in ("annotations", "windows"):
        database.table(table).disable_fts()
    database.executescript(_TABLES)
    database.executescript(_VIEW_TEXTS)
    for (session_id,) in database.execute("SELECT id FROM sessions").fetchall():
        database.execute(
            "INSERT INTO search_sessions (place, session_id)"
            f" SELECT {_place('minute')}, session_id FROM search_minutes WHERE session_id = ?",
            [session_id],
        )
    database.executescript(FILL)
    database.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    for trigger in _index_triggers() + _source_triggers() + _name_triggers():
        database.execute(trigger)
