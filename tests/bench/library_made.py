"""A library of thousands of sessions, made quickly: its rows are put in by the million.

Words follow Zipf's law, as in any language: the commonest one stands in nearly every second note,
most stand in a handful.
"""

import itertools
import json
import random
from bisect import bisect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from observer.database.library import Library, open_library
from observer.database.rows import SessionRow
from observer.database.steps import search_views
from observer.intake.folder_content import read_stamp
from observer.model.annotation import AnnotationKind, ReviewState
from observer.model.consent import Consent, ConsentItem
from observer.model.manifest import ClockAnchor, Manifest, SessionState
from observer.model.study import Code, Segment, Study, Task
from observer.session.layout import FOCUS_FILE, MANIFEST_FILE, MARKS_FILE
from observer.session.manifest_file import encode_manifest
from tests.bench.sittings_made import asking, insert_sittings, say_before

_STUDIES = 40
_WORDS = 20_000
_WINDOWS_A_SESSION = 20
_FIRST_DAY = datetime(2024, 1, 8, 9, tzinfo=UTC)
_SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]


class Words:
    """A made-up language of 20,000 words, the commonest first."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        made: dict[str, None] = {}
        while len(made) < _WORDS:
            length = chance.choice((1, 2, 2, 3, 3, 4))
            word = "".join(chance.choice(_SYLLABLES) for _ in range(length))
            made[word + chance.choice(("", "", "n", "s", "t"))] = None
        self.all = list(made)
        self._weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(_WORDS)))

    def some(self, count: int) -> str:
        """So many words, as common words as a person would use."""
        total = self._weights[-1]
        return " ".join(
            self.all[bisect(self._weights, self.chance.random() * total)] for _ in range(count)
        )


def make_library(folder: Path, sessions: int, annotations: int, seed: int = 7) -> Words:
    """Make the library and return the words it is written in."""
    words = Words(random.Random(seed))
    with open_library(folder) as library:
        for number in range(_STUDIES):
            library.save_study(_study(number, words))
        _fill(library, sessions, annotations, words)
    return words


def make_study(folder: Path, sessions: int, annotations: int, seed: int = 7) -> None:
    """Make a library of one study whose every figure has its rows, people's moments so many."""
    words = Words(random.Random(seed))
    with open_library(folder) as library:
        study = asking(_study(0, words), words.all[20:29])
        library.save_study(study)
        say_before(library, study)
        _fill(library, sessions, annotations, words, insert_sittings)


def _fill(
    library: Library,
    sessions: int,
    annotations: int,
    words: Words,
    more: Callable[[Database, list[str], random.Random], None] | None = None,
) -> None:
    chance = words.chance
    with _without_triggers(library) as database:
        _insert_sessions(database, sessions, chance)
        _insert_windows(database, sessions, words)
        _insert_annotations(database, sessions, annotations, words, chance)
        if more is not None:
            more(database, [_session_id(number) for number in range(sessions)], chance)
        for session_id, day in database.execute("SELECT id, recorded_at FROM sessions").fetchall():
            place = int(datetime.fromisoformat(day).timestamp()) // 60
            database.execute(
                "INSERT INTO search_sessions (place, session_id) VALUES (?, ?)",
                [place, session_id],
            )
        database.executescript(search_views.FILL)
        database.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def _study(number: int, words: Words) -> Study:
    return Study(
        id=f"study-{number}",
        name=f"{words.all[200 + number].title()} {number}",
        tasks=tuple(Task(f"task-{n}", words.some(4)) for n in range(4)),
        segments=tuple(Segment(f"segment-{n}", f"{words.all[300 + n]} buyers") for n in range(5)),
        codebook=tuple(Code(f"code-{n}", words.all[50 + 7 * n]) for n in range(12)),
    )


@contextmanager
def _without_triggers(library: Library) -> Iterator[Database]:
    """The database in one transaction, whose triggers are put back at its end."""
    with library._connection.reading() as database:
        database.execute("PRAGMA synchronous=off")  # what a benchmark makes need not outlive it
        database.execute("PRAGMA cache_size=-200000")
    with library._connection.writing() as database:
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        yield database
        for _, sql in triggers:
            database.execute(sql)


