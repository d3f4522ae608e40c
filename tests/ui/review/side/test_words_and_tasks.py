from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.ui.review.side.plain_list import PlainList
from observer.ui.review.side.tabs import Tab
from tests.database.builders import SECOND
from tests.ui.review.side.conftest import Desk


def rows(view: PlainList) -> list[str]:
    model = view.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def test_words_follow_the_playhead_and_a_key_jumps_to_them(qtbot: QtBot, desk: Desk) -> None:
    desk.panel.choose(Tab.WORDS)
    words = desk.panel.words
    desk.panel.show_time(16 * SECOND)
    assert words.list.currentIndex().row() == 1
    desk.panel.show_time(3 * SECOND)
    assert words.list.currentIndex().row() == 0
    with qtbot.waitSignal(desk.panel.time_requested) as jump:
        QTest.keyClick(words.list, Qt.Key.Key_Down)
    assert jump.args == [15 * SECOND]


def test_words_are_found(desk: Desk) -> None:
    desk.panel.choose(Tab.WORDS)
    desk.panel.words.search.setText("INVALID")
    assert rows(desk.panel.words.list) == ["00:15 · It just says invalid."]


def test_without_captions_there_is_no_tab_for_words(desk: Desk) -> None:
    desk.panel.choose(Tab.WORDS)
    desk.panel.show_captions([])
    assert desk.panel.tabs.tab is Tab.MOMENTS
    desk.panel.choose(Tab.WORDS)
    assert desk.panel.tabs.tab is Tab.MOMENTS


def test_tasks_say_outcome_time_help_and_moments(qtbot: QtBot, desk: Desk) -> None:
    desk.panel.choose(Tab.TASKS)
    view = desk.panel.tasks.list
    assert rows(view) == [
        "1 · Find · with difficulty · 0:15, expected 1:30 · 2 moments · helped once",
        "2 · Pay · not ended · 1 moment",
    ]
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(desk.panel.time_requested) as jump:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert jump.args == [25 * SECOND]
