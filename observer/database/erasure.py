"""Taking sessions out of a database for good, and what of them is to be looked for afterwards.

Tables are found by their columns, so that the same works on a copy that an earlier version made,
and on what a later step adds.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from sqlite_utils import Database

from observer.database.board_history import forget_board_steps
from observer.database.connection import BUSY_SECONDS, Connection
from observer.database.erased_reels import cut_reels
from observer.model.errors import LibraryError

_RETRY_SECONDS = 0.1  # between tries at the checkpoint while somebody else reads
_AT_ONCE = 500  # ids a statement; SQLite takes 32,766


def studies_of_participant(connection: Connection, code: str) -> list[str]:
    """The names of the studies that have a participant of this code, by name."""
    rows = connection.tuples(
        "SELECT studies.name FROM participants JOIN studies ON studies.id = study_id"
        " WHERE code = ? ORDER BY studies.name",
        [code],
    )
    return [name for (name,) in rows]


def erase_rows(
    connection: Connection,
    session_ids: Collection[str],
    participants: Iterable[tuple[str, str]] = (),
) -> None:
    """Take out the sessions with everything said of them, and participants that have none left.

    `participants` (study, code) go too, recorded or not. Rows alone: see `scrub`.
    """
    ids = list(session_ids)
    with connection.writing() as database:
        numbers = {
            number
            for (number,) in _among(
                connection, "SELECT DISTINCT participant_id FROM sessions WHERE id IN ({})", ids
            )
        }
        for name, code in participants:
            numbers |= {number for (number,) in _participant(connection, name, code)}
        cut_reels(connection, set(ids))
        if "board_steps" in tables_with(connection, "study_id"):
            forget_board_steps(connection, ids)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" for _ in some)
            for table in tables_with(connection, "session_id"):
                database.execute(f"DELETE FROM {table} WHERE session_id IN ({marks})", some)
            database.execute(f"DELETE FROM sessions WHERE id IN ({marks})", some)
        for number in numbers:
            database.execute(
                "DELETE FROM participants WHERE id = ?1"
                " AND NOT EXISTS (SELECT 1 FROM sessions WHERE participant_id = ?1)",
                [number],
            )


def scrub(connection: Connection) -> None:
    """Leave no trace in the file of what was taken out: index, free pages, write-ahead log.

    A full-text index keeps words in its parts until it is made anew (SQLite 3.40 knows no better),
    free pages go by VACUUM, and the log by a checkpoint that empties it. As slow as copying the
    database. Raises LibraryError where another program reads it all the time.
    """
    with connection.writing() as database:
        for index in _indexes(database):
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    with connection.reading() as database:
        database.execute("VACUUM")
        give_up_at = time.monotonic() + BUSY_SECONDS
        while database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > give_up_at:
                raise LibraryError(
                    f"Another program is reading {connection.path}",
                    "Close every other window of Observer, then erase again: it goes on from here",
                )
            time.sleep(_RETRY_SECONDS)


def scrub_copy(
    path: Path, session_ids: Collection[str], participants: Iterable[tuple[str, str]]
) -> None:
    """Do both to a copy of the database, of whichever version. Raises LibraryError for none."""
    connection = Connection(path)
    try:
        with connection.reading() as database:
            # A copy has no log beside it; while it has none, nothing of it is left there.
            database.execute("PRAGMA journal_mode=delete").fetchall()
        erase_rows(connection, session_ids, participants)
        scrub(connection)
    finally:
        connection.close()


def check_index(connection: Connection) -> None:
    """Compare the full-text index with its texts, word by word. Raises LibraryError."""
    with connection.writing() as database:
        database.execute(
            "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        )


def tables_with(connection: Connection, column: str) -> list[str]:
    """The tables that have a column of this name."""
    rows = connection.tuples(
        "SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns"
        " WHERE tables.type = 'table' AND columns.name = ? ORDER BY tables.name",
        [column],
    )
    return [name for (name,) in rows]


def row_counts(connection: Connection, session_ids: Sequence[str]) -> dict[str, int]:
    """How many rows of each table belong to the sessions; tables without any are left out."""
    counts = {}
    for table in tables_with(connection, "session_id"):
        if table != "search_sessions":
            question = f"SELECT count(*) FROM {table} WHERE session_id IN ({{}})"
            counts[table] = sum(number for (number,) in _among(connection, question, session_ids))
    comments = (
        "SELECT count(*) FROM comments JOIN annotations ON annotations.id = annotation_id"
        " WHERE session_id IN ({})"
    )
    counts["comments"] = sum(number for (number,) in _among(connection, comments, session_ids))
    return {table: count for table, count in counts.items() if count}


def every_text(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each text of each table with the table's name: a text of several pages lies torn in the file.

    The index's own tables are left out: `check_index` looks after them.
    """
    columns = connection.tuples(
        "SELECT tables.name, columns.name FROM sqlite_schema AS tables,"
        " pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
        " AND columns.type = 'TEXT' AND tables.sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    for table, column in columns:
        # typeof: the index's tables are made without types of their own
        for (text,) in connection.tuples(f'SELECT "{column}" FROM "{table}"'):
            if text:
                yield table, str(text)


def _participant(connection: Connection, name: str, code: str) -> list[tuple[int]]:
    return connection.tuples(
        "SELECT participants.id FROM participants JOIN studies ON studies.id = study_id"
        " WHERE studies.name = ? AND code = ?",
        [name, code],
    )


def _indexes(database: Database) -> list[str]:
    rows = database.execute(
        "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING FTS5%'"
    )
    return [name for (name,) in rows.fetchall()]


def _among(connection: Connection, question: str, values: Sequence[str]) -> Iterator[tuple[int]]:
    for start in range(0, len(values), _AT_ONCE):
        some = values[start : start + _AT_ONCE]
        yield from connection.tuples(question.format(", ".join("?" for _ in some)), some)
