from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.ui.navigation import Room
from observer.ui.theme import Appearance, theme
from observer.ui.window import MainWindow
from tests.ui.sessions_made import make_session


def open_window(library: Library, root: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(library, root)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_keys_go_from_room_to_room(library: Library, root: Path, qtbot: QtBot) -> None:
    window = open_window(library, root, qtbot)
    assert window.library_page.isVisible()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.record_page.isVisible()
    assert window.navigation.buttons[Room.RECORD].isChecked()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.library_page.isVisible()
    window.close()


def test_ctrl_f_goes_to_the_search(library: Library, root: Path, qtbot: QtBot) -> None:
    make_session(root)
    window = open_window(library, root, qtbot)
    qtbot.waitUntil(lambda: window.library_page.sessions() != ())
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.library_page.findChildren(QLineEdit)[0].hasFocus()
    window.close()


def test_the_look_goes_round_system_light_and_dark(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    window = open_window(library, root, qtbot)
    seen = []
    for _ in range(3):
        window.navigation.look.click()
        seen.append(theme().appearance)
    assert seen == [Appearance.DARK, Appearance.SYSTEM, Appearance.LIGHT]
    window.close()


def test_a_session_opens_in_the_review_and_comes_back(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    make_session(root)
    window = open_window(library, root, qtbot)
    qtbot.waitUntil(lambda: window.library_page.sessions() != ())
    window.open_session(window.library_page.sessions()[0].id)
    assert window.review_page.isVisible()
    qtbot.waitUntil(lambda: window.review_page.width() == window.width())
    window.review_page.back_requested.emit()
    assert window.library_page.isVisible()
    window.close()


def test_no_word_is_cut_off_in_the_smallest_window(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    window = open_window(library, root, qtbot)
    window.resize(window.minimumSize())
    window.show_record()
    qtbot.wait(50)
    form = window.record_page.form
    assert form.start.visibleRegion().boundingRect().width() > 150
    for button in (*window.navigation.buttons.values(), form.start):
        assert button.width() >= button.sizeHint().width()
    window.close()
