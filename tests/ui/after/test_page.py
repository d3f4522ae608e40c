"""The after page: what is said on it is in the library, and is there when one comes back."""

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.sitting import Answer, Debrief, Exposure, Outcome
from observer.ui.after.attendance_step import AttendanceStep
from observer.ui.after.debrief_step import DebriefStep
from observer.ui.after.page import AfterPage
from observer.ui.after.questionnaire_step import QuestionnaireStep
from observer.ui.after.score_bar import ScoreBar
from observer.ui.after.score_step import ScoreStep
from observer.ui.after.step import Step
from observer.ui.after.task_step import TaskStep
from tests.ui.after.sitting_made import LENGTH_NS, MINUTE, STUDY, SUS, UMUX, land_sitting

S = TypeVar("S", bound=Step)


def labels(page: AfterPage) -> list[str]:
    return [step.label for step in page.steps]


def go_to(page: AfterPage, kind: type[S], label: str = "") -> S:
    """Show the first step of a kind."""
    for place, step in enumerate(page.steps):
        if isinstance(step, kind) and label in step.label:
            page.go_to(place)
            return step
    raise AssertionError(f"no {kind.__name__}")


def test_an_outcome_is_put_right(page: AfterPage, library: Library, session_id: str) -> None:
    row = go_to(page, TaskStep).cards[0].rows["first"]
    row.outcomes[Outcome.DIFFICULTY].click()
    row.more.click()
    row.note.setFocus()
    QTest.keyClicks(row.note, "Looked twice")
    page.next.setFocus()
    first = library.attempts(session_id)[0]
    assert (first.outcome, first.helped, first.note) == (Outcome.DIFFICULTY, 1, "Looked twice")
    assert (first.start_ns, first.end_ns) == (MINUTE, 3 * MINUTE)


def test_an_attempt_that_never_ended_ends_with_its_session(
    page: AfterPage, library: Library, session_id: str
) -> None:
    row = go_to(page, TaskStep).cards[1].rows["second"]
    assert row.time.text() == "was not ended"
    row.outcomes[Outcome.GIVEN_UP].click()
    second = library.attempts(session_id)[1]
    assert (second.outcome, second.end_ns) == (Outcome.GIVEN_UP, LENGTH_NS)
    assert row.time.text() == "02:10 · expected 02:00"


def test_what_was_asked_after_a_task_can_be_changed(
    page: AfterPage, library: Library, session_id: str
) -> None:
    library.save_answer(Answer(session_id, "seq", "seq-1", "find", 2))
    page.book.reload()
    field = go_to(page, TaskStep).cards[0].fields[0][2]
    assert field.options is not None
    assert field.options.number == 2
    field.options.buttons[5].click()
    assert library.answers(session_id) == [Answer(session_id, "seq", "seq-1", "find", 6)]


def test_a_questionnaire_read_out_is_answered_by_digits_alone(
    page: AfterPage, library: Library, session_id: str
) -> None:
    step = go_to(page, QuestionnaireStep, SUS.title)
    for value in (5, 1, 5, 1, 5, 1, 5, 1, 5, 2):
        focused = page.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key(Qt.Key.Key_0 + value))
    assert [one.value for one in library.answers(session_id)] == [5, 1, 5, 1, 5, 1, 5, 1, 5, 2]
    assert step.complete
    assert page.book.score(SUS) == 97.5


def test_the_question_that_is_next_comes_into_sight(page: AfterPage, qtbot: QtBot) -> None:
    page.resize(1100, 420)
    qtbot.waitUntil(lambda: page.height() == 420)
    step = go_to(page, QuestionnaireStep, SUS.title)
    assert step.fields[-1].visibleRegion().isEmpty()
    for _ in SUS.questions[1:]:
        focused = page.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_3)
    assert not step.fields[-1].visibleRegion().isEmpty()


def test_who_only_marked_is_said_to_have_watched_it_all(
    page: AfterPage, library: Library, session_id: str
) -> None:
    step = go_to(page, AttendanceStep)
    (*_, whole) = [one for one in step.findChildren(QPushButton) if "all" in one.text()]
    whole.click()
    assert library.exposures(session_id, "Chidi") == [
        Exposure(session_id, "Chidi", 0, LENGTH_NS, "observer")
    ]


def test_an_answer_is_taken_back(page: AfterPage, library: Library, session_id: str) -> None:
    step = go_to(page, QuestionnaireStep, UMUX.title)
    options = step.fields[0].options
    assert options is not None
    QTest.keyClick(options, Qt.Key.Key_7)
    assert step.state == "1 of 2 answered"
    QTest.keyClick(options, Qt.Key.Key_Backspace)
    assert step.state == "not asked yet"
    assert library.answers(session_id)[0].value is None


