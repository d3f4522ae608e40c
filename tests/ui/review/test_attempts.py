"""Attempts at tasks, added and put right in the review."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.sitting import Attempt, Outcome
from observer.model.span import Span
from observer.model.study import Task
from observer.ui.banner import Banner
from observer.ui.review.page import ReviewPage
from observer.ui.review.side.tabs import Tab

S = 1_000_000_000


@pytest.fixture
def tasks(page: ReviewPage, library: Library) -> ReviewPage:
    """The open session's study has two tasks, and no attempt was noted."""
    study = library.study_by_name(library.session(page.session_id).study)
    assert study is not None
    library.save_study(replace(study, tasks=(Task("find", "Find a lamp"), Task("pay", "Pay"))))
    page.open_session(page.session_id)
    page.activateWindow()
    page.setFocus()
    return page


def kept(page: ReviewPage) -> list[Attempt]:
    return page._library.attempts(page.session_id)


def add(page: ReviewPage, number: int) -> None:
    page.side.tasks.menu.aboutToShow.emit()
    page.side.tasks.menu.actions()[number - 1].trigger()


def press_undo(page: ReviewPage) -> None:
    (banner,) = [one for one in page.window().findChildren(Banner) if not one.isHidden()]
    next(one for one in banner.findChildren(QPushButton) if one.text() == "Undo").click()


def test_an_attempt_is_added_from_the_stretch_and_given_an_outcome(tasks: ReviewPage) -> None:
    tasks.player.seek(S)
    QTest.keySequence(tasks, QKeySequence("I"))
    tasks.player.seek(3 * S)
    QTest.keySequence(tasks, QKeySequence("O"))
    add(tasks, 2)
    (made,) = kept(tasks)
    assert (made.task_id, made.start_ns, made.end_ns) == ("pay", S, 3 * S)
    assert tasks.side.tabs.tab is Tab.TASKS
    form = tasks.side.tasks.form
    assert form.isVisible()
    form.outcomes[Outcome.DIFFICULTY].click()
    form.more.click()
    form.more.click()
    form.less.click()
    (now,) = kept(tasks)
    assert (now.outcome, now.helped) == (Outcome.DIFFICULTY, 1)
    assert tasks.timeline.tasks.groups[0].items[0].id == made.id
    press_undo(tasks)
    assert kept(tasks) == []
    assert not form.isVisible()


def test_without_a_stretch_it_says_how_to_set_one(tasks: ReviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.attempts.said) as said:
        add(tasks, 1)
    assert "I where it begins, O where it ends" in said.args[0]
    assert kept(tasks) == []


def test_task_and_note_are_put_right_and_a_removed_attempt_comes_back(
    tasks: ReviewPage, library: Library
) -> None:
    tasks.verbs.set_range(Span(S, 2 * S))
    add(tasks, 1)
    form = tasks.side.tasks.form
    form.task.setCurrentIndex(1)
    form.task.activated.emit(1)
    QTest.keyClicks(form.note, "Paid at once")
    form.remove.click()
    assert kept(tasks) == []
    press_undo(tasks)
    (back,) = kept(tasks)
    assert (back.task_id, back.note) == ("pay", "Paid at once")


def test_what_is_being_written_of_one_attempt_never_lands_on_another(tasks: ReviewPage) -> None:
    for start_s in (0, 2):
        tasks.verbs.set_range(Span(start_s * S, (start_s + 1) * S))
        add(tasks, 1)
    first, second = kept(tasks)
    tasks.side.show_attempt(first.id)
    QTest.keyClicks(tasks.side.tasks.form.note, "of the first")
    tasks.side.show_attempt(second.id)
    assert [one.note for one in kept(tasks)] == ["of the first", ""]
    assert tasks.side.tasks.form.note.toPlainText() == ""


def test_a_press_on_the_lane_shows_the_attempt(tasks: ReviewPage) -> None:
    tasks.verbs.set_range(Span(S, 3 * S))
    add(tasks, 1)
    tasks.side.tabs.choose(Tab.MOMENTS)
    tasks.side.tasks.select("")
    timeline = tasks.timeline
    lane = timeline.lane_rect(timeline.tasks)
    at = timeline.lane_rect(timeline.tasks).center()
    at.setX(lane.left() + timeline._scale.x_at(2 * S))
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert tasks.side.tabs.tab is Tab.TASKS
    assert tasks.side.tasks.form.isVisible()


def test_a_moved_task_is_put_back(tasks: ReviewPage) -> None:
    tasks.verbs.set_range(Span(S, 2 * S))
    add(tasks, 1)
    (made,) = kept(tasks)
    tasks.timeline.attempt_dragged.emit(made.id, Span(0, S))
    assert [(one.start_ns, one.end_ns) for one in kept(tasks)] == [(0, S)]
    press_undo(tasks)
    assert kept(tasks) == [made]


def test_a_study_without_tasks_says_so(page: ReviewPage) -> None:
    page.side.choose(Tab.TASKS)
    assert "has no tasks" in page.side.tasks._none.words.text()
    assert not page.side.tasks.add.isVisible()


def test_a_key_offers_the_tasks_and_the_arrows_choose_one(tasks: ReviewPage, qtbot: QtBot) -> None:
    tasks.verbs.set_range(Span(S, 2 * S))
    menu = tasks.side.tasks.menu

    def choose_second() -> None:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(menu, key)

    QTimer.singleShot(300, menu, choose_second)
    QTest.keySequence(tasks, QKeySequence("Ctrl+T"))
    qtbot.waitUntil(lambda: [one.task_id for one in kept(tasks)] == ["pay"])
