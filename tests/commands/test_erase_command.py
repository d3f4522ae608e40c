"""observer erase and observer retention, as a person or a script uses them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from observer import cli
from observer.database.library import open_library
from observer.model.errors import LibraryError
from tests.intake.erasure.planted import Planted, grep, plant


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planted:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return plant(tmp_path)


def observer(planted: Planted, *arguments: str, typed: str = "") -> Result:
    """The command as run by `observer`, with what somebody types."""
    return CliRunner().invoke(
        cli.observer,
        ["--library", str(planted.root), *arguments],
        input=typed,
        standalone_mode=False,
    )


def test_the_code_is_asked_for_and_anything_else_leaves_all_as_it_is(planted: Planted) -> None:
    refused = observer(planted, "erase", "P03", typed="yes\n")
    assert "It cannot be undone." in refused.stderr
    assert "consents, with name and signature" in refused.stderr
    assert "“Nobody sees the P03 button” stays as a name" in refused.stderr
    assert "Nothing was erased." in refused.stderr
    assert refused.stdout == ""
    assert grep(planted.root, "zq-consentname-P03-planted")
    done = observer(planted, "erase", "P03", typed="P03\n")
    assert done.stdout.startswith("Nothing of P03 is left in ")
    assert f"{planted.outside}  (reel, " in done.stdout
    assert "still there" in done.stdout
    assert "  finding “Nobody sees the P03 button”" in done.stdout
    assert done.return_value is None
    assert grep(planted.root, "zq-consentname-P03-planted") == []


def test_a_script_gets_one_document_and_exit_1_where_something_is_left(planted: Planted) -> None:
    (planted.root / "aside.txt").write_text(planted.sessions["P03"][1], "utf-8")
    run = observer(planted, "erase", "P03", "--study", "Checkout", "--yes", "--json")
    facts = json.loads(run.stdout)
    assert run.stderr == ""
    assert run.return_value == 1
    assert facts["proven"] is False
    assert facts["left"] == [{"where": "aside.txt", "what": "session"}]
    assert facts["exports"][0]["there"] is True
    (planted.root / "aside.txt").unlink()
    again = observer(planted, "erase", "P03", "--yes", "--json")
    assert json.loads(again.stdout)["proven"] is True
    with pytest.raises(LibraryError, match="no participant P03"):
        raise observer(planted, "erase", "P03", "--yes").exception or AssertionError


def test_help_says_what_stays() -> None:
    words = " ".join(CliRunner().invoke(cli.observer, ["erase", "--help"]).output.split())
    assert "What stays: the study, its predictions" in words


def test_nothing_is_past_its_date_until_somebody_sets_a_period(planted: Planted) -> None:
    assert "kept until somebody erases them" in observer(planted, "retention").stdout
    run = observer(planted, "retention", "--set", "36500", "--json")
    assert json.loads(run.stdout)["past"] == []
    with pytest.raises(LibraryError, match="no study “Other”"):
        raise (
            observer(planted, "retention", "--set", "9", "--study", "Other").exception or Exception
        )
    with open_library(planted.root) as library:
        assert not any(row.is_past for row in library.sessions())


def test_sessions_past_their_date_go_when_told_to_with_their_participants(
    planted: Planted,
) -> None:
    with open_library(planted.root) as library:
        library.set_retention(1, "Checkout")
        library.set_retention(30_000)
    listed = observer(planted, "retention")
    assert "Those of “Checkout” are kept for 1 day." in listed.stdout
    assert listed.stdout.count("past its date since 2026-01-11") == 4
    assert grep(planted.root, "zq-media-P03-planted")
    refused = observer(planted, "retention", "--apply", typed="3\n")
    assert "Nothing was erased." in refused.stderr
    run = observer(planted, "retention", "--apply", "--yes", "--json")
    (facts,) = json.loads(run.stdout)["erased"]
    assert facts["left"] == []
    assert facts["proven"] is True
    assert sorted(facts["sessions"]) == sorted(
        one for ids in planted.sessions.values() for one in ids
    )
    with open_library(planted.root) as library:
        assert library.participants("Checkout") == []
        assert library.studies() == ["Checkout"]
    assert "No session is past its date." in observer(planted, "retention").stdout
    assert observer(planted, "retention", "--forget", "--study", "Checkout").exit_code == 0
