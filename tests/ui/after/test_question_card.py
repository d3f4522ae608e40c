"""The question right after a task: asked on the console, answered by one key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.errors import LibraryError
from observer.model.sitting import Answer
from observer.model.study import Questionnaire
from observer.ui.after.question_card import LINGERS_MS, QuestionCard
from tests.ui.after.sitting_made import OWN, SEQ


@pytest.fixture
def window(qtbot: QtBot, display: str) -> QWidget:
    window = QWidget()
    window.setLayout(QVBoxLayout())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def show_card(
    window: QWidget,
    session_id: str,
    save: Callable[[Answer], None],
    asked: Questionnaire = SEQ,
    task_id: str = "find",
    lingers_ms: int = LINGERS_MS,
) -> QuestionCard:
    card = QuestionCard(
        asked, session_id=session_id, task_id=task_id, save=save, lingers_ms=lingers_ms
    )
    layout = window.layout()
    assert layout is not None
    layout.addWidget(card)
    card.show()
    return card


def press(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def test_one_key_answers_and_another_changes_it(
    window: QWidget, library: Library, session_id: str, qtbot: QtBot
) -> None:
    card = show_card(window, session_id, library.save_answer)
    press(window, Qt.Key.Key_2)
    assert library.answers(session_id) == [Answer(session_id, "seq", "seq-1", "find", 2)]
    press(window, Qt.Key.Key_6)
    assert library.answers(session_id) == [Answer(session_id, "seq", "seq-1", "find", 6)]
    with qtbot.waitSignal(card.done, timeout=1000):
        press(window, Qt.Key.Key_Return)


def test_the_card_goes_by_itself_once_it_was_answered(
    window: QWidget, library: Library, session_id: str, qtbot: QtBot
) -> None:
    card = show_card(window, session_id, library.save_answer, lingers_ms=300)
    press(window, Qt.Key.Key_3)
    qtbot.wait(200)
    press(window, Qt.Key.Key_5)
    with qtbot.waitSignal(card.done, timeout=2000), qtbot.assertNotEmitted(card.done, wait=200):
        pass
    assert library.answers(session_id)[0].value == 5


def test_a_skipped_question_keeps_nothing(
    window: QWidget, library: Library, session_id: str, qtbot: QtBot
) -> None:
    card = show_card(window, session_id, library.save_answer)
    with qtbot.waitSignal(card.done, timeout=1000):
        card.skip.click()
    assert library.answers(session_id) == []


def test_digits_answer_and_do_not_judge_a_mark(
    window: QWidget, library: Library, session_id: str
) -> None:
    severities: list[str] = []
    shortcut = QShortcut(QKeySequence("3"), window)
    shortcut.activated.connect(lambda: severities.append("3"))
    show_card(window, session_id, library.save_answer)
    press(window, Qt.Key.Key_3)
    assert severities == []
    assert library.answers(session_id)[0].value == 3


def test_whoever_writes_a_note_goes_on_writing(
    window: QWidget, library: Library, session_id: str
) -> None:
    note = QLineEdit()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(note)
    note.show()
    note.setFocus()
    show_card(window, session_id, library.save_answer)
    press(window, Qt.Key.Key_4)
    assert note.text() == "4"
    assert library.answers(session_id) == []


def test_several_questions_are_asked_one_by_one(
    window: QWidget, library: Library, session_id: str, qtbot: QtBot
) -> None:
    card = show_card(window, session_id, library.save_answer, OWN, "")
    assert card.field is not None
    assert card.field.words is not None
    QTest.keyClicks(card.field.words, "In a shop")
    card.skip.click()
    assert "2 of 2" in card.head.text()
    with qtbot.waitSignal(card.done, timeout=1000):
        press(window, Qt.Key.Key_2)
        press(window, Qt.Key.Key_Return)
    assert [(one.value, one.text) for one in library.answers(session_id)] == [
        (None, "In a shop"),
        (2, "Late"),
    ]


def test_words_that_could_not_be_kept_stay_until_they_can(
    window: QWidget, library: Library, session_id: str
) -> None:
    full = [True]

    def save(answer: Answer) -> None:
        if full:
            raise LibraryError("The disk is full", "Make room")
        library.save_answer(answer)

    card = show_card(window, session_id, save, OWN, "")
    assert card.field is not None
    assert card.field.words is not None
    QTest.keyClicks(card.field.words, "In a shop")
    card.skip.click()
    assert card.field.words.toPlainText() == "In a shop"
    full.clear()
    card.skip.click()
    assert "2 of 2" in card.head.text()
    assert library.answers(session_id)[0].text == "In a shop"


def test_what_cannot_be_kept_is_not_shown_as_kept(window: QWidget, session_id: str) -> None:
    def refuse(_answer: Answer) -> None:
        raise LibraryError("The disk is full", "Make room")

    card = show_card(window, session_id, refuse)
    press(window, Qt.Key.Key_5)
    assert card.field is not None
    assert not card.field.is_answered
