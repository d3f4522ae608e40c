"""The tables, one append-only step after another. A released step is never edited.

`number` is the row's own integer, which the full-text index holds on to; `id` is the name that
the rest of the world uses. Times are session nanoseconds, dates ISO 8601.
"""

from sqlite_utils import Database, Migrations

from observer.database.search_schema import make_search
from observer.database.study_schema import STUDY_PARTS
from observer.model.identity import new_id

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


@STEPS(name="0004_studies")
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


@STEPS(name="0005_sittings")
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


@STEPS(name="0006_signatures")
def create_signatures(database: Database) -> None:
    """Who agreed, in which language, and what they drew."""
    for column in ("language", "name", "signature"):
        database.execute(f"ALTER TABLE consents ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@STEPS(name="0007_workshop")
def open_workshop(database: Database) -> None:
    """What a researcher says of a moment beside the note, and whether a rule only suggests it.

    `step` joins the changes that were made, and are undone, in one go; `id` is the name of a
    change in other libraries. A `rule` is empty where a person made the annotation.
    """
    for column in ("quote", "component", "team", "task_id", "rule", "reason"):
        database.execute(f"ALTER TABLE annotations ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    database.executescript("""
    ALTER TABLE annotations ADD COLUMN codes TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE annotations ADD COLUMN standing TEXT NOT NULL DEFAULT 'kept';
    CREATE INDEX annotations_kept ON annotations(session_id)
        WHERE removed_at IS NULL AND standing = 'kept';
    CREATE INDEX annotations_by_rule ON annotations(rule, standing) WHERE rule <> '';
    ALTER TABLE annotation_changes ADD COLUMN id TEXT NOT NULL DEFAULT '';
    ALTER TABLE annotation_changes ADD COLUMN step TEXT NOT NULL DEFAULT '';
    CREATE INDEX annotation_changes_by_step ON annotation_changes(step) WHERE step <> '';
    ALTER TABLE codes ADD COLUMN key TEXT NOT NULL DEFAULT '';
    ALTER TABLE sessions ADD COLUMN review TEXT NOT NULL DEFAULT 'to review';
    CREATE TABLE comments (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        annotation_id TEXT NOT NULL REFERENCES annotations(id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT
    ) STRICT;
    CREATE INDEX comments_by_annotation ON comments(annotation_id);
    """)
    for (number,) in database.execute("SELECT number FROM annotation_changes").fetchall():
        database.execute(
            "UPDATE annotation_changes SET id = ? WHERE number = ?", [new_id(), number]
        )
    database.execute("CREATE UNIQUE INDEX annotation_changes_by_id ON annotation_changes(id)")


@STEPS(name="0008_search_everything")
def search_everything(database: Database) -> None:
    """Everything that holds words is found, newest first, and within the time a key press takes."""
    make_search(database)


@STEPS(name="0009_evidence")
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


@STEPS(name="0010_findings")
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


@STEPS(name="0011_retention")
def set_retention(database: Database) -> None:
    """For how many days sessions are kept; a row without a study is for all others."""
    database.execute("""
    CREATE TABLE retention (
        number INTEGER PRIMARY KEY,
        study_id INTEGER UNIQUE REFERENCES studies(id) ON DELETE CASCADE,
        days INTEGER NOT NULL CHECK (days > 0)
    ) STRICT
    """)


@STEPS(name="0012_effort")
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


@STEPS(name="0013_board_history")
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
