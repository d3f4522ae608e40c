"""Ctrl+Z takes back what was done last, whatever it was."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.model.redaction import Area, Cover
from observer.model.span import Span
from observer.model.study import Task
from observer.ui.banner import Banner
from observer.ui.review.page import ReviewPage

S = 1_000_000_000


@pytest.fixture
def tasks(page: ReviewPage, library: Library) -> ReviewPage:
    study = library.study_by_name(library.session(page.session_id).study)
    assert study is not None
    library.save_study(replace(study, tasks=(Task("find", "Find a lamp"),)))
    session_id = page.session_id
    page.leave()
    page.open_session(session_id)
    page.activateWindow()
    page.setFocus()
    return page


def add_attempt(page: ReviewPage, span: Span) -> None:
    page.verbs.set_range(span)
    page.side.tasks.menu.aboutToShow.emit()
    page.side.tasks.menu.actions()[0].trigger()
    page.setFocus()


def press(page: ReviewPage, keys: str) -> None:
    page.setFocus()
    QTest.keySequence(page, QKeySequence(keys))


def what_there_is(page: ReviewPage, library: Library) -> tuple[int, int, int]:
    session_id = page.session_id
    return (
        len(page.book.moments),
        len(library.attempts(session_id)),
        len(library.redactions(session_id)),
    )


def test_steps_of_every_kind_go_back_and_forth_in_their_order(
    tasks: ReviewPage, library: Library
) -> None:
    begun = what_there_is(tasks, library)
    states = [begun]
    steps = (
        lambda: press(tasks, "M"),
        lambda: add_attempt(tasks, Span(S, 2 * S)),
        lambda: tasks.redact.book.add(Cover.SILENCE, Span(0, S)),
        lambda: press(tasks, "M"),
        lambda: tasks.redact.book.remove(tasks.redact.book.redactions[0]),
    )
    for step in steps:
        step()
        states.append(what_there_is(tasks, library))
    assert len(set(states)) == len(states)
    for state in reversed(states[:-1]):
        press(tasks, "Ctrl+Z")
        assert what_there_is(tasks, library) == state
    for state in states[1:]:
        press(tasks, "Ctrl+Shift+Z")
        assert what_there_is(tasks, library) == state


def test_what_the_button_would_take_back_is_said(tasks: ReviewPage) -> None:
    press(tasks, "M")
    add_attempt(tasks, Span(S, 2 * S))
    assert "adding an attempt" in tasks.header.undo.toolTip()
    press(tasks, "Ctrl+Z")
    assert "attempt" not in tasks.header.undo.toolTip()
    assert "adding an attempt" in tasks.header.redo.toolTip()
    press(tasks, "M")
    assert "attempt" not in tasks.header.redo.toolTip()


def test_a_message_takes_back_its_own_step_though_another_came_after(
    tasks: ReviewPage, library: Library
) -> None:
    add_attempt(tasks, Span(S, 2 * S))
    (banner,) = [one for one in tasks.window().findChildren(Banner) if not one.isHidden()]
    tasks.redact.book.add(Cover.SILENCE, Span(0, S))
    next(one for one in banner.findChildren(QPushButton) if one.text() == "Undo").click()
    assert what_there_is(tasks, library)[1:] == (0, 1)
    press(tasks, "Ctrl+Z")
    assert what_there_is(tasks, library)[1:] == (0, 0)


def test_several_areas_covered_at_once_are_one_step(tasks: ReviewPage, library: Library) -> None:
    book = tasks.redact.book
    with tasks.verbs.way_back.together("covering"):
        for left in (0, 50):
            book.add(Cover.PICTURE, Span(0, S), Area(left, 0, 20, 20))
    assert len(library.redactions(tasks.session_id)) == 2
    press(tasks, "Ctrl+Z")
    assert library.redactions(tasks.session_id) == []
    press(tasks, "Ctrl+Shift+Z")
    assert len(library.redactions(tasks.session_id)) == 2


def test_another_session_begins_without_steps_to_take_back(tasks: ReviewPage) -> None:
    add_attempt(tasks, Span(S, 2 * S))
    session_id = tasks.session_id
    tasks.leave()
    tasks.open_session(session_id)
    assert tasks.verbs.way_back.latest is None
    assert tasks.verbs.way_back.undo_text == ""


def test_under_another_name_nothing_of_the_first_ones_is_taken_back(
    tasks: ReviewPage, library: Library
) -> None:
    press(tasks, "M")
    add_attempt(tasks, Span(S, 2 * S))
    there = what_there_is(tasks, library)
    tasks.book.open(Editor(library, tasks.session_id, "Ben"), tasks.book.study)
    press(tasks, "Ctrl+Z")
    assert what_there_is(tasks, library) == there
