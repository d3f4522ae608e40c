"""Rows that were done beside rows that are held: every difference is told, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from observer.commands import rehearse_command
from observer.database.library import open_library
from observer.model.identity import new_id
from observer.model.manifest import SessionState
from observer.model.sitting import Answer, Attempt, Debrief, Exposure, Outcome
from observer.rehearsal import live
from observer.rehearsal.expected import Between, Clock, Ledger, Row, differences
from observer.rehearsal.held import rows_of
from observer.rehearsal.live import LiveReport
from tests.database.builders import manifest, study


def test_rows_that_are_as_they_were_done_differ_in_nothing() -> None:
    done = {"marks": [{"kind": "bug", "at": Between(5, 9)}, {"kind": "bug", "at": Between(1, 3)}]}
    held = {"marks": [{"kind": "bug", "at": 2}, {"kind": "bug", "at": 7}]}
    assert differences(done, held) == []


def test_a_column_that_is_another_is_told_with_both_values() -> None:
    done = {"marks": [{"kind": "bug", "at": Between(5, 9)}]}
    (told,) = differences(done, {"marks": [{"kind": "idea", "at": 7}]})
    assert told == "marks: kind is 'idea', was 'bug', in kind='idea', at=7"
    (told,) = differences(done, {"marks": [{"kind": "bug", "at": 10}]})
    assert told.startswith("marks: at is 10, was Between(")


def test_a_row_that_is_missing_and_one_that_nobody_made_are_told() -> None:
    assert differences({"marks": [{"kind": "bug"}]}, {}) == ["marks: missing kind='bug'"]
    assert differences({}, {"marks": [{"kind": "bug"}]}) == ["marks: nobody did kind='bug'"]


def test_a_row_held_twice_is_told_once() -> None:
    row: Row = {"kind": "bug"}
    assert differences({"marks": [row]}, {"marks": [row, row]}) == ["marks: nobody did kind='bug'"]


def test_what_was_taken_back_is_not_expected() -> None:
    ledger = Ledger()
    first, second = (ledger.did("marks", kind="bug") for _ in range(2))
    ledger.took_back("marks", second)
    assert ledger.tables["marks"] == [first]


def test_a_stretch_is_as_long_as_its_block_and_moves_back_no_further_than_zero() -> None:
    clock = Clock(0)
    before_ns = clock.now_ns()
    with clock.during() as taken:
        inside_ns = clock.now_ns()
    assert before_ns <= taken.low_ns <= inside_ns <= taken.high_ns <= clock.now_ns()
    assert Between(3, 9).moved(-5) == Between(0, 4)
    assert Between(30, 90).moved(10, 5) == Between(35, 105)


def test_every_change_in_the_library_is_a_difference(tmp_path: Path) -> None:
    recorded, asked = manifest(), study()
    with open_library(tmp_path) as library:
        library.index_session(recorded, "folder", SessionState.CLOSED)
        library.save_study(asked)
        attempt = Attempt(new_id(), recorded.id, "find", 1, 2, Outcome.SUCCESS)
        library.save_attempt(attempt)
        before = rows_of(library, recorded.id)
        assert differences(before, rows_of(library, recorded.id)) == []
        library.save_study(replace(asked, tasks=asked.tasks[:1]))
        library.save_attempt(replace(attempt, outcome=Outcome.FAILED))
        library.save_answer(Answer(recorded.id, "seq", "ease", "find", 3))
        library.add_exposure(Exposure(recorded.id, "Bo", 0, 5))
        library.save_debrief(Debrief(recorded.id, "Bo", "Hm"))
        told = differences(before, rows_of(library, recorded.id))
    assert [line.partition(":")[0] for line in told] == [
        "answers", "attempts", "debriefs", "exposures", "tasks",
    ]  # fmt: skip


@pytest.mark.parametrize(("found", "code"), [((), 0), (("marks: missing kind='bug'",), 1)])
def test_the_command_fails_where_something_differs(
    found: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = LiveReport("s", "f", 1, 1, 1, 1, 1, "c", "d", (), {"marks": 1}, found)
    monkeypatch.setattr(live, "rehearse_live", lambda *_arguments: report)
    run = CliRunner().invoke(rehearse_command.command, ["--live", "--json"])
    assert run.exit_code == code
    assert all(line in run.output for line in found)
