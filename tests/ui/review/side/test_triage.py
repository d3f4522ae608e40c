from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.model.annotation import Standing
from observer.model.errors import MediaError
from observer.ui.review.side.tabs import Tab
from observer.ui.review.words import rule_title
from tests.ui.review.side.conftest import SESSION, Desk, suggestion


def rules(desk: Desk) -> list[str]:
    found = [desk.book.moment(one) for one in desk.panel.suggested.list.shown_ids]
    return [one.rule for one in found if one is not None]


def current_rule(desk: Desk) -> str:
    return desk.book.current.rule if desk.book.current else ""


def press(desk: Desk, key: Qt.Key) -> None:
    QTest.keyClick(desk.panel.suggested.list, key)


def test_suggestions_are_judged_one_after_the_other_from_the_keyboard(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.panel.choose(Tab.SUGGESTED)
    with qtbot.waitSignal(desk.panel.jump_requested):
        press(desk, Qt.Key.Key_Return)  # the first is looked at before it is judged
    assert current_rule(desk) == "dead-click"
    assert len(desk.book.suggestions) == 3
    with qtbot.waitSignal(desk.panel.jump_requested) as jump:
        press(desk, Qt.Key.Key_Return)
    assert current_rule(desk) == "rage-clicks"
    assert jump.args == [desk.book.current.id if desk.book.current else ""]
    press(desk, Qt.Key.Key_X)
    assert current_rule(desk) == "thrashing-pointer"
    assert desk.panel.suggested.count.text() == "1 suggested · 1 accepted · 1 rejected"
    accepted = [one for one in desk.library.annotations(SESSION) if one.rule]
    assert [(one.rule, one.author) for one in accepted] == [("dead-click", "Ada")]
    press(desk, Qt.Key.Key_Return)
    assert desk.panel.suggested.all_judged.isVisible()


def test_suggestions_are_sorted_by_rule_and_judged_in_that_order(desk: Desk) -> None:
    desk.library.suggest(SESSION, [suggestion(55, "dead-click"), suggestion(10, "dead-click")])
    desk.book.reload()
    desk.panel.choose(Tab.SUGGESTED)
    desk.panel.suggested.sort_by_rule(True)
    assert rules(desk) == sorted(rules(desk), key=rule_title)
    first = desk.panel.suggested.list.shown_ids
    desk.book.select(first[0])
    desk.panel.suggested.accept()
    assert desk.book.current is not None
    assert desk.book.current.id == first[1]


def test_many_are_rejected_at_once_shown_and_taken_back(desk: Desk) -> None:
    tab = desk.panel.suggested
    desk.panel.choose(Tab.SUGGESTED)
    tab.list.selectAll()
    assert tab.reject_button.text() == "Reject 3"
    tab.reject_button.click()
    assert len(desk.book.rejected) == 3
    assert tab.all_judged.isVisible()
    tab.show_rejected(True)
    tab.list.selectAll()
    assert tab.reject_button.text() == "Take back 3"
    tab.reject_button.click()
    assert {one.standing for one in desk.book.suggestions} == {Standing.SUGGESTED}
    desk.book.undo()
    assert len(desk.book.rejected) == 3


def test_where_there_are_none_signals_are_explained_and_looked_for(
    qtbot: QtBot, desk: Desk
) -> None:
    tab = desk.panel.suggested
    desk.library.suggest(SESSION, [], [one.rule for one in desk.book.suggestions])
    desk.book.reload()
    desk.panel.choose(Tab.SUGGESTED)
    assert tab.none_yet.isVisible()

    def look(session_id: str, _cancelled: Callable[[], bool]) -> int:
        return desk.library.suggest(session_id, [suggestion(7, "rage-clicks")])

    tab.search.set_look(look)
    with qtbot.waitSignal(tab.search.found) as found:
        tab.look_button.click()
        assert tab.looking.isVisible()
    assert found.args == [1]
    assert rules(desk) == ["rage-clicks"]


def test_a_search_for_signals_that_fails_says_why_and_can_be_tried_again(
    qtbot: QtBot, desk: Desk
) -> None:
    tab = desk.panel.suggested

    def look(_session_id: str, _cancelled: Callable[[], bool]) -> int:
        raise MediaError("The picture cannot be read", "Verify the session")

    tab.search.set_look(look)
    with qtbot.waitSignal(desk.book.failed) as failed:
        tab.search.start()
    assert "cannot be read" in str(failed.args[0])
    assert tab.look_button.isEnabled()
    assert not tab.looking.isVisible()
