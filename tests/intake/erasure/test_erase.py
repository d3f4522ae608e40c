"""Erasing a participant: a search with other means than the product's own finds nothing."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from observer.annotate.editor import Editor
from observer.database.erasure import tables_with
from observer.database.library import open_library
from observer.intake.erasure.erase import erase
from observer.intake.erasure.looking import Proof
from observer.intake.erasure.note import unfinished
from observer.intake.erasure.plan import ErasurePlan, plan_participant
from observer.intake.landing import refresh_index
from observer.model.annotation import AnnotationKind
from observer.model.errors import LibraryError, SessionBusy, SessionDamaged
from observer.session.folder import SessionLock
from tests.intake.erasure.planted import PLACES, Planted, grep, plant, text, word


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    return plant(tmp_path)


def erase_p03(planted: Planted) -> tuple[ErasurePlan, Proof]:
    with open_library(planted.root) as library:
        plan = plan_participant(library, planted.root, "P03")
        return plan, erase(library, planted.root, plan.note, planted.elsewhere)


def rows_with(planted: Planted, words: str) -> list[str]:
    """The tables that hold the words, asked row by row."""
    found = []
    with closing(sqlite3.connect(planted.root / "library.db")) as database:
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = database.execute(f'SELECT * FROM "{table}"').fetchall()
            found += [table] if any(words in str(value) for row in rows for value in row) else []
    return found


def test_every_planted_text_is_found_before_and_none_after(planted: Planted) -> None:
    own = [f"zq-{place}-P03-planted" for place in PLACES]
    own += [*planted.sessions["P03"], word("P03")[4:]]
    for words in own:
        assert grep(planted.base, words), words
    _, proof = erase_p03(planted)
    assert proof.left == ()
    assert proof.holds
    for words in (*own, "-P03-", "P03.observer"):
        assert grep(planted.base, words) == [], words
        assert rows_with(planted, words) == [], words
    listed = subprocess.run(
        ["grep", "-r", "-a", "-l", "P03", str(planted.base)], capture_output=True, text=True
    ).stdout.split()
    # A finding is the team's own word; its name stays, and the plan says so.
    assert {Path(one).name[:10] for one in listed} == {"library.db"}
    assert rows_with(planted, "P03") == ["findings"]


def test_everybody_else_keeps_everything(planted: Planted) -> None:
    before = {place: grep(planted.base, f"zq-{place}-P05-planted") for place in PLACES}
    assert all(before.values())
    erase_p03(planted)
    gone = {".unpacking-P05/recording-001.mkv"}  # half a session that does not say whose it is
    for place, files in before.items():
        left = grep(planted.base, f"zq-{place}-P05-planted")
        lost = {one.removeprefix("library/") for one in set(files) - set(left)}
        assert lost - gone <= {"library.db-wal", "library.db.before-3-20250101T101010Z"}, place
    with open_library(planted.root) as library:
        assert [row.id for row in library.sessions()] == planted.sessions["P05"]
        assert library.participants("Checkout") == ["P05"]
        assert {reel.id for reel in library.reels()} == {"reel-P05", "reel-all"}
        (reel,) = (one for one in library.reels() if one.id == "reel-all")
        assert reel.session_ids == (planted.sessions["P05"][0],)
        assert [hit.session_id for hit in library.search("windowtitle")] == list(
            reversed(planted.sessions["P05"])
        )
        assert refresh_index(library, planted.root).rows[0].moments > 0
    kept = planted.elsewhere.logs[0].read_text("utf-8")
    assert planted.sessions["P05"][0] in kept
    assert "nothing to see" in kept
    settings = planted.elsewhere.settings.read_text("utf-8")
    assert planted.sessions["P05"][1] in settings
    assert "volume=80" in settings


def test_older_copies_of_the_database_are_cleaned_and_torn_ones_go(planted: Planted) -> None:
    erase_p03(planted)
    (copy,) = planted.root.glob("library.db.before-*")
    assert copy.name.startswith("library.db.before-9")
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = [one for (one,) in database.execute("SELECT id FROM sessions")]
        assert sorted(kept) == sorted(planted.sessions["P05"])


def test_the_plan_says_what_goes_and_what_is_out_of_reach(planted: Planted) -> None:
    with open_library(planted.root) as library:
        plan = plan_participant(library, planted.root, "P03", "Checkout")
    assert [row.id for row in plan.sessions] == planted.sessions["P03"]
    assert plan.rows["consents"] == 2
    assert plan.rows["comments"] == 2
    assert plan.findings == ("Nobody sees the P03 button",)
    assert set(plan.reels) == {"All of P03", "The worst"}
    assert plan.bytes > 100_000
    assert [(one.path, one.kind) for one in plan.exports] == [(str(planted.outside), "reel")]
    assert grep(planted.base, "zq-note-P03-planted")  # nothing was touched


def test_what_is_left_is_said_with_its_place_and_found_gone_once_it_is(planted: Planted) -> None:
    stray = planted.root / "my own notes.txt"
    stray.write_bytes(f"She said: {text('quote', 'P03')}".encode("utf-16"))
    _, proof = erase_p03(planted)
    assert not proof.holds
    assert [(one.where, one.what) for one in proof.left] == [("my own notes.txt", "quote")]
    assert [note.who for note in unfinished(planted.root)] == ["P03"]
    stray.unlink()
    plan, proof = erase_p03(planted)
    assert plan.begun
    assert proof.holds
    assert unfinished(planted.root) == []


def test_a_session_that_is_recorded_is_refused_and_nothing_touched(planted: Planted) -> None:
    folder = next(planted.root.glob("2026-01-10-checkout-P03-*"))
    with (
        SessionLock(folder),
        open_library(planted.root) as library,
        pytest.raises(SessionBusy, match="observer stop"),
    ):
        plan_participant(library, planted.root, "P03")
    assert unfinished(planted.root) == []
    assert grep(planted.base, "zq-media-P03-planted")


def test_a_folder_that_does_not_say_whose_it_is_has_to_be_mended_first(planted: Planted) -> None:
    folder = planted.root / "2026-01-10-checkout-P03-zzzz"
    folder.mkdir()
    (folder / "session.json").write_text("{")
    with (
        open_library(planted.root) as library,
        pytest.raises(SessionDamaged, match="P03-zzzz may be of P03"),
    ):
        plan_participant(library, planted.root, "P03")


def test_where_the_team_still_names_them_is_said_and_fails_nothing(planted: Planted) -> None:
    with open_library(planted.root) as library:
        editor = Editor(library, planted.sessions["P05"][0], "Ann")
        editor.add(AnnotationKind.NOTE, 0, note="Does it just as P03 did")
        editor.add(AnnotationKind.NOTE, 0, note="XP03Y is no code")
        folder = library.session(planted.sessions["P05"][0]).folder
    _, proof = erase_p03(planted)
    assert proof.holds
    assert [(one.what, one.where) for one in proof.mentions] == [
        ("note", folder),
        ("finding", "“Nobody sees the P03 button”"),
    ]


def test_every_table_of_sessions_is_planted_and_emptied(planted: Planted) -> None:
    # A table that a later step adds has to be planted, and its words to be looked for.
    with open_library(planted.root) as library:
        counts = library.row_counts(planted.sessions["P03"])
        tables = set(tables_with(library._connection, "session_id")) - {"search_sessions"}
        assert set(counts) == tables | {"comments"}
        plan = plan_participant(library, planted.root, "P03")
        erase(library, planted.root, plan.note, planted.elsewhere)
        assert library.row_counts(planted.sessions["P03"]) == {}


def test_an_unknown_participant_is_named(planted: Planted) -> None:
    with open_library(planted.root) as library:
        with pytest.raises(LibraryError, match="no participant P99"):
            plan_participant(library, planted.root, "P99")
        with pytest.raises(LibraryError, match="“Other” has no participant P03"):
            plan_participant(library, planted.root, "P03", "Other")


def test_a_participant_who_was_never_recorded_goes_too(planted: Planted) -> None:
    with open_library(planted.root) as library:
        library.set_segment("Checkout", "P77", "new")
        plan = plan_participant(library, planted.root, "P77")
        assert erase(library, planted.root, plan.note, planted.elsewhere).holds
        assert library.participants("Checkout") == ["P03", "P05"]
