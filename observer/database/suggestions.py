"""What rules suggest: put in place of what they suggested before, unless a person judged it."""

from collections.abc import Iterable, Sequence

from observer.database.annotations import add_annotation
from observer.database.connection import Connection
from observer.database.rows import to_annotation
from observer.database.sessions import check_session
from observer.database.studies import number_of_study
from observer.model.annotation import Annotation, Standing

_JUDGED = (
    "(standing <> 'suggested' OR removed_at IS NOT NULL"
    " OR id IN (SELECT annotation_id FROM annotation_changes)"
    " OR id IN (SELECT annotation_id FROM comments))"
)


def suggestions(connection: Connection, session_id: str) -> list[Annotation]:
    """What rules suggested and nobody has accepted, rejected ones included, by time."""
    rows = connection.rows(
        "SELECT * FROM annotations WHERE session_id = ? AND removed_at IS NULL"
        " AND standing <> 'kept' ORDER BY start_ns, end_ns, number",
        [session_id],
    )
    return [to_annotation(row) for row in rows]


def rule_suggestions(connection: Connection, study_id: str, rule: str) -> list[Annotation]:
    """What a rule suggested in a study, whatever a person made of it. Raises LibraryError."""
    rows = connection.rows(
        "SELECT annotations.* FROM annotations JOIN sessions ON sessions.id = session_id"
        " JOIN participants ON participants.id = participant_id"
        " WHERE study_id = ? AND rule = ? AND removed_at IS NULL"
        " ORDER BY recorded_at, session_id, start_ns, number",
        [number_of_study(connection, study_id), rule],
    )
    return [to_annotation(row) for row in rows]


def suggest(
    connection: Connection,
    session_id: str,
    suggested: Sequence[Annotation],
    rules: Iterable[str] = (),
) -> int:
    """Keep what rules suggest; how many suggestions are new, or there again.

    What the rules named, in `rules` or by a suggestion, had suggested before goes, except what a
    person touched; what overlaps with that is not raised again. Raises SessionNotFound, and
    ValueError for an annotation that is no suggestion.
    """
    if any(not said.rule or said.standing is not Standing.SUGGESTED for said in suggested):
        raise ValueError("a suggestion names its rule and is not judged yet")
    ran = sorted({*rules, *(said.rule for said in suggested)})
    marks = ", ".join("?" for _ in ran)
    with connection.writing() as database:
        check_session(connection, session_id)
        database.execute(
            f"DELETE FROM annotations WHERE session_id = ? AND rule IN ({marks}) AND NOT {_JUDGED}",
            [session_id, *ran],
        )
        rows = connection.rows(
            f"SELECT rule, start_ns, end_ns FROM annotations WHERE session_id = ?"
            f" AND rule IN ({marks})",
            [session_id, *ran],
        )
        judged = [(row["rule"], row["start_ns"], row["end_ns"]) for row in rows]
        raised = [said for said in suggested if not _overlaps_any(said, judged)]
        for said in raised:
            add_annotation(connection, said)
    return len(raised)


def _overlaps_any(said: Annotation, judged: Sequence[tuple[str, int, int]]) -> bool:
    return any(
        rule == said.rule and start_ns <= said.end_ns and said.start_ns <= end_ns
        for rule, start_ns, end_ns in judged
    )
