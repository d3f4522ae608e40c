"""Beginning, taking in, handing out, predicting, and whom was watched."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.intake.study_file import read_study, write_study
from observer.model.study import Study
from observer.ui.banner import Banner
from observer.ui.confirm_dialog import ConfirmDialog
from observer.ui.navigation import Room
from observer.ui.record.form import RecordForm
from observer.ui.study.page import StudiesPage
from observer.ui.window import MainWindow
from tests.ui.sessions_made import make_session
from tests.ui.study.conftest import STUDY, OpenPage, kept


def answer_next_question(page: StudiesPage, answer: str) -> None:
    """Press a button of the next question; its own loop runs until then."""
    timer = QTimer(page, interval=20)

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ConfirmDialog):
            timer.stop()
            page.setProperty("answered", answer)
            (dialog.yes if answer == "yes" else dialog.no).click()

    timer.timeout.connect(press)
    timer.start()


def test_a_library_without_a_study_shows_how_to_begin_one(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    assert page.gallery.isVisible()
    qtbot.waitUntil(lambda: len(page.gallery.cards) >= 3)
    page.gallery.empty.click()
    assert page.editor.name.hasFocus()
    assert page.editor.name.selectedText() == "New study"
    kept(page, qtbot)
    assert library.studies() == ["New study"]


def test_a_study_begins_from_a_template_under_a_name_that_is_free(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    library.save_study(Study("study-b", "First purchase in the web shop"))
    page = open_page()
    page.begin_study()
    qtbot.waitUntil(lambda: len(page.gallery.cards) >= 3)
    next(card for card in page.gallery.cards if "web shop" in card.text()).click()
    qtbot.waitUntil(page.editor.isVisible)
    kept(page, qtbot)
    made = library.study(page.chosen)
    assert made.name == "First purchase in the web shop 2"
    assert len(made.tasks) == 4
    assert made == page.book.draft.study


def test_a_study_handed_out_and_taken_in_elsewhere_is_the_same(
    page: StudiesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "checkout.toml"
    page.hand_out(file)
    qtbot.waitUntil(file.exists)
    assert read_study(file) == STUDY
    other = tmp_path / "other.toml"
    write_study(replace(STUDY, id="study-c", name="Checkout"), other)
    page.take_in(other)
    qtbot.waitUntil(lambda: page.chosen == "study-c")
    assert page.editor.name.text() == "Checkout 2"


def test_a_file_of_a_known_study_is_taken_over_only_when_told_to(
    page: StudiesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "checkout.toml"
    write_study(replace(STUDY, question="From the file"), file)
    answer_next_question(page, "no")
    page.take_in(file)
    qtbot.waitUntil(lambda: page.property("answered") == "no")
    assert page.book.draft.study == STUDY
    answer_next_question(page, "yes")
    page.take_in(file)
    qtbot.waitUntil(lambda: page.book.draft.study.question == "From the file")
    page.editor.undo.click()
    assert page.book.draft.study == STUDY


def test_a_file_that_is_no_study_is_refused_in_words(
    page: StudiesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('name = "X"\n[[task]]\nwording = "Do it"\n')
    page.take_in(file)
    qtbot.waitUntil(lambda: bool(page.findChildren(Banner)))
    said = " ".join(label.text() for label in page.findChildren(Banner)[0].findChildren(QLabel))
    assert "wrong.toml, line 2" in said
    assert "title" in said
    assert page.book.draft.study == STUDY


def test_a_study_with_a_gap_is_not_written_to_a_file(page: StudiesPage) -> None:
    page.editor.guide.add.click()
    page.setFocus()
    page.editor.export.menu().actions()[0].trigger()
    said = " ".join(label.text() for label in page.findChildren(Banner)[0].findChildren(QLabel))
    assert "not whole" in said
    assert "no question here" in said


def test_the_trial_says_whose_a_window_would_be(page: StudiesPage) -> None:
    section = page.editor.components
    QTest.keyClicks(section.window_title, "Pay with your card")
    assert section.verdict.text() == "Payment, team Cedar"
    section.window_title.clear()
    QTest.keyClicks(section.application, "Firefox")
    assert section.verdict.text() == "Shop, team Birch"
    section.application.setText("Terminal")
    assert "No component" in section.verdict.text()


def test_the_list_and_the_segments_say_who_was_watched(
    page: StudiesPage, library: Library, root: Path, qtbot: QtBot
) -> None:
    assert page.editor.facts.text() == "no session yet · 0 of 5 watched"
    for number in (1, 2, 3):
        land_session(library, make_session(root, participant=f"P0{number}"))
    library.set_segment("Checkout", "P01", "first")
    library.set_segment("Checkout", "P02", "first")
    with qtbot.waitSignal(page.book.read):
        page.book.refresh()
    assert page.editor.facts.text() == "3 sessions · 2 of 5 watched"
    assert page.editor.segments.purpose.text() == "2 of 5 watched"
    wanted = page.editor.segments.wanted["first"]
    wanted.selectAll()
    QTest.keyClicks(wanted, "1")
    assert page.editor.facts.text() == "3 sessions · 1 of 3 watched"


def test_a_prediction_is_kept_once_it_is_whole(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    form = page.editor.predictions.forms["pay"]
    assert form.participants.text() == "5"
    QTest.keyClicks(form.successes, "4")
    kept(page, qtbot)
    assert library.predictions("study-a") == []
    QTest.keyClicks(form.time, "2:30")
    kept(page, qtbot)
    (said,) = library.predictions("study-a")
    assert (said.task_id, said.author) == ("pay", "Tester")
    assert (said.successes, said.participants, said.time_ns) == (4, 5, 150 * 10**9)


def test_more_than_all_cannot_succeed(page: StudiesPage, library: Library, qtbot: QtBot) -> None:
    form = page.editor.predictions.forms["pay"]
    QTest.keyClicks(form.time, "1:00")
    QTest.keyClicks(form.successes, "6")
    assert form.fault.text() == "6 of 5 cannot succeed"
    kept(page, qtbot)
    assert library.predictions("study-a") == []


def test_a_task_can_be_predicted_as_soon_as_it_is_written(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    page.editor.tasks.add.click()
    QTest.keyClicks(page.editor.tasks.form.title, "Ask for help")
    form = page.editor.predictions.forms[page.editor.tasks.chosen]
    QTest.keyClicks(form.time, "1:00")
    QTest.keyClicks(form.successes, "0")
    kept(page, qtbot)
    assert [said.successes for said in library.predictions("study-a")] == [0]


def test_predictions_can_only_be_read_once_the_first_session_has_run(
    page: StudiesPage, library: Library, root: Path, qtbot: QtBot
) -> None:
    form = page.editor.predictions.forms["pay"]
    QTest.keyClicks(form.successes, "4")
    QTest.keyClicks(form.time, "2:30")
    kept(page, qtbot)
    land_session(library, make_session(root))
    with qtbot.waitSignal(page.book.read):
        page.book.refresh()
    section = page.editor.predictions
    assert section.forms == {}
    assert "locked" in section.purpose.text()
    assert "4 of 5 · 2:30" in [label.text() for label in section.findChildren(QLabel)]


def test_a_prediction_that_comes_too_late_is_refused_in_words(
    page: StudiesPage, library: Library, root: Path, qtbot: QtBot
) -> None:
    land_session(library, make_session(root))  # behind the page's back
    form = page.editor.predictions.forms["pay"]
    QTest.keyClicks(form.successes, "4")
    with qtbot.waitSignal(page.book.read):
        QTest.keyClicks(form.time, "2:30")
    qtbot.waitUntil(lambda: page.editor.predictions.forms == {})
    said = " ".join(label.text() for label in page.findChildren(Banner)[0].findChildren(QLabel))
    assert "first session has run" in said
    assert library.predictions("study-a") == []


def test_the_record_form_offers_what_was_written(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    page.editor.name.end(False)
    form = RecordForm(library)
    qtbot.addWidget(form)
    form.fill_again()
    QTest.keyClicks(page.editor.name, " in autumn")
    page.leave()
    kept(page, qtbot)
    form.study.setEditText("Something else")
    form.show()
    assert form.study.currentText() == "Something else"
    offered = [form.study.itemText(row) for row in range(form.study.count())]
    assert offered == ["Checkout in autumn"]


def test_nothing_is_out_of_reach_in_the_smallest_window(page: StudiesPage, qtbot: QtBot) -> None:
    page.resize(960 - 208, 640)  # what the rail leaves of the smallest window
    qtbot.wait(50)
    assert page.width() == 752
    bar = page.editor.findChildren(QScrollArea)[0].horizontalScrollBar()
    assert bar.maximum() == 0
    for button in (page.list.new, page.editor.export, page.editor.record):
        assert button.width() >= button.minimumSizeHint().width()


def test_ctrl_3_leads_to_the_studies_and_record_takes_the_study_along(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    library.save_study(Study("study-0", "A first one"))
    library.save_study(STUDY)
    window = MainWindow(library, root)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    page = window.studies_page
    assert page.isVisible()
    assert window.navigation.buttons[Room.STUDIES].isChecked()
    qtbot.waitUntil(lambda: "study-a" in page.list.picks)
    page.list.picks["study-a"].click()
    page.editor.record.click()
    assert window.record_page.isVisible()
    assert window.record_page.form.study.currentText() == "Checkout"
    window.close()