def test_a_debrief_is_kept_while_it_is_written(
    page: AfterPage, library: Library, session_id: str, qtbot: QtBot
) -> None:
    step = go_to(page, DebriefStep)
    assert list(step.notes) == ["Ada", "Bo", "Chidi"]
    QTest.keyClicks(step.notes["Ada"], "Trusts the padlock")
    kept = [Debrief(session_id, "Ada", "Trusts the padlock")]
    qtbot.waitUntil(lambda: library.debriefs(session_id) == kept, timeout=3000)
    assert step.notes["Ada"].hasFocus()


def test_somebody_elses_debrief_can_be_added(
    page: AfterPage, library: Library, session_id: str
) -> None:
    step = go_to(page, DebriefStep)
    QTest.keyClicks(step.name, "Dora")
    QTest.keyClick(step.name, Qt.Key.Key_Return)
    QTest.keyClicks(step.notes["Dora"], "Too many steps")
    page.flush()
    assert library.debriefs(session_id) == [Debrief(session_id, "Dora", "Too many steps")]


def test_a_name_and_minutes_are_added_by_hand_and_taken_back(
    page: AfterPage, library: Library, session_id: str
) -> None:
    step = go_to(page, AttendanceStep)
    QTest.keyClicks(step.name, "Dora")
    step.minutes.selectAll()
    QTest.keyClicks(step.minutes, "12")
    step.add.click()
    assert library.exposures(session_id, "Dora") == [Exposure(session_id, "Dora", 0, 12 * MINUTE)]
    assert step.state == "2 people"
    (remove,) = [one for one in step.findChildren(QToolButton) if "Dora" in one.toolTip()]
    remove.click()
    assert library.exposures(session_id, "Dora") == []


def test_who_stayed_to_the_end_watched_the_last_seconds_too(
    page: AfterPage, library: Library, session_id: str
) -> None:
    step = go_to(page, AttendanceStep)
    QTest.keyClicks(step.name, "Dora")
    step.add.click()
    assert library.exposures(session_id, "Dora")[0].length_ns == LENGTH_NS


def test_a_score_says_what_it_means_and_where_that_is_known_from(
    page: AfterPage, library: Library, session_id: str
) -> None:
    for question, value in zip(SUS.questions, (5, 2, 4, 1, 4, 2, 5, 2, 4, 1), strict=True):
        library.save_answer(Answer(session_id, "sus", question.id, "", value))
    page.book.reload()
    step = go_to(page, ScoreStep)
    (bar,) = step.findChildren(ScoreBar)
    assert bar.accessibleName().startswith("85.0. Above 68")
    assert "Brooke (1996)" in bar.toolTip()
    assert step.state == "SUS 85.0"


def test_a_published_questionnaire_that_was_changed_makes_no_figure(
    library: Library, qtbot: QtBot
) -> None:
    shorter = replace(SUS, questions=SUS.questions[:9])
    study = replace(STUDY, questionnaires=(shorter,))
    session_id = land_sitting(library, study)
    page = AfterPage(library, session_id, study, "Ada")
    qtbot.addWidget(page)
    for question in shorter.questions:
        page.book.keep_answer(shorter, question, 3, "", "")
    assert page.book.score(shorter) is None
    said = [label.text() for label in go_to(page, ScoreStep).findChildren(QLabel)]
    assert "It was changed from how it was published, so it makes no figure." in said


def test_without_a_study_only_debrief_and_attendance_are_asked(
    library: Library, qtbot: QtBot
) -> None:
    page = AfterPage(library, land_sitting(library, None), None, "Ada")
    qtbot.addWidget(page)
    assert labels(page) == ["Debrief", "Attendance"]


def test_every_step_can_be_skipped(page: AfterPage, qtbot: QtBot) -> None:
    for _ in page.steps[1:]:
        page.next.click()
    assert page.next.text() == "To the review"
    with qtbot.waitSignal(page.finished, timeout=1000):
        page.next.click()


def test_going_to_the_review_keeps_what_is_half_written(
    page: AfterPage, library: Library, session_id: str, qtbot: QtBot
) -> None:
    step = go_to(page, DebriefStep)
    QTest.keyClicks(step.notes["Ada"], "Trusts")
    with qtbot.waitSignal(page.finished, timeout=1000):
        page.review.click()
    assert library.debriefs(session_id)[0].text == "Trusts"


def test_coming_back_shows_what_was_kept(
    page: AfterPage, library: Library, session_id: str, qtbot: QtBot
) -> None:
    page.book.keep_debrief("Ada", "Trusts the padlock")
    page.book.keep_answer(UMUX, UMUX.questions[1], 6, "", "")
    again = AfterPage(library, session_id, STUDY, "Ada")
    qtbot.addWidget(again)
    assert go_to(again, DebriefStep).notes["Ada"].toPlainText() == "Trusts the padlock"
    options = go_to(again, QuestionnaireStep, UMUX.title).fields[1].options
    assert options is not None
    assert options.number == 6
