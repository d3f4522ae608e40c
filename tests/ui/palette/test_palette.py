"""The command palette and the key help in the real window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.study import Study
from observer.ui.actions import Action
from observer.ui.key_help import KeyHelp, key_lines
from observer.ui.palette.model import PaletteModel
from observer.ui.palette.palette import Palette
from observer.ui.palette.recent import recent_names, remember
from observer.ui.theme import Appearance, theme
from observer.ui.window import MainWindow

DONE: list[str] = []


@pytest.fixture
def window(library: Library, root: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    library.save_study(Study("s1", "Garden centre"))
    window = MainWindow(library, root)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def press(sequence: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keySequence(focused, QKeySequence(sequence))


def type_in(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def shown(window: MainWindow, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


def test_an_action_is_found_and_done_and_remembered(window: MainWindow) -> None:
    press("Ctrl+K")
    type_in("look dark")
    press("Return")
    assert theme().appearance is Appearance.DARK
    assert shown(window, Palette) == []
    assert recent_names() == ["window.look_dark"]
    press("Ctrl+K")
    (palette,) = shown(window, Palette)
    assert isinstance(palette, Palette)
    line = palette.model.line(0)
    assert line is not None
    assert line.action.name == "window.look_dark"


def test_escape_closes_it_and_the_focus_is_where_it_was(window: MainWindow) -> None:
    window.navigation.look.setFocus()
    press("Ctrl+K")
    assert not window.navigation.look.hasFocus()
    press("Esc")
    assert window.navigation.look.hasFocus()
    press("Ctrl+K")
    press("Ctrl+K")
    assert shown(window, Palette) == []


def test_a_study_is_opened_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    press("Ctrl+K")
    type_in("garden")
    press("Return")
    qtbot.waitUntil(lambda: window.studies_page.chosen == "s1")
    assert window.studies_page.isVisible()


def test_the_sessions_of_others_are_not_named_while_the_participant_reads(
    window: MainWindow,
) -> None:
    window.recording.hide_from_participant(True)
    press("Ctrl+K")
    assert shown(window, Palette) == []
    window.recording.hide_from_participant(False)
    press("Ctrl+K")
    assert len(shown(window, Palette)) == 1


def test_f1_shows_every_key_and_finds_one(window: MainWindow, qtbot: QtBot) -> None:
    press("F1")
    (sheet,) = shown(window, KeyHelp)
    assert isinstance(sheet, KeyHelp)
    qtbot.waitUntil(sheet.line.hasFocus)
    type_in("studies")
    rows = [row for group in sheet.groups._groups for _, row in group._lines if row.isVisible()]
    assert [row.accessibleName() for row in rows] == ["Ctrl 3: Studies"]
    type_in(" nowhere")
    assert sheet.nothing.isVisible()
    press("Esc")
    assert shown(window, KeyHelp) == []


def test_tab_stays_within_the_panel(window: MainWindow) -> None:
    press("F1")
    (sheet,) = shown(window, KeyHelp)
    for _ in range(4):
        press("Tab")
        focused = QApplication.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)


# -- without a window --------------------------------------------------------------------


def action(name: str, *keys: str, together: str = "", hindrance: str = "") -> Action:
    return Action(
        name,
        name.capitalize(),
        "Group",
        lambda: DONE.append(name),
        keys,
        together,
        lambda: hindrance,
    )


def names(model: PaletteModel) -> list[str]:
    lines = [model.line(row) for row in range(model.rowCount())]
    return [line.action.name for line in lines if line is not None]


def test_what_cannot_be_done_stands_last_and_says_why() -> None:
    model = PaletteModel([action("mark", hindrance="No session is open"), action("remark")], [])
    model.look_for("mark")
    assert names(model) == ["remark", "mark"]
    line = model.line(1)
    assert line is not None
    assert line.hindrance == "No session is open"
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Mark, Group, No session is open"


def test_lately_done_ones_stand_first_while_nothing_is_typed() -> None:
    model = PaletteModel([action("one"), action("two"), action("three")], ["three", "gone"])
    assert names(model) == ["three", "one", "two"]


def test_the_latest_eight_are_remembered() -> None:
    for number in range(12):
        remember(f"action {number}")
    remember("action 9")
    assert recent_names()[:3] == ["action 9", "action 11", "action 10"]
    assert len(recent_names()) == 8


def test_the_help_has_a_line_for_every_key_and_joins_what_belongs_together() -> None:
    lines = key_lines(
        [
            action("zero", "0", together="How bad"),
            action("one", "1", together="How bad"),
            action("undo", "Ctrl+Z"),
            action("silent"),
            replace(action("redo", "Ctrl+Y", "Ctrl+Shift+Z"), group="Other"),
        ]
    )
    assert [(line.group, line.words, line.written) for line in lines] == [
        ("Group", "How bad", "0 1"),
        ("Group", "Undo", "Ctrl Z"),
        ("Other", "Redo", "Ctrl Y or Ctrl Shift Z"),
    ]
