"""Full-text search: over notes and titles at first, then one table of all words there are."""

from sqlite_utils import Database

from observer.database.search_numbers import free_place
from observer.database.steps.search_triggers import search_triggers
from observer.database.steps.search_views import FILL, VIEW_TEXTS

_LAST_MINUTE = (1 << 27) - (1 << 20)  # of the year 2223, with room for those that share it

_TABLES = f"""
CREATE TABLE search_sessions (
    place INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL UNIQUE REFERENCES sessions(id) ON DELETE CASCADE
) STRICT;
CREATE TABLE search_texts (
    number INTEGER PRIMARY KEY,
    said TEXT NOT NULL,
    quote TEXT NOT NULL,
    labels TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(
    said, quote, labels, content='search_texts', content_rowid='number',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6');
CREATE VIEW search_minutes (session_id, minute) AS
    SELECT id, max(0, min({_LAST_MINUTE}, coalesce(
        CAST(strftime('%s', recorded_at) AS INTEGER) / 60, 0))) FROM sessions;
ALTER TABLE windows ADD COLUMN first_shown INTEGER NOT NULL DEFAULT 0;
UPDATE windows SET first_shown = 1
    WHERE title <> '' AND id IN (SELECT min(id) FROM windows GROUP BY session_id, title);
"""


def create_search(database: Database) -> None:
    """Full-text search that takes é for e, kept up to date by triggers."""
    for table, column in (("annotations", "note"), ("windows", "title")):
        database.table(table).enable_fts(
            [column], create_triggers=True, tokenize="unicode61 remove_diacritics 2"
        )


def search_everything(database: Database) -> None:
    """Everything that holds words is found, newest first, and within the time a key press takes.

    What kept notes and titles findable before goes.
    """
    for table in ("annotations", "windows"):
        database.table(table).disable_fts()
    database.executescript(_TABLES)
    database.executescript(VIEW_TEXTS)
    for (session_id,) in database.execute("SELECT id FROM sessions").fetchall():
        database.execute(
            "INSERT INTO search_sessions (place, session_id)"
            f" SELECT {free_place('minute')}, session_id FROM search_minutes WHERE session_id = ?",
            [session_id],
        )
    database.executescript(FILL)
    database.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    for trigger in search_triggers():
        database.execute(trigger)
