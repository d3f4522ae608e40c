"""The same problem over many sessions, and the board it is gathered on."""

from sqlite_utils import Database


def name_findings(database: Database) -> None:
    """The same problem over many sessions, and what the cost of a study's friction rests on."""
    database.executescript("""
    CREATE TABLE findings (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        study_id INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        severity INTEGER CHECK (severity BETWEEN 0 AND 4),
        state TEXT NOT NULL,
        issue TEXT NOT NULL,
        fixed_at TEXT NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX findings_by_study ON findings(study_id);
    ALTER TABLE annotations ADD COLUMN finding_id TEXT NOT NULL DEFAULT '';
    CREATE INDEX annotations_by_finding ON annotations(finding_id) WHERE finding_id <> '';
    ALTER TABLE studies ADD COLUMN assumptions TEXT NOT NULL DEFAULT '{}';
    """)


def remember_the_board(database: Database) -> None:
    """What was done to a study's findings, as steps that can be taken back.

    `findings` is a list of [id, before, after]; which moments went from one to another stands in
    `annotation_changes` under the same `step`.
    """
    database.executescript("""
    CREATE TABLE board_steps (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        step TEXT NOT NULL UNIQUE,
        study_id INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        what TEXT NOT NULL,
        findings TEXT NOT NULL,
        made_at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
    CREATE INDEX board_steps_by_author ON board_steps(study_id, author, undone, number);
    """)
