"""The search above an open session: typed, led through and opened without a mouse."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import refresh_index
from observer.model.annotation import AnnotationKind, Mark
from observer.ui.search.field import SearchField
from observer.ui.search.popup import SearchPopup
from observer.ui.window import MainWindow
from tests.ui.sessions_made import make_session

HERE = Mark("here", AnnotationKind.FRICTION, 10**9, 10**9, 3, "Post code refused")


@pytest.fixture
def window(library: Library, root: Path, qtbot: QtBot) -> MainWindow:
    """P01's session is open; P02's, which is older, says something alike."""
    make_session(root, participant="P01", marks=[HERE])
    there = replace(HERE, id="there", start_ns=5 * 10**8, note="Post code unknown")
    make_session(root, participant="P02", marks=[there], days_ago=3)
    refresh_index(library, root)
    made = MainWindow(library, root)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.open_session(library.sessions()[1].id)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def start(window: MainWindow, qtbot: QtBot, text: str) -> tuple[SearchField, SearchPopup]:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.review_page.header.search
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, text)
    qtbot.waitUntil(lambda: any(p.isVisible() for p in window.findChildren(SearchPopup)))
    return field, window.findChildren(SearchPopup)[0]


def test_a_find_in_the_open_session_opens_at_its_moment(window: MainWindow, qtbot: QtBot) -> None:
    field, popup = start(window, qtbot, "post")
    assert popup.list.hits.rowCount() == 1
    QTest.keyClick(field, Qt.Key.Key_Return)
    review = window.review_page
    assert (review.player.time_ns, review.book.selected_ids) == (10**9, ("here",))
    assert not popup.isVisible()
    assert not field.hasFocus()


def test_tab_looks_in_all_sessions_and_enter_opens_another(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    field, popup = start(window, qtbot, "post")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: popup.list.hits.rowCount() == 4)  # two, each under its session
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    review = window.review_page
    assert review.session_id == library.sessions()[0].id
    assert (review.player.time_ns, review.book.selected_ids) == (5 * 10**8, ("there",))


def test_nothing_found_is_said_and_escape_gives_the_keys_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    field, popup = start(window, qtbot, "unknown")
    assert popup.list.hits.rowCount() == 0
    assert popup.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert not field.hasFocus()
