"""What is written in the page is in the library, in order, and can be taken back."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.clock import NS_PER_SECOND
from observer.model.study import Study
from observer.ui.background import close_background
from observer.ui.study.keeper import StudyKeeper
from observer.ui.study.page import StudiesPage
from tests.ui.study.conftest import STUDY, OpenPage, kept

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_what_is_typed_is_kept_after_a_pause(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    wording = page.editor.tasks.form.wording
    wording.setFocus()
    QTest.keyClicks(wording, "Buy a lamp")
    assert library.study("study-a").tasks[0].wording == ""
    qtbot.waitUntil(lambda: library.study("study-a").tasks[0].wording == "Buy a lamp")
    qtbot.waitUntil(lambda: page.editor.state.text() == "Everything is kept")
    task = replace(STUDY.tasks[0], wording="Buy a lamp")
    assert library.study("study-a") == replace(STUDY, tasks=(task, *STUDY.tasks[1:]))


def test_leaving_the_page_loses_no_letter(page: StudiesPage, library: Library) -> None:
    page.editor.about.question.setFocus()
    QTest.keyClicks(page.editor.about.question, "x")
    page.hide()
    close_background()
    assert library.study("study-a").question == "xCan they pay?"


def test_going_to_another_study_loses_no_letter(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    library.save_study(STUDY)
    library.save_study(Study("study-b", "Returns"))
    page = open_page()
    QTest.keyClicks(page.editor.about.question, "x")
    page.list.picks["study-b"].click()
    assert page.editor.name.text() == "Returns"
    kept(page, qtbot)
    assert library.study("study-a").question == "xCan they pay?"
    assert library.study("study-b") == Study("study-b", "Returns")


def test_the_last_of_several_quick_writes_stays(library: Library, qtbot: QtBot) -> None:
    keeper = StudyKeeper(library)
    for number in range(20):
        keeper.keep(replace(STUDY, question=str(number)))
        keeper.flush()
    qtbot.waitUntil(lambda: not keeper.busy)
    assert library.study("study-a").question == "19"


def test_ctrl_z_goes_back_over_the_whole_study(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    title = page.editor.tasks.form.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Look")
    page.editor.guide.list.remover("why").click()  # type: ignore[attr-defined]  # a button
    assert [asked.id for asked in page.book.draft.study.guide] == ["else"]
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_Z, CTRL)
    assert page.book.draft.study.guide == STUDY.guide
    assert title.text() == "Look"
    QTest.keyClick(title, Qt.Key.Key_Z, CTRL)
    assert title.text() == "Find a lamp"
    assert page.book.draft.study == STUDY
    kept(page, qtbot)
    assert library.study("study-a") == STUDY
    QTest.keyClick(title, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert title.text() == "Look"


def test_ctrl_z_in_a_text_of_several_lines_is_the_studys_too(page: StudiesPage) -> None:
    wording = page.editor.tasks.form.wording
    wording.setFocus()
    QTest.keyClicks(wording, "Buy")
    QTest.keyClick(wording, Qt.Key.Key_Z, CTRL)
    assert wording.toPlainText() == ""
    assert page.book.draft.study == STUDY


def test_undo_shows_the_task_that_it_changes(page: StudiesPage) -> None:
    tasks = page.editor.tasks
    tasks.choose("return")
    QTest.keyClicks(tasks.form.title, "!")
    tasks.choose("find")
    page.editor.undo.click()
    assert tasks.chosen == "return"
    assert tasks.form.title.text() == "Send it back"


def test_the_cursor_stays_where_one_types(page: StudiesPage, qtbot: QtBot) -> None:
    question = page.editor.about.question
    question.setFocus()
    question.moveCursor(QTextCursor.MoveOperation.Start)
    for letter in "So: ":
        QTest.keyClicks(question, letter)
        kept(page, qtbot)
    assert question.toPlainText() == "So: Can they pay?"


def test_a_task_moves_with_alt_and_an_arrow(page: StudiesPage) -> None:
    grip = page.editor.tasks.list.grip("find")
    grip.setFocus()
    QTest.keyClick(grip, Qt.Key.Key_Down, ALT)
    assert [task.id for task in page.book.draft.study.tasks] == ["pay", "find", "return"]
    assert grip.hasFocus()
    QTest.keyClick(grip, Qt.Key.Key_Up, ALT)
    QTest.keyClick(grip, Qt.Key.Key_Up, ALT)
    assert page.book.draft.study.tasks == STUDY.tasks


def test_a_question_moves_from_within_its_words(page: StudiesPage) -> None:
    words = page.editor.guide.row("why").fields["text"]
    words.setFocus()
    QTest.keyClick(words, Qt.Key.Key_Down, ALT)
    assert [asked.id for asked in page.book.draft.study.guide] == ["else", "why"]
    assert words.hasFocus()


def test_a_task_is_dragged_to_its_place_and_the_order_is_one_step(page: StudiesPage) -> None:
    tasks = page.editor.tasks
    grip, middle = tasks.list.grip("return"), QPoint(8, 16)
    target = tasks.list.grip("find").mapToGlobal(QPoint(8, -20))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(grip, grip.mapFromGlobal(target))
    assert tasks.list.ids() == ("return", "find", "pay")
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=grip.mapFromGlobal(target))
    assert [task.id for task in page.book.draft.study.tasks] == ["return", "find", "pay"]
    page.editor.undo.click()
    assert tasks.list.ids() == ("find", "pay", "return")


def test_enter_begins_the_next_question(page: StudiesPage) -> None:
    words = page.editor.guide.row("why").fields["text"]
    QTest.keyClick(words, Qt.Key.Key_Return)
    ids = page.editor.guide.list.ids()
    assert (ids[0], ids[2]) == ("why", "else")
    fresh = page.editor.guide.row(ids[1]).fields["text"]
    assert fresh.hasFocus()
    QTest.keyClick(fresh, Qt.Key.Key_Return)
    assert page.editor.guide.list.ids() == ids


def test_a_task_is_added_named_and_taken_out(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    tasks = page.editor.tasks
    tasks.add.click()
    assert tasks.form.title.hasFocus()
    QTest.keyClicks(tasks.form.title, "Ask for help")
    QTest.keyClicks(tasks.form.time, "1:30")
    QTest.keyClicks(tasks.form.steps, "7")
    page.leave()
    kept(page, qtbot)
    task = library.study("study-a").tasks[3]
    wanted = ("Ask for help", 90 * NS_PER_SECOND, 7)
    assert (task.title, task.expected_ns, task.expected_steps) == wanted
    tasks.list.remover(task.id).click()  # type: ignore[attr-defined]  # a button
    page.leave()
    kept(page, qtbot)
    assert library.study("study-a") == STUDY


def test_what_somebody_else_changed_is_there_on_coming_back(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    page.hide()
    library.save_study(replace(STUDY, question="Can they pay by card?"))
    with qtbot.waitSignal(page.book.read):
        page.show()
    assert page.editor.about.question.toPlainText() == "Can they pay by card?"


def test_coming_back_keeps_the_way_back(page: StudiesPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.editor.name, "!")
    page.hide()
    kept(page, qtbot)
    with qtbot.waitSignal(page.book.read):
        page.show()
    page.editor.undo.click()
    assert page.editor.name.text() == "Checkout"
