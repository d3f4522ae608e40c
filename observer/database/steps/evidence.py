"""What leaves the library, and what is kept back of it."""

from sqlite_utils import Database


def gather_evidence(database: Database) -> None:
    """What is covered in all that leaves, what is shown in a row, and which files have left."""
    database.executescript("""
    CREATE TABLE redactions (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        cover TEXT NOT NULL,
        start_ns INTEGER NOT NULL CHECK (start_ns >= 0),
        end_ns INTEGER NOT NULL CHECK (end_ns >= start_ns),
        area TEXT,
        window TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX redactions_by_session ON redactions(session_id, start_ns);
    CREATE TABLE reels (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        items TEXT NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE exported_files (
        number INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        made_at TEXT NOT NULL,
        UNIQUE (session_id, path)
    ) STRICT;
    """)
