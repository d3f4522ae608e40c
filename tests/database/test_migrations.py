import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from observer.database import schema
from observer.database.connection import Connection
from observer.database.library import open_library
from observer.database.migrations import migrate
from observer.database.steps import (
    annotations,
    evidence,
    findings,
    recordings,
    search,
    sittings,
    studies,
)
from observer.model.errors import LibraryError, LibraryNewer

STEPS = {
    "0001_sessions": recordings.create_sessions,
    "0002_annotations": annotations.create_annotations,
    "0003_search": search.create_search,
    "0004_studies": studies.describe_studies,
    "0005_sittings": sittings.create_sittings,
    "0006_signatures": recordings.create_signatures,
    "0007_workshop": annotations.open_workshop,
    "0008_search_everything": search.search_everything,
    "0009_evidence": evidence.gather_evidence,
    "0010_findings": findings.name_findings,
    "0011_retention": recordings.set_retention,
    "0012_effort": sittings.measure_effort,
    "0013_board_history": findings.remember_the_board,
}


def make_older(folder: Path, count: int) -> Path:
    """A library as a version of Observer made it that knew the first `count` steps."""
    folder.mkdir()
    path = folder / "library.db"
    older = Migrations("observer")
    for name in list(STEPS)[:count]:
        older(name=name)(STEPS[name])
    connection = Connection(path)
    migrate(connection, older)
    with connection.writing() as database:
        database.execute("INSERT INTO studies (name) VALUES ('Checkout')")
        database.execute("INSERT INTO participants (study_id, code) VALUES (1, 'P01')")
        database.execute(
            "INSERT INTO sessions"
            " (id, participant_id, folder, state, duration_ns, recorded_at, source, software)"
            " VALUES ('k3f9', 1, 'folder', 'closed', 5, '2026-11-21T10:00:00+01:00', '', '')"
        )
    connection.close()
    return path


def copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob("library.db.before-*"))


def test_every_step_is_tried_from_every_earlier_version() -> None:
    with closing(Database(memory=True)) as empty:
        assert [step.name for step in schema.STEPS.pending(empty)] == list(STEPS)


@pytest.mark.parametrize("count", range(1, len(STEPS)))
def test_an_older_library_is_copied_then_brought_up_to_date(tmp_path: Path, count: int) -> None:
    path = make_older(tmp_path / "library", count)
    with open_library(path.parent) as library:
        assert library.studies() == ["Checkout"]
        assert library.search("anything") == []
        assert [hit.session_id for hit in library.search("checkout")] == ["k3f9"]
        assert [(row.id, row.study, row.participant) for row in library.sessions()] == [
            ("k3f9", "Checkout", "P01")
        ]
    (copy,) = copies(path)
    assert copy.name.startswith(f"library.db.before-{count}-")
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT name FROM studies").fetchall() == [("Checkout",)]
        assert database.execute("PRAGMA user_version").fetchone() == (count,)


def test_a_study_that_only_recordings_named_is_described_later_as_the_same_one(
    tmp_path: Path,
) -> None:
    path = make_older(tmp_path / "library", 3)
    with open_library(path.parent) as library:
        study = library.study_by_name("Checkout")
        assert study is not None
        assert len(study.id) == 16
        assert library.predictions_locked(study.id)  # its session was there before the step
        library.save_study(replace(study, question="Where do they hesitate?"))
        assert library.study(study.id).question == "Where do they hesitate?"
        assert library.session("k3f9").study == "Checkout"


def test_a_library_that_is_up_to_date_is_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        open_library(tmp_path / "library").close()
    assert copies(tmp_path / "library" / "library.db") == []


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = make_older(tmp_path / "library", 1)
    steps = Migrations("observer")
    steps(name="0001_sessions")(recordings.create_sessions)
    steps(name="0002_annotations")(annotations.create_annotations)

    @steps(name="0003_breaks")
    def breaks(database: Database) -> None:
        database.execute("ALTER TABLE studies ADD COLUMN half TEXT")
        raise ZeroDivisionError

    connection = Connection(path)
    with pytest.raises(ZeroDivisionError):
        migrate(connection, steps)
    assert connection.row("SELECT * FROM studies") == {"id": 1, "name": "Checkout"}
    assert connection.rows("SELECT 1 FROM sqlite_schema WHERE name = 'annotations'") == []
    connection.close()
    with open_library(path.parent) as library:
        assert library.studies() == ["Checkout"]


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version=99",
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('observer', '0099_later', '')",
    ],
)
def test_a_newer_library_is_refused_and_left_as_it_is(tmp_path: Path, change: str) -> None:
    open_library(tmp_path).close()
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute(change)
        database.commit()
    before = path.read_bytes()
    with pytest.raises(LibraryNewer, match="later version of Observer"):
        open_library(tmp_path)
    assert path.read_bytes() == before


def test_somebody_elses_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE books (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not made by Observer"):
        open_library(tmp_path)
    assert path.read_bytes() == before


def test_the_database_is_kept_as_carefully_as_promised(tmp_path: Path) -> None:
    open_library(tmp_path).close()
    connection = Connection(tmp_path / "library.db")
    connection.make_durable()
    wanted = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    for name, value in wanted.items():
        assert connection.row(f"PRAGMA {name}") == {name: value}
    connection.close()
