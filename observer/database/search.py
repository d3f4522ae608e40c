"""Finding whatever the library holds in words, from whatever a person types.

What people said comes first, with whole words before begun ones; then labels, tasks, titles and
names. Of each, the latest session comes first.
"""

from dataclasses import dataclass

from observer.database.connection import Connection, Row
from observer.database.rows import SearchHit
from observer.database.search_hits import to_hits
from observer.database.search_numbers import PLACE, SAID
from observer.database.search_query import to_query

_BEGIN, _END = "\x02", "\x03"  # around a matched word; no keyboard types them


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The numbers that a search is about, from the first to the last, both included."""

    first: int
    last: int


def search(
    connection: Connection, text: str, limit: int = 50, session_id: str | None = None
) -> list[SearchHit]:
    """What holds all the words typed; the last may be only begun, a phrase in quotes stays whole.

    In one session where asked. A window's title counts once a session, where it first came to the
    front. Suggestions that nobody kept are not found, nor is what was removed. Text without a word
    finds nothing.
    """
    query = to_query(text)
    if not query.whole or limit <= 0:
        return []
    with connection.reading():
        said, other = _stretches(connection, session_id)
        found: dict[int, Row] = {}
        for question, stretch in ((query.whole, said), (query.begun, said), (query.begun, other)):
            if len(found) < limit:
                # Those that are found already are among those that come.
                rows = _ask(connection, question, stretch, limit + len(found))
                found.update({row["number"]: row for row in rows if row["number"] not in found})
        return to_hits(connection, list(found.values())[:limit], query.words, _BEGIN, _END)


def _stretches(connection: Connection, session_id: str | None) -> tuple[_Stretch, _Stretch]:
    """What people said, and the rest."""
    if session_id is None:
        return _Stretch(SAID, 2 * SAID - 1), _Stretch(0, SAID - 1)
    row = connection.row("SELECT place FROM search_sessions WHERE session_id = ?", [session_id])
    if row is None:
        return _Stretch(0, -1), _Stretch(0, -1)
    first = row["place"] * PLACE
    last = first + PLACE - 1
    return _Stretch(SAID + first, SAID + last), _Stretch(first, last)


def _ask(connection: Connection, question: str, stretch: _Stretch, limit: int) -> list[Row]:
    columns = ", ".join(
        f"highlight(search_index, {number}, ?1, ?2) AS {name}"
        for number, name in enumerate(("said", "quote", "labels"))
    )
    return connection.rows(
        f"SELECT rowid AS number, {columns} FROM search_index"
        " WHERE search_index MATCH ?3 AND rowid BETWEEN ?4 AND ?5 ORDER BY rowid DESC LIMIT ?6",
        [_BEGIN, _END, question, stretch.first, stretch.last, limit],
    )


def scrub_search(connection: Connection) -> None:
    """Leave no trace of what was removed: neither in the index nor in unused parts of the file.

    What is deleted from a full-text index stays readable in it until its parts are merged, and
    merging is not certain to reach all of them, so it is made anew. Takes as long as making a copy
    of the library, and as much room on the disk.
    """
    with connection.writing() as database:
        database.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    with connection.reading() as database:
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
