"""What cannot be kept is said at its place, and holds up nothing else."""

from dataclasses import replace

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.analysis.standard_forms import standard_questionnaire
from observer.database.library import Library
from observer.model.study import AnswerForm, Score, Study
from observer.ui.study.faults import faults_of, keepable
from observer.ui.study.page import StudiesPage
from tests.ui.study.conftest import STUDY, OpenPage, kept


def rename(page: StudiesPage, name: str) -> None:
    page.editor.name.selectAll()
    QTest.keyClicks(page.editor.name, name)


def test_a_name_that_is_taken_is_not_kept_but_the_rest_is(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    library.save_study(STUDY)
    library.save_study(Study("study-b", "Returns"))
    page = open_page()
    rename(page, "Returns")
    assert "Another study" in page.editor.name_fault.text()
    QTest.keyClicks(page.editor.about.question, "x")
    page.leave()
    kept(page, qtbot)
    assert library.study("study-a").name == "Return"
    assert library.study("study-a").question == "xCan they pay?"
    assert library.study("study-b").name == "Returns"
    rename(page, "Checkout")
    assert not page.editor.name_fault.isVisible()


def test_a_name_that_only_the_library_refuses_is_given_back(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    library.save_study(STUDY)
    page = open_page()
    library.save_study(Study("study-b", "Returns"))  # behind the page's back
    page.editor.name.setText("Returns")
    page.editor.name.textEdited.emit("Returns")
    QTest.keyClicks(page.editor.about.question, "x")
    page.leave()
    qtbot.waitUntil(page.editor.name_fault.isVisible)
    page.leave()
    kept(page, qtbot)
    assert library.study("study-a").name == "Checkout"
    assert library.study("study-a").question == "xCan they pay?"
    assert page.editor.name.text() == "Returns"


def test_a_study_without_a_name_keeps_the_one_it_had(
    page: StudiesPage, library: Library, qtbot: QtBot
) -> None:
    page.editor.name.selectAll()
    QTest.keyClicks(page.editor.name, " ")
    assert "needs a name" in page.editor.name_fault.text()
    page.leave()
    kept(page, qtbot)
    assert library.study("study-a") == STUDY


def test_a_wrong_time_is_said_and_the_one_before_stays(page: StudiesPage) -> None:
    form = page.editor.tasks.form
    form.time.selectAll()
    QTest.keyClicks(form.time, "soon")
    assert form.time_fault.isVisible()
    assert page.book.draft.study == STUDY
    form.time.selectAll()
    QTest.keyClicks(form.time, "2:30")
    assert not form.time_fault.isVisible()
    assert page.book.draft.study.tasks[0].expected_ns == 150 * 10**9


def test_a_task_that_is_being_begun_is_not_scolded(page: StudiesPage) -> None:
    tasks = page.editor.tasks
    tasks.add.click()
    assert not tasks.form.title_fault.isVisible()
    tasks.form.wording.setFocus()
    assert "title" in tasks.form.title_fault.text()
    assert tasks.form.title_fault.isVisible()


def test_a_published_questionnaire_keeps_its_form_until_it_is_the_teams_own(
    page: StudiesPage,
) -> None:
    section = page.editor.questionnaires
    form = section.form
    assert not section.adders[Score.SEQ].isVisible()
    assert not form.add.isVisible()
    assert not form.row("seq-1").points.isVisible()
    form.release.click()
    assert form.add.isVisible()
    assert form.row("seq-1").points.isVisible()
    section.adders[Score.SEQ].click()
    held = page.book.draft.study.questionnaires
    assert [one.score for one in held] == [Score.NONE, Score.SEQ]
    assert len({one.id for one in held}) == 2


def test_the_ends_of_a_published_scale_are_translated_at_once(page: StudiesPage) -> None:
    page.editor.questionnaires.adders[Score.SUS].click()
    low = page.editor.questionnaires.form.low
    low.selectAll()
    QTest.keyClicks(low, "Nein")
    sus = page.book.draft.study.questionnaires[1]
    assert {question.low for question in sus.questions} == {"Nein"}
    assert len(sus.questions) == 10


def test_a_choice_needs_two_answers(page: StudiesPage) -> None:
    section = page.editor.questionnaires
    section.add(Score.NONE)
    own = page.book.draft.study.questionnaires[1]
    row = section.form.row(own.questions[0].id)
    row.form.setCurrentIndex(row.form.findData(AnswerForm.CHOICE))
    row.form.activated.emit(row.form.currentIndex())
    row.choices.setPlainText("Alone")
    assert "two answers" in row.fault.text()
    assert page.book.draft.study.questionnaires[1].questions[0].choices == ("Yes", "No")
    row.choices.setPlainText("Alone\nWith help\n")
    assert not row.fault.isVisible()
    question = page.book.draft.study.questionnaires[1].questions[0]
    assert question.choices == ("Alone", "With help")


def test_a_score_that_cannot_be_made_is_said_and_held_back() -> None:
    sus = standard_questionnaire(Score.SUS)
    before = replace(STUDY, questionnaires=(sus,))
    broken = replace(before, questionnaires=(replace(sus, questions=sus.questions[:9]),))
    faults = faults_of(broken, ())
    assert "10 questions" in faults["questionnaires/sus"]
    assert keepable(broken, faults, before) == before
