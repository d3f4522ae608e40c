"""Exposure: how long who has watched, each minute of a session counted once a person."""

from observer.database.connection import Connection
from observer.database.rows import storable
from observer.database.sessions import check_session
from observer.model.sitting import Exposure

_MODERATOR = "moderator"
_SELECT = "SELECT session_id, author, start_ns, end_ns, role FROM exposures"


def add_exposure(connection: Connection, watched: Exposure) -> None:
    """Keep a watched stretch, as one with those of the same person that it overlaps or touches.

    So a stretch may be told again and again while it grows. Who moderated a part of it is the
    moderator of the whole; otherwise it has the role of the part that began first. Raises
    SessionNotFound.
    """
    with connection.writing() as database:
        check_session(connection, watched.session_id)
        who = [watched.session_id, storable(watched.author)]
        overlapping = "session_id = ? AND author = ? AND start_ns <= ? AND end_ns >= ?"
        stretch = [*who, watched.end_ns, watched.start_ns]
        parts = [
            watched,
            *(
                Exposure(**row)
                for row in connection.rows(f"{_SELECT} WHERE {overlapping}", stretch)
            ),
        ]
        database.execute(f"DELETE FROM exposures WHERE {overlapping}", stretch)
        database.execute(
            "INSERT INTO exposures (session_id, author, role, start_ns, end_ns)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                *who,
                storable(_role(parts)),
                min(part.start_ns for part in parts),
                max(part.end_ns for part in parts),
            ],
        )


def remove_exposures(connection: Connection, session_id: str, author: str) -> None:
    """Take back that this person watched this session; without effect where nothing is kept."""
    with connection.writing() as database:
        database.execute(
            "DELETE FROM exposures WHERE session_id = ? AND author = ?",
            [session_id, storable(author)],
        )


def exposures(
    connection: Connection, session_id: str | None = None, author: str | None = None
) -> list[Exposure]:
    """Who watched what, oldest session first; of one session or one person alone where asked."""
    rows = connection.rows(
        _SELECT + " JOIN sessions ON sessions.id = session_id"
        " WHERE (session_id = ?1 OR ?1 IS NULL) AND (author = ?2 OR ?2 IS NULL)"
        " ORDER BY julianday(recorded_at), session_id, start_ns, end_ns, author",
        [session_id, None if author is None else storable(author)],
    )
    return [Exposure(**row) for row in rows]


def _role(parts: list[Exposure]) -> str:
    if any(part.role == _MODERATOR for part in parts):
        return _MODERATOR
    return min(parts, key=lambda part: (part.start_ns, part.role)).role
