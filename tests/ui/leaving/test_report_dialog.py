"""A report is written from the window, and opened; every room has a way to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from observer.database.library import Library, open_library
from observer.export.reports.writing import ReportForm
from observer.ui.background import close_background
from observer.ui.leaving.data_dialog import DataDialog
from observer.ui.leaving.outcome import OutcomeDialog
from observer.ui.leaving.report_dialog import ReportDialog
from observer.ui.review.page import ReviewPage
from observer.ui.window import MainWindow
from tests.ui.leaving.conftest import Opened


def test_a_report_is_written_and_opened(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path, opened: Opened
) -> None:
    told_page.header.more.actions_by_name["report"].trigger()
    dialog = told_page.findChildren(ReportDialog)[0]
    dialog.place.move_to(tmp_path)
    dialog.form.choose(ReportForm.MARKDOWN)
    assert not dialog.clips.isEnabled()
    out = dialog.place.path
    with qtbot.waitSignal(dialog.accepted, timeout=10000):
        dialog.go.click()
    assert "Looks twice" in out.read_text()
    for outcome in told_page.findChildren(OutcomeDialog):
        outcome.accept()
    assert opened.paths == [str(out)]


@pytest.fixture
def window(qtbot: QtBot, told_page: ReviewPage, root: Path, display: str) -> Iterator[MainWindow]:
    """The whole window on the library of the page."""
    window = MainWindow(open_library(root), root)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    close_background()
    delete(window)


def test_every_room_leads_to_the_studys_data_and_report(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    study = library.study_list()[0]
    by_name = {action.name: action for action in window.actions_at_hand()}
    by_name["window.report"].run()
    by_name["window.export_data"].run()
    window.show_insight()
    qtbot.waitUntil(lambda: window.insight_page.book.study_id == study.id)
    window.insight_page.head.export.menu().actions()[0].trigger()
    window.show_studies()
    qtbot.waitUntil(lambda: window.studies_page.chosen == study.id)
    for action in window.studies_page.editor.export.menu().actions()[1:]:
        action.trigger()
    reports, datas = window.findChildren(ReportDialog), window.findChildren(DataDialog)
    assert [len(reports), len(datas)] == [3, 2]
    assert all(study.name in one.study.currentText() for one in reports)
    assert all(study.name in one.scope.currentText() for one in datas)


def test_the_reviews_doors_are_found_by_their_words(told_page: ReviewPage) -> None:
    names = {action.name for action in told_page.offered_actions()}
    assert {"review.export_data", "review.report", "review.bring"} <= names
