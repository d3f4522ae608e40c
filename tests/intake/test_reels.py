"""Reels that answer a question."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from observer.annotate.filtering import MomentFilter
from observer.cli import observer
from observer.intake.reels import reel_of
from observer.model.consent import ConsentItem
from observer.model.errors import ExportError
from observer.model.reel import ReelClip, TitleCard
from observer.session.manifest_file import read_manifest, write_manifest
from tests.export.reel.filled import Filled, drawn_office, filled, say

__all__ = ["drawn_office", "filled"]

GRAVE = MomentFilter(severities=frozenset({3, 4}))


def shown(items: tuple[TitleCard | ReelClip, ...]) -> list[str]:
    return [item.title for item in items]


def test_grave_moments_come_task_by_task_the_gravest_first(filled: Filled) -> None:
    say(filled, filled.office, 6, 3, "Date is hidden", task_id="find")
    say(filled, filled.office, 2, 3, "Refused", task_id="pay")
    say(filled, filled.twin, 4, 4, "Stuck", task_id="pay")
    say(filled, filled.twin, 8, 2, "Slow", task_id="pay")
    found = reel_of(filled.library, filled.study, GRAVE, handles_ns=0)
    assert shown(found.reel.items) == [
        "Checkout",
        "Pay with a saved card",
        "P02 · Stuck",
        "P01 · Refused",
        "Find the delivery date",
        "P01 · Date is hidden",
    ]
    assert isinstance(found.reel.items[1], TitleCard)
    assert found.reel.items[1].words == "2 moments · 2 participants"


def test_moments_that_overlap_are_shown_once(filled: Filled) -> None:
    say(filled, filled.office, 4, 3, "One")
    say(filled, filled.office, 6, 3, "Other")
    found = reel_of(filled.library, filled.study, GRAVE)
    clips = [item for item in found.reel.items if isinstance(item, ReelClip)]
    assert [(one.start_ns, one.end_ns) for one in clips] == [(0, 12_000_000_000)]


def test_who_has_not_agreed_is_left_out_and_said(filled: Filled) -> None:
    say(filled, filled.office, 2, 3, "Refused")
    say(filled, filled.twin, 4, 4, "Stuck")
    folder = filled.folder(filled.twin)
    manifest = read_manifest(folder)
    consent = replace(manifest.consent, items=(ConsentItem.SCREEN,))
    write_manifest(folder, replace(manifest, consent=consent))
    found = reel_of(filled.library, filled.study, GRAVE)
    assert found.reel.session_ids == (filled.office,)
    assert found.left_out == ("P02 has not agreed to clips: 1 moment left out",)


def test_a_question_without_an_answer_says_so(filled: Filled) -> None:
    with pytest.raises(ExportError, match="No moment"):
        reel_of(filled.library, filled.study, GRAVE)


def test_the_command_makes_a_film_keeps_it_and_makes_it_again_by_its_id(
    filled: Filled, tmp_path: Path
) -> None:
    say(filled, filled.office, 2, 3, "Refused", task_id="pay")
    say(filled, filled.twin, 4, 1, "Slow", task_id="pay")
    root, out = str(filled.library.folder), tmp_path / "film.mp4"
    asked = ["--library", root, "reel", "Checkout", "--severity", "3", "--handles", "1"]
    done = CliRunner().invoke(observer, [*asked, "--keep", "--out", str(out), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["clips"], round(told["seconds"])) == (1, 9)
    assert [note.path for note in filled.library.exports(filled.office)] == [str(out)]
    again = tmp_path / "again.mp4"
    kept = ["--library", root, "reel", told["id"], "--out", str(again), "--json"]
    done = CliRunner().invoke(observer, kept)
    assert done.exit_code == 0, done.output
    assert again.stat().st_size == out.stat().st_size
