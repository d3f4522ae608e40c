"""What a study asks, and its parts."""

from sqlite_utils import Database

from observer.model.identity import new_id

STUDY_PARTS = {
    "tasks": (
        "title TEXT NOT NULL, wording TEXT NOT NULL, start_state TEXT NOT NULL,"
        " success_criteria TEXT NOT NULL, expected_outcome TEXT NOT NULL,"
        " expected_ns INTEGER NOT NULL, expected_steps INTEGER NOT NULL, touchpoint TEXT NOT NULL"
    ),
    "guide_questions": "text TEXT NOT NULL",
    "questionnaires": "title TEXT NOT NULL, asked TEXT NOT NULL, score TEXT NOT NULL",
    "questions": (
        "questionnaire_id TEXT NOT NULL, text TEXT NOT NULL, form TEXT NOT NULL,"
        " points INTEGER NOT NULL, low TEXT NOT NULL, high TEXT NOT NULL, choices TEXT NOT NULL"
    ),
    "components": (
        "name TEXT NOT NULL, team TEXT NOT NULL, application TEXT NOT NULL,"
        " title TEXT NOT NULL, address TEXT NOT NULL"
    ),
    "segments": "name TEXT NOT NULL, wanted INTEGER NOT NULL",
    "codes": "name TEXT NOT NULL, description TEXT NOT NULL",
}
"""The parts of a study as tables: the columns of their own, as step 0004 makes them."""


def describe_studies(database: Database) -> None:
    """What a study asks. A row that only recordings named has no `described_at` yet.

    `key` is the name the rest of the world uses for a study: `id` was taken by the row's number.
    The parts of a study keep the ids they were given in it; one that was taken out while something
    still points at it stays, with `removed_at`.
    """
    database.executescript("""
    ALTER TABLE studies ADD COLUMN key TEXT NOT NULL DEFAULT '';
    ALTER TABLE studies ADD COLUMN question TEXT NOT NULL DEFAULT '';
    ALTER TABLE studies ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
    ALTER TABLE studies ADD COLUMN described_at TEXT;
    ALTER TABLE studies ADD COLUMN first_session_at TEXT;
    ALTER TABLE participants ADD COLUMN segment_id TEXT NOT NULL DEFAULT '';
    CREATE TABLE former_study_names (
        name TEXT NOT NULL PRIMARY KEY,
        study_id INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX former_study_names_by_study ON former_study_names(study_id);
    UPDATE studies SET first_session_at = (
        SELECT recorded_at FROM sessions JOIN participants ON participants.id = participant_id
        WHERE participants.study_id = studies.id ORDER BY julianday(recorded_at) LIMIT 1);
    """)
    for (number,) in database.execute("SELECT id FROM studies").fetchall():
        database.execute("UPDATE studies SET key = ? WHERE id = ?", [new_id(), number])
    database.execute("CREATE UNIQUE INDEX studies_by_key ON studies(key)")
    for table, columns in STUDY_PARTS.items():
        owner = "questionnaire_id, " if "questionnaire_id" in columns else ""
        database.execute(f"""
        CREATE TABLE {table} (
            number INTEGER PRIMARY KEY,
            study_id INTEGER NOT NULL REFERENCES studies(id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            {columns},
            removed_at TEXT,
            UNIQUE (study_id, {owner}id)
        ) STRICT
        """)
