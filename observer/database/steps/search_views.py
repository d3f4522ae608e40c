"""What is to be found, a view each: the number, the texts, and the row they come from.

`said` and `quote` are read as they stand; `labels` are names given to it. As unchangeable as
step 0008, which makes them.
"""

from observer.database.search_numbers import (
    ANNOTATION,
    ANSWER,
    ATTEMPT_NOTE,
    COMMENT,
    DEBRIEF,
    LABELS,
    SESSION,
    TASK,
    WINDOW,
    text_number,
)


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

VIEW_TEXTS = ";\n".join(
    [
        _view(
            "found_annotations",
            text_number(ANNOTATION, "annotations.number", said=True),
            "note AS said, quote, '' AS labels",
            "annotations",
            ", annotations.number AS origin",
        )
        + " WHERE removed_at IS NULL AND standing = 'kept'",
        _view(
            "found_labels",
            text_number(LABELS, "annotations.number", said=False),
            f"'' AS said, '' AS quote, {_LABELS} AS labels",
            "annotations",
            ", annotations.number AS origin, annotations.session_id AS session_id, codes",
        )
        + " WHERE removed_at IS NULL AND standing = 'kept' AND labels <> ''",
        f"CREATE VIEW found_comments AS SELECT {text_number(COMMENT, 'comments.number', said=True)}"
        " AS number, text AS said, '' AS quote, '' AS labels, comments.number AS origin,"
        " annotation_id FROM comments JOIN annotations ON annotations.id = annotation_id"
        " JOIN search_sessions ON search_sessions.session_id = annotations.session_id"
        " WHERE comments.removed_at IS NULL AND annotations.removed_at IS NULL"
        " AND standing = 'kept'",
        _view(
            "found_debriefs",
            text_number(DEBRIEF, "debriefs.number", said=True),
            "text AS said, '' AS quote, '' AS labels",
            "debriefs",
            ", debriefs.number AS origin",
        ),
        _view(
            "found_answers",
            text_number(ANSWER, "answers.number", said=True),
            "text AS said, '' AS quote, '' AS labels",
            "answers",
            ", answers.number AS origin",
        )
        + " WHERE text <> ''",
        _view(
            "found_attempt_notes",
            text_number(ATTEMPT_NOTE, "attempts.number", said=True),
            "note AS said, '' AS quote, '' AS labels",
            "attempts",
            ", attempts.number AS origin",
        )
        + " WHERE note <> ''",
        _view(
            "found_tasks",
            text_number(TASK, "attempts.number", said=False),
            "tasks.title AS said, '' AS quote, '' AS labels",
            f"attempts JOIN tasks ON tasks.id = task_id"
            f" AND tasks.study_id = {_IN_STUDY.format(table='attempts')}",
            ", attempts.number AS origin, tasks.number AS task_number",
        ),
        _view(
            "found_windows",
            text_number(WINDOW, "windows.id", said=False),
            "title AS said, '' AS quote, application AS labels",
            "windows",
            ", windows.id AS origin",
        )
        + " WHERE first_shown = 1",
        f"CREATE VIEW found_sessions AS SELECT {text_number(SESSION, '0', said=False)} AS number,"
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
"""Makes the views."""

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

FILL = ";\n".join(
    f"INSERT INTO search_texts SELECT number, said, quote, labels FROM {view}" for view in VIEWS
)
"""Puts in everything there is to be found."""
