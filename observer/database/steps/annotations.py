"""What people said of a recording, and every change they made to it."""

from sqlite_utils import Database

from observer.model.identity import new_id


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
