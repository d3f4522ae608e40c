"""Participants: known by a code inside their study, and which kind of customer they are."""

from observer.database.connection import Connection
from observer.database.rows import storable
from observer.database.study_names import keep_name, number_of
from observer.model.errors import LibraryError


def participants(connection: Connection, study: str) -> list[str]:
    """The codes of a study's participants, by code; none for a study nobody knows."""
    rows = connection.rows(
        "SELECT code FROM participants WHERE study_id = ? ORDER BY code",
        [number_of(connection, study)],
    )
    return [row["code"] for row in rows]


def keep_participant(connection: Connection, study: str, code: str) -> int:
    """The row number of a participant; made, and the study with it, where there is none."""
    with connection.writing() as database:
        who = [keep_name(connection, study), storable(code)]
        database.execute("INSERT OR IGNORE INTO participants (study_id, code) VALUES (?, ?)", who)
        found = database.execute(
            "SELECT id FROM participants WHERE study_id = ? AND code = ?", who
        ).fetchone()
    return int(found[0])


def set_segment(connection: Connection, study: str, participant: str, segment_id: str) -> None:
    """Say which segment a participant belongs to; an empty id for none that is known.

    The participant need not have been recorded yet. Raises LibraryError where the study has no
    such segment.
    """
    with connection.writing() as database:
        number = number_of(connection, study)
        known = connection.row(
            "SELECT 1 FROM segments WHERE study_id = ? AND id = ?", [number, segment_id]
        )
        if segment_id and known is None:
            raise LibraryError(
                f"The study “{study}” has no segment “{segment_id}”",
                "Choose one of the study's, or add it to the study first",
            )
        database.execute(
            "UPDATE participants SET segment_id = ? WHERE id = ?",
            [segment_id, keep_participant(connection, study, participant)],
        )


def participant_segment(connection: Connection, study: str, participant: str) -> str:
    """The id of the segment a participant belongs to; empty where nobody said."""
    row = connection.row(
        "SELECT segment_id FROM participants WHERE study_id = ? AND code = ?",
        [number_of(connection, study), storable(participant)],
    )
    return str(row["segment_id"]) if row else ""


def watched_segments(connection: Connection, study: str) -> dict[str, int]:
    """How many participants of each segment, by its id, have a session."""
    rows = connection.rows(
        "SELECT segment_id, count(DISTINCT participants.id) AS watched FROM participants"
        " JOIN sessions ON participant_id = participants.id"
        " WHERE study_id = ? GROUP BY segment_id",
        [number_of(connection, study)],
    )
    return {row["segment_id"]: row["watched"] for row in rows}
