"""The window in the participant's hands: their answers, and no way to what the team wrote."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.ui.after.hand_over import HELD_MS, HandOver
from observer.ui.after.hand_over_words import words_for
from observer.ui.after.page import AfterPage


@pytest.fixture
def given(page: AfterPage) -> HandOver:
    page.go_to(1)
    return page.give_away()


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def in_their_hands(page: AfterPage) -> bool:
    return page.hand_over is not None


def test_a_participant_answers_with_the_keyboard_alone(
    given: HandOver, library: Library, session_id: str
) -> None:
    press(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_2):
        press(key)
    answers = [(one.question_id, one.value) for one in library.answers(session_id)]
    assert answers == [("sus-1", 4), ("sus-3", 2)]
    assert given.progress.text() == "3 of 14"


def test_all_that_is_asked_at_the_end_comes_in_turn_and_ends_with_thanks(
    given: HandOver, library: Library, session_id: str
) -> None:
    asked = []
    for _ in range(14):
        given.next.click()
        asked.append(given.title.text())
    assert asked[0].startswith("I think that I would like")
    assert asked[10].startswith("This system’s capabilities")
    assert asked[13] == "When did you know the cost?"
    given.next.click()
    assert given.title.text() == "Thank you"
    assert library.answers(session_id) == []
    given.back.click()
    assert given.title.text() == "When did you know the cost?"


def test_the_tab_key_stays_with_the_participant(page: AfterPage, given: HandOver) -> None:
    given.next.click()
    for _ in range(12):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert given.isAncestorOf(focused) or focused is given


def test_no_shortcut_of_the_window_works(page: AfterPage, given: HandOver) -> None:
    went: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+1"), page)
    shortcut.activated.connect(lambda: went.append("library"))
    given.next.click()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert went == []
    given.end()
    page.next.setFocus()
    QTest.keyClick(page.next, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert went == ["library"]


def test_it_covers_the_window_whatever_size_that_takes(
    page: AfterPage, given: HandOver, qtbot: QtBot
) -> None:
    page.resize(980, 700)
    qtbot.waitUntil(lambda: page.size().width() == 980)
    assert given.geometry() == page.rect()
    for x, y in ((40, 200), (500, 650), (900, 20)):
        seen = page.childAt(x, y)
        assert seen is not None
        assert seen is given or given.isAncestorOf(seen)


def test_escape_leads_back_only_when_it_is_held(
    page: AfterPage, given: HandOver, qtbot: QtBot
) -> None:
    given.next.click()
    press(Qt.Key.Key_Escape)
    qtbot.wait(HELD_MS + 200)
    assert in_their_hands(page)
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(given.ended, timeout=3 * HELD_MS):
        QTest.keyPress(focused, Qt.Key.Key_Escape)
    assert not in_their_hands(page)
    assert page.next.isEnabled()


def test_words_typed_just_before_leaving_are_kept(
    page: AfterPage, given: HandOver, library: Library, session_id: str
) -> None:
    for _ in range(13):
        given.next.click()
    assert given.field is not None
    assert given.field.words is not None
    QTest.keyClicks(given.field.words, "In town")
    given.leave.click()
    assert library.answers(session_id)[0].text == "In town"


def test_the_words_around_the_questions_follow_the_study() -> None:
    assert words_for("it").thanks == "Grazie"
    assert words_for("fr-CH").thanks == "Merci"
    assert words_for("de").thanks == "Thank you"
