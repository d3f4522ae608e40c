"""The tables, one append-only step after another. A released step is never edited.

`number` is the row's own integer, which the full-text index holds on to; `id` is the name that
the rest of the world uses. Times are session nanoseconds, dates ISO 8601.
"""

from sqlite_utils import Database, Migrations

STEPS = Migrations("observer")


@STEPS(name="0001_sessions")
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


@STEPS(name="0002_annotations")
def create_annotations(database: Database) -> None:
    """What people said, and every change they made to it.

    A removed annotation stays as a row with `removed_at`, so that landing its mark again does
    not bring it back, and undoing the removal does.
    """
    database.executescript("""
    CREATE TABLE annotations (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        kind TEXT NOT NULL,
        start_ns INTEGER NOT NULL CHECK (start_ns >= 0),
        end_ns INTEGER NOT NULL CHECK (end_ns >= start_ns),
        severity INTEGER CHECK (severity BETWEEN 0 AND 4),
        note TEXT NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT
    ) STRICT;
    CREATE INDEX annotations_by_session ON annotations(session_id, start_ns);
    CREATE TABLE annotation_changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        annotation_id TEXT NOT NULL REFERENCES annotations(id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        what TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        made_at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
    CREATE INDEX annotation_changes_by_author
        ON annotation_changes(session_id, author, undone, number);
    CREATE INDEX annotation_changes_by_annotation ON annotation_changes(annotation_id);
    """)


@STEPS(name="0003_search")
def create_search(database: Database) -> None:
    """Full-text search that takes é for e, kept up to date by triggers."""
    for table, column in (("annotations", "note"), ("windows", "title")):
        database.table(table).enable_fts(
            [column], create_triggers=True, tokenize="unicode61 remove_diacritics 2"
        )
