"""What happens in a sit-in beside the recording, what was predicted, what it took."""

from sqlite_utils import Database


def create_sittings(database: Database) -> None:
    """What happens in a sit-in beside the recording, and what was predicted of it.

    Tasks and questions are named by the ids they have in the session's study.
    """
    database.executescript("""
    CREATE TABLE predictions (
        number INTEGER PRIMARY KEY,
        study_id INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE,
        task_id TEXT NOT NULL,
        author TEXT NOT NULL,
        successes INTEGER NOT NULL CHECK (successes BETWEEN 0 AND participants),
        participants INTEGER NOT NULL,
        time_ns INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        UNIQUE (study_id, task_id, author)
    ) STRICT;
    CREATE TABLE attempts (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        task_id TEXT NOT NULL,
        start_ns INTEGER NOT NULL,
        end_ns INTEGER CHECK (end_ns >= start_ns),
        outcome TEXT,
        helped INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX attempts_by_session ON attempts(session_id, start_ns);
    CREATE TABLE askings (
        number INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        question_id TEXT NOT NULL,
        time_ns INTEGER NOT NULL,
        UNIQUE (session_id, question_id, time_ns)
    ) STRICT;
    CREATE TABLE answers (
        number INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        questionnaire_id TEXT NOT NULL,
        question_id TEXT NOT NULL,
        task_id TEXT NOT NULL,
        value INTEGER,
        text TEXT NOT NULL,
        UNIQUE (session_id, questionnaire_id, question_id, task_id)
    ) STRICT;
    CREATE TABLE exposures (
        number INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        role TEXT NOT NULL,
        start_ns INTEGER NOT NULL,
        end_ns INTEGER NOT NULL CHECK (end_ns >= start_ns)
    ) STRICT;
    CREATE INDEX exposures_by_session ON exposures(session_id, author, start_ns);
    CREATE INDEX exposures_by_author ON exposures(author);
    CREATE TABLE debriefs (
        number INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (session_id, author)
    ) STRICT;
    """)


def measure_effort(database: Database) -> None:
    """What attempts took of the hands, so that answers need no folder to be read."""
    database.executescript("""
    CREATE TABLE attempt_efforts (
        number INTEGER PRIMARY KEY,
        attempt_id TEXT NOT NULL UNIQUE REFERENCES attempts(id) ON DELETE CASCADE,
        session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
        method INTEGER NOT NULL,
        start_ns INTEGER NOT NULL,
        end_ns INTEGER NOT NULL,
        clicks INTEGER,
        pointer_px REAL,
        help_turns INTEGER,
        steps INTEGER,
        places INTEGER,
        fronts TEXT NOT NULL,
        unseen_ns INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX attempt_efforts_by_session ON attempt_efforts(session_id);
    """)
