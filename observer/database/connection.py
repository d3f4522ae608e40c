"""The library's one connection: how it is opened, and who may use it when."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from observer.database.failures import known_failures

BUSY_SECONDS = 10.0
"""How long a call waits for another process; the longest write, an import, takes well below 1 s."""

_RETRY_SECONDS = 0.02  # between tries at what SQLite refuses at once instead of waiting for

Row = Mapping[str, Any]
"""One row as the database gives it, by column name."""


class Connection:
    """One SQLite connection that any thread may use: calls wait for one another on a lock.

    Every write is a short IMMEDIATE transaction, so that several processes (window, command
    line) can share the file; inside one, further `writing()` blocks join it. All known failures
    leave as LibraryError or LibraryReadOnly.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        with known_failures(path):
            raw = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._database = Database(raw, execute_plugins=False)
                raw.execute("PRAGMA foreign_keys=on")
                raw.execute("PRAGMA secure_delete=on")
            except BaseException:  # the file must not stay open behind an error, whichever it is
                raw.close()
                raise

    def make_durable(self) -> None:
        """Write ahead and wait for the disk: with synchronous=NORMAL a power cut loses commits."""
        with self.reading() as database:
            _insist(lambda: database.execute("PRAGMA journal_mode=wal").fetchone())
            database.execute("PRAGMA synchronous=full")

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The database for statements that change nothing. Read all rows before the block ends."""
        with self._lock, known_failures(self.path):
            yield self._database

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """The database inside a transaction: all of the block is kept, or nothing."""
        with self.reading() as database:
            raw = database.conn
            if raw.in_transaction:
                yield database
                return
            raw.execute("BEGIN IMMEDIATE")
            try:
                yield database
                raw.execute("COMMIT")
            except BaseException:  # an interrupt, too, must not leave a transaction open
                raw.rollback()
                raise

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows a query gives."""
        with self.reading() as database:
            cursor = database.conn.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows a query gives, without names: for hundreds of thousands of them."""
        with self.reading() as database:
            found: list[tuple[Any, ...]] = database.conn.execute(sql, values).fetchall()
            return found

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row a query gives, or None."""
        return next(iter(self.rows(sql, values)), None)

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        with self._lock, known_failures(self.path):
            self._database.close()


def _insist(attempt: Callable[[], object]) -> None:
    """Repeat what SQLite refuses at once while another process opens the same file."""
    give_up_at = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            attempt()
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > give_up_at:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return
