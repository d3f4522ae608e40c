"""Bringing a library's database up to this version's tables, never past it."""

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from observer.database.connection import Connection
from observer.database.failures import known_failures
from observer.database.schema import STEPS
from observer.model.errors import LibraryError, LibraryNewer

APPLICATION_ID = 0x4F627376  # "Obsv": tells our database from any other that is called library.db


def migrate(connection: Connection, steps: Migrations = STEPS) -> Path | None:
    """Apply the steps that are missing, all or none; returns the copy made before, if any.

    `PRAGMA user_version` counts the steps, for a version too old to know their names. Raises
    LibraryNewer where the database has steps that this version does not know, LibraryError where
    the file is somebody else's.
    """
    with connection.reading() as database:
        _check_origin(database, connection.path, steps)
        if not steps.pending(database):
            return None
    connection.make_durable()
    with connection.writing() as database:
        _check_origin(database, connection.path, steps)  # another process may have come first
        if not steps.pending(database):
            return None
        version = _number(database, "user_version")
        copy = _copy(connection.path, version) if version else None
        steps.apply(database)
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={len(_names(steps))}")
    return copy


def _check_origin(database: Database, path: Path, steps: Migrations) -> None:
    known = _names(steps)
    unknown = {step.name for step in steps.applied(database)} - known
    if unknown or _number(database, "user_version") > len(known):
        raise LibraryNewer(
            f"The database {path} was made by a later version of Observer",
            "Update Observer to open it; nothing in it was changed",
        )
    if _number(database, "application_id") != APPLICATION_ID and database.table_names():
        raise LibraryError(
            f"The database {path} was not made by Observer",
            "Move it away, or choose another library folder",
        )


def _names(steps: Migrations) -> set[str]:
    """Every step this version knows: on an empty database all of them are pending."""
    with contextlib.closing(Database(memory=True, execute_plugins=False)) as empty:
        return {step.name for step in steps.pending(empty)}


def _number(database: Database, pragma: str) -> int:
    return int(database.execute(f"PRAGMA {pragma}").fetchone()[0])


def _copy(path: Path, version: int) -> Path:
    """Copy the database as committed to `library.db.before-<version>-<time>`."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.name}.before-{version}-{stamp}")
    unfinished = copy.with_name(f"{copy.name}.part")
    try:
        with (
            known_failures(path),
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(unfinished)) as target,
        ):
            source.backup(target)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return copy
