"""Data leaves the window as it leaves the command line, and what stays behind is said."""

import csv
import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.export.leaving.format_names import FORMATS
from observer.model.redaction import Cover, Redaction
from observer.ui.banner import Banner
from observer.ui.leaving.data_dialog import DataDialog
from observer.ui.leaving.offers import offers
from observer.ui.leaving.outcome import OutcomeDialog
from observer.ui.review.page import ReviewPage
from tests.ui.leaving.conftest import Opened


def ask(page: ReviewPage, folder: Path, what: str, kind: str) -> DataDialog:
    """Open the dialog as its key does, and choose."""
    page.verbs.do("export_data")
    dialog = page.findChildren(DataDialog)[-1]
    dialog.place.move_to(folder)
    dialog.choose(what)
    dialog.formats.choose(kind)
    return dialog


def test_every_format_is_offered_in_a_sentence() -> None:
    told = {kind: words for offer in offers() for kind, _, words in offer.formats}
    assert set(told) | {"parquet"} == set(FORMATS)
    assert all(told.values())


def test_moments_leave_as_a_table_which_the_library_remembers(
    qtbot: QtBot, told_page: ReviewPage, library: Library, tmp_path: Path, opened: Opened
) -> None:
    dialog = ask(told_page, tmp_path, "moments", "csv")
    out = dialog.place.path
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        dialog.go.click()
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert "Looks twice" in [row["note"] for row in rows]
    told = [one.path for one in library.exports(told_page.session_id)]
    assert str(out) in told


def test_what_consent_keeps_back_is_said_with_the_way_to_the_file(
    qtbot: QtBot, told_page: ReviewPage, library: Library, tmp_path: Path, opened: Opened
) -> None:
    session_id = told_page.session_id
    library.save_redaction(Redaction("quiet", session_id, "Ada", Cover.SILENCE, 0, 4_000_000_000))
    dialog = ask(told_page, tmp_path, "captions", "vtt")
    dialog.content.setCurrentIndex(dialog.content.findData("quotes"))
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        dialog.go.click()
    outcome = told_page.findChildren(OutcomeDialog)[-1]
    assert any("left out" in line for line in outcome.lines)
    assert outcome.focusWidget() is outcome.done_button
    outcome.action.click()
    assert opened.paths == [str(tmp_path)]


def test_drafts_can_be_of_the_selected_moment_alone(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    dialog = ask(told_page, tmp_path, "drafts", "github")
    dialog.selected.setChecked(True)
    folder = dialog.place.path
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        dialog.go.click()
    assert [path.name for path in folder.iterdir()] == ["01-looks-twice.md"]


def test_a_name_that_is_taken_is_refused_before_the_work(
    told_page: ReviewPage, tmp_path: Path
) -> None:
    dialog = ask(told_page, tmp_path, "coding", "boris")
    (tmp_path / "there.boris").write_text("kept")
    dialog.place.name.setText("there.boris")
    assert not dialog.go.isEnabled()
    assert "taken" in dialog.trouble.text()


def test_a_failure_leaves_the_choices_as_they_were(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    dialog = ask(told_page, tmp_path / "file", "coding", "boris")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=5000)
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    assert dialog.formats.chosen == "boris"


def test_what_leaves_whole_is_told_in_a_message(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    dialog = ask(told_page, tmp_path, "attempts", "jsonl")
    out = dialog.place.path
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        dialog.go.click()
    assert all(json.loads(line) for line in out.read_text().splitlines())
    said = [one.accessibleName() for one in told_page.window().findChildren(Banner)]
    assert any(out.name in words for words in said)


def test_arrows_go_through_data_and_formats(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    dialog = ask(told_page, tmp_path, "moments", "csv")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.whats["moments"].hasFocus)
    QTest.keyClick(dialog.whats["moments"], Qt.Key.Key_Down)
    assert dialog.offer.key == "attempts"
    qtbot.waitUntil(lambda: dialog.formats.rows["xlsx"].y() > 0)  # laid out
    dialog.formats.rows["csv"].setFocus()
    QTest.keyClick(dialog.formats.rows["csv"], Qt.Key.Key_Down)
    assert dialog.formats.chosen == "xlsx"
    assert dialog.place.path.suffix == ".xlsx"
