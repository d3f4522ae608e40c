"""What was recorded, of whom, with which consent, and how long it is kept."""

from sqlite_utils import Database


def create_sessions(database: Database) -> None:
    """What the session folders hold, so that a list needs no folder to be read."""
    database.executescript("""
    CREATE TABLE studies (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE participants (
        id INTEGER PRIMARY KEY,
        study_id INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        UNIQUE (study_id, code)
    ) STRICT;
    CREATE TABLE sessions (
        id TEXT NOT NULL PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participants(id),
        folder TEXT NOT NULL,
        state TEXT NOT NULL,
        duration_ns INTEGER NOT NULL,
        recorded_at TEXT NOT NULL,
        source TEXT NOT NULL,
        software TEXT NOT NULL,
        files_changed_ns INTEGER NOT NULL DEFAULT 0,
        files_bytes INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX sessions_by_participant ON sessions(participant_id);
    CREATE INDEX sessions_by_folder ON sessions(folder);
    CREATE TABLE consents (
        id INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL UNIQUE REFERENCES sessions(id) ON DELETE CASCADE,
        participant_id INTEGER NOT NULL REFERENCES participants(id),
        items TEXT NOT NULL,
        agreed_at TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX consents_by_participant ON consents(participant_id);
    CREATE TABLE tracks (
        id INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        files TEXT NOT NULL,
        start_ns INTEGER NOT NULL,
        end_ns INTEGER NOT NULL,
        items INTEGER NOT NULL,
        details TEXT NOT NULL,
        UNIQUE (session_id, kind)
    ) STRICT;
    CREATE TABLE windows (
        id INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        time_ns INTEGER NOT NULL,
        application TEXT NOT NULL,
        title TEXT NOT NULL
    ) STRICT;
    CREATE INDEX windows_by_session ON windows(session_id, time_ns);
    """)


def create_signatures(database: Database) -> None:
    """Who agreed, in which language, and what they drew."""
    for column in ("language", "name", "signature"):
        database.execute(f"ALTER TABLE consents ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


def set_retention(database: Database) -> None:
    """For how many days sessions are kept; a row without a study is for all others."""
    database.execute("""
    CREATE TABLE retention (
        number INTEGER PRIMARY KEY,
        study_id INTEGER UNIQUE REFERENCES studies(id) ON DELETE CASCADE,
        days INTEGER NOT NULL CHECK (days > 0)
    ) STRICT
    """)
