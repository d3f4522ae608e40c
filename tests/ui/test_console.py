"""The moderator's console: tasks, question guide, and marks that can be changed."""

import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from observer.companion.client import CompanionStatus
from observer.companion.status import PrivateNote, Watching
from observer.database.library import Library
from observer.model.annotation import AnnotationKind
from observer.model.identity import new_id
from observer.model.sitting import Outcome
from observer.model.study import GuideQuestion, Study, Task
from observer.recorder.client import find_running
from observer.ui.record.console import Console
from observer.ui.record.mark_list import MarkLine
from observer.ui.window import MainWindow
from tests.synthetic_session import synthetic_plan

LONG_MS = 20_000
STUDY = Study(
    new_id(),
    "Checkout",
    tasks=(
        Task(new_id(), "Find", "Please find a kettle.", success_criteria="a kettle is open"),
        Task(new_id(), "Pay", "Please pay for what is in your basket.", expected_ns=180 * 10**9),
    ),
    guide=(GuideQuestion(new_id(), "What did you expect to happen?"),),
)


@pytest.fixture
def console(library: Library, root: Path, qtbot: QtBot) -> Iterator[Console]:
    library.save_study(STUDY)
    window = MainWindow(library, root)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.record_page.start(synthetic_plan())
    qtbot.waitUntil(lambda: window.record_page.console is not None, timeout=LONG_MS)
    shown = window.record_page.console
    assert shown is not None
    yield shown
    for client in find_running(root):
        client.stop()


def session_of(library: Library) -> str:
    return library.sessions()[-1].id


def test_attempts_are_kept_as_the_moderator_says_they_went(
    console: Console, library: Library, qtbot: QtBot
) -> None:
    card = console.tasks
    assert card.wording.text() == "“Please find a kettle.”"
    card.start.click()
    qtbot.wait(300)
    card.helped.click()
    card.ends[Outcome.DIFFICULTY].click()
    assert card.place.text() == "Task 2 of 2"
    assert "expected 03:00" in card.clock.text()
    card.start.click()
    card.ends[Outcome.GIVEN_UP].click()
    first, second = library.attempts(session_of(library))
    assert (first.task_id, first.outcome, first.helped) == (
        STUDY.tasks[0].id,
        Outcome.DIFFICULTY,
        1,
    )
    assert first.end_ns is not None
    assert first.end_ns - first.start_ns >= 250 * 10**6
    assert second.outcome is Outcome.GIVEN_UP
    card.undo.click()
    assert library.attempts(session_of(library))[1].outcome is None


def test_what_was_asked_is_kept_and_can_be_taken_back(console: Console, library: Library) -> None:
    (box,) = console.guide.boxes.values()
    box.click()
    (asking,) = library.askings(session_of(library))
    assert asking.question_id == STUDY.guide[0].id
    box.click()
    assert library.askings(session_of(library)) == []


def test_a_mark_is_changed_and_removed_and_both_are_undone(
    console: Console, library: Library, qtbot: QtBot
) -> None:
    QTest.keyClick(console.window(), Qt.Key.Key_F)
    qtbot.waitUntil(lambda: len(console.marks.marks) == 1, timeout=LONG_MS)
    (mark,) = console.marks.marks
    console.marks.edit(mark.id)
    editor = console.marks.editor
    assert editor is not None
    QTest.keyClicks(editor.note, "No way back")
    editor.severities.button(4).click()
    QTest.keyClick(editor.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: console.marks.marks[0].severity == 4, timeout=LONG_MS)
    assert console.marks.marks[0].note == "No way back"
    console.marks.edit(mark.id)
    editor = console.marks.editor
    assert editor is not None
    editor.removed.emit()
    qtbot.waitUntil(lambda: console.marks.marks == (), timeout=LONG_MS)
    console._link.undo()
    qtbot.waitUntil(lambda: len(console.marks.marks) == 1, timeout=LONG_MS)
    assert console.marks.marks[0].note == "No way back"
    with qtbot.waitSignal(console._link.ended, timeout=LONG_MS):
        console.stop.click()
    (said,) = library.annotations(session_of(library))
    assert (said.kind, said.severity, said.note) == (AnnotationKind.FRICTION, 4, "No way back")


def test_in_a_small_window_nothing_lies_over_anything(console: Console, qtbot: QtBot) -> None:
    console.window().resize(960, 640)
    qtbot.waitUntil(lambda: console.window().height() == 640, timeout=LONG_MS)
    for part in (console.pad, console.tasks):
        assert part.height() >= part.minimumSizeHint().height()


def test_a_click_on_a_mark_opens_it(console: Console, qtbot: QtBot) -> None:
    QTest.keyClick(console.window(), Qt.Key.Key_B)
    qtbot.waitUntil(lambda: len(console.marks.marks) == 1, timeout=LONG_MS)
    qtbot.waitUntil(lambda: bool(console.marks.findChildren(MarkLine)), timeout=LONG_MS)
    QTest.mouseClick(console.marks.findChildren(MarkLine)[0], Qt.MouseButton.LeftButton)
    assert console.marks.editor is not None
    QTest.keyClick(console.marks.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: console.marks.editor is None)
    assert len(console.marks.marks) == 1


def test_a_page_for_observers_is_opened_from_the_console_and_closed(
    console: Console, qtbot: QtBot
) -> None:
    console.watching.invite.click()
    dialog = console.invitation
    assert dialog is not None
    assert dialog.network.count() > 0
    dialog.network.setCurrentIndex(dialog.network.findData("127.0.0.1"))
    with qtbot.waitSignal(console.observers.status_changed, timeout=LONG_MS):
        dialog.open_page.click()
    assert dialog.address.text().startswith("http://127.0.0.1:")
    invited = dialog.address.text()
    with urllib.request.urlopen(invited.partition("#")[0], timeout=5) as answer:
        assert b"Observer" in answer.read()
    with qtbot.waitSignal(console.observers.closed, timeout=LONG_MS):
        console.observers.close()
    with pytest.raises(OSError):
        urllib.request.urlopen(invited.partition("#")[0], timeout=5)
    assert dialog.open_page.isEnabled()
    dialog.close()


def test_names_and_whispers_of_those_who_watch_are_in_sight(console: Console) -> None:
    bo, cy = Watching("Bo", 0), Watching("Cy", 0, present=False)
    note = PrivateNote("Bo", 65 * 10**9, "Ask about the price")
    console.watching.show_status(CompanionStatus("", (bo, cy), (note,)))
    words = [label.text() for label in console.watching.findChildren(QLabel)]
    assert {"You", "Bo", "(Cy)", "Bo, 01:05: Ask about the price"} <= set(words)


def test_a_key_pressed_in_another_program_marks_friction_and_pauses(
    console: Console, qtbot: QtBot
) -> None:
    assert console.keys.listening
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    with qtbot.waitExposed(elsewhere):
        elsewhere.show()
    elsewhere.activateWindow()
    subprocess.run(["xdotool", "key", "F8"], check=True)
    qtbot.waitUntil(lambda: len(console.marks.marks) == 1, timeout=LONG_MS)
    assert console.marks.marks[0].kind is AnnotationKind.FRICTION
    subprocess.run(["xdotool", "key", "F9"], check=True)
    qtbot.waitUntil(lambda: "paused" in console.state.text(), timeout=LONG_MS)
    subprocess.run(["xdotool", "key", "F9"], check=True)
    qtbot.waitUntil(lambda: console.state.text() == "recording", timeout=LONG_MS)
    console.let_go()
    assert not console.keys.listening
