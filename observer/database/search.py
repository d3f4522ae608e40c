"""Finding what was said and which windows were in front, from whatever a person types."""

import re

from observer.database.connection import Connection
from observer.database.rows import SearchHit, storable

_WORD = re.compile(r"\w[^\s\"\x00]*")
"""A word begins with a letter or digit; FTS5 itself splits what follows (`don't`, `post-code`)."""

_TITLES_A_HIT = 20
"""A title comes back each time its window does: so many rows are read for each hit asked for."""


def search(connection: Connection, text: str, limit: int = 50) -> list[SearchHit]:
    """Notes first, then window titles, newest first; all words must occur, the last may be begun.

    A title counts once a session, where it first came to the front. Text without a word finds
    nothing.
    """
    query = to_query(text)
    if not query or limit <= 0:
        return []
    found = _notes(connection, query, limit)
    return found + _titles(connection, query, limit - len(found))


def to_query(text: str) -> str:
    """What a person typed as an FTS5 query: each word quoted, so that nothing is an operator."""
    words = _WORD.findall(storable(text))
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""


def _notes(connection: Connection, query: str, limit: int) -> list[SearchHit]:
    rows = connection.rows(
        "SELECT session_id, id, start_ns, annotations.note AS text FROM annotations_fts"
        " JOIN annotations ON annotations.number = annotations_fts.rowid"
        " WHERE annotations_fts MATCH ? AND removed_at IS NULL"
        " ORDER BY annotations_fts.rowid DESC LIMIT ?",
        [query, limit],
    )
    return [
        SearchHit(row["session_id"], row["id"], row["start_ns"], row["text"], "note")
        for row in rows
    ]


def _titles(connection: Connection, query: str, limit: int) -> list[SearchHit]:
    rows = connection.rows(
        "SELECT session_id, time_ns, windows.title AS text FROM windows_fts"
        " JOIN windows ON windows.id = windows_fts.rowid"
        " WHERE windows_fts MATCH ? ORDER BY windows_fts.rowid DESC LIMIT ?",
        [query, limit * _TITLES_A_HIT],
    )
    first: dict[tuple[str, str], SearchHit] = {}
    for row in rows:
        hit = SearchHit(row["session_id"], None, row["time_ns"], row["text"], "window title")
        key = (hit.session_id, hit.text)
        if key not in first or hit.time_ns < first[key].time_ns:
            first[key] = hit
    return list(first.values())[:limit]