def _session_id(number: int) -> str:
    return f"s{number:015d}"


def recorded_at(number: int) -> str:
    """When a session of this number was recorded, ISO 8601."""
    return (_FIRST_DAY + timedelta(minutes=97 * number)).isoformat()


def folder_name(number: int) -> str:
    """The name of its folder."""
    return f"{recorded_at(number)[:10]}-study-P{number:05d}"


def _insert_sessions(database: Database, count: int, chance: random.Random) -> None:
    studies = [row[0] for row in database.execute("SELECT id FROM studies ORDER BY id").fetchall()]
    states = list(ReviewState)
    database.conn.executemany(
        "INSERT INTO participants (id, study_id, code, segment_id) VALUES (?, ?, ?, ?)",
        ((n + 1, studies[n % len(studies)], f"P{n:05d}", f"segment-{n % 5}") for n in range(count)),
    )
    database.conn.executemany(
        "INSERT INTO sessions (id, participant_id, folder, state, duration_ns, recorded_at, source,"
        " software, review) VALUES (?, ?, ?, 'closed', ?, ?, 'recorded', 'bench', ?)",
        (
            (
                _session_id(n), n + 1, folder_name(n), chance.randint(10, 90) * 60 * 10**9,
                recorded_at(n), chance.choice(states).value,
            )
            for n in range(count)
        ),
    )  # fmt: skip


def _insert_windows(database: Database, sessions: int, words: Words) -> None:
    database.conn.executemany(
        "INSERT INTO windows (session_id, time_ns, application, title, first_shown)"
        " VALUES (?, ?, ?, ?, 1)",
        (
            (_session_id(n), second * 60 * 10**9, words.some(1), words.some(5))
            for n in range(sessions)
            for second in range(_WINDOWS_A_SESSION)
        ),
    )


def _insert_annotations(
    database: Database, sessions: int, count: int, words: Words, chance: random.Random
) -> None:
    kinds = [kind.value for kind in AnnotationKind]

    def row(number: int) -> tuple[object, ...]:
        start_ns = chance.randrange(600 * 10**9)
        quote = words.some(8) if chance.random() < 0.3 else ""
        codes = json.dumps([f"code-{chance.randrange(12)}"]) if chance.random() < 0.4 else "[]"
        return (
            f"a{number:015d}", _session_id(number * sessions // count), "Ann", chance.choice(kinds),
            start_ns, start_ns, chance.choice((None, 1, 2, 3)), words.some(chance.randint(3, 14)),
            "2026-11-21", "2026-11-21", quote, codes, words.all[20 + chance.randrange(9)], "Team",
        )  # fmt: skip

    database.conn.executemany(
        "INSERT INTO annotations (id, session_id, author, kind, start_ns, end_ns, severity, note,"
        " created_at, changed_at, quote, codes, component, team)"
        f" VALUES ({', '.join('?' * 14)})",
        (row(number) for number in range(count)),
    )


def make_folders(folder: Path) -> None:
    """Give every session a folder with a manifest and marks, as they were when they landed."""
    with open_library(folder) as library:
        stamps: list[tuple[int, int, str]] = []
        for row in library.sessions():
            session = folder / row.folder
            session.mkdir()
            (session / MANIFEST_FILE).write_bytes(encode_manifest(_manifest(row)))
            (session / MARKS_FILE).touch()
            (session / FOCUS_FILE).touch()
            stamp = read_stamp(session)
            stamps.append((stamp.changed_ns, stamp.size_bytes, row.id))
        with library._connection.writing() as database:
            database.conn.executemany(
                "UPDATE sessions SET files_changed_ns = ?, files_bytes = ? WHERE id = ?", stamps
            )


def _manifest(row: SessionRow) -> Manifest:
    return Manifest(
        id=row.id,
        study=row.study,
        participant=row.participant,
        consent=Consent((ConsentItem.SCREEN,), row.recorded_at),
        clock=ClockAnchor(row.recorded_at, 0),
        state=SessionState.CLOSED,
        duration_ns=row.duration_ns,
    )
