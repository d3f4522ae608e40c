"""What is covered of a session, for those who know no more of the library than its folder."""

from pathlib import Path

from observer.database import evidence
from observer.database.connection import Connection
from observer.database.library import DATABASE_NAME
from observer.model.redaction import Redaction


def kept_redactions(folder: Path, session_id: str) -> list[Redaction]:
    """The redactions of a session in the library of this folder; none where there is no library.

    Reads alone: a database of another version is left as it is. Raises LibraryError where it
    cannot be read.
    """
    path = folder / DATABASE_NAME
    if not path.is_file():
        return []
    connection = Connection(path)
    try:
        if not connection.rows("SELECT 1 FROM sqlite_master WHERE name = 'redactions'"):
            return []
        return evidence.redactions(connection, session_id)
    finally:
        connection.close()
