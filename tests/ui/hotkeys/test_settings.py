"""Choosing global keys, on the stage's display with real presses of keys."""

from collections.abc import Iterator

import pytest
import xcffib.xproto
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.ui.hotkeys.chosen import DEFAULTS, chosen_hotkeys
from observer.ui.hotkeys.global_keys import GlobalKeys
from observer.ui.hotkeys.settings import HotkeySettings
from tests.capture.xhands import Hands

F7, F8 = 73, 74


@pytest.fixture
def keys(display: str) -> Iterator[GlobalKeys]:
    made = GlobalKeys()
    yield made
    made.close()


@pytest.fixture
def hands(display: str) -> Iterator[Hands]:
    with Hands(display) as hands:
        yield hands


def settings_for(qtbot: QtBot, keys: GlobalKeys | None = None) -> HotkeySettings:
    made = HotkeySettings(keys)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(settings: HotkeySettings, purpose: str, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    field = settings.fields[purpose]
    field.setChecked(True)
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    QTest.keyClick(field, key, modifiers)


def test_a_global_key_is_told_in_the_windows_thread(
    qtbot: QtBot, keys: GlobalKeys, hands: Hands
) -> None:
    keys.listen()
    assert keys.refused == {}
    with qtbot.waitSignal(keys.pressed) as pressed:
        hands.type_key(F8)
    assert pressed.args == ["friction"]


def test_a_chosen_key_is_kept_and_works_at_once(
    qtbot: QtBot, keys: GlobalKeys, hands: Hands
) -> None:
    keys.listen()
    settings = settings_for(qtbot, keys)
    press(settings, "friction", Qt.Key.Key_F7)
    assert chosen_hotkeys()["friction"] == "F7"
    assert settings.fields["friction"].text() == "F7"
    with qtbot.waitSignal(keys.pressed):
        hands.type_key(F7)
    assert settings_for(qtbot).fields["friction"].key == "F7"


def test_a_field_that_waits_gets_even_a_key_that_is_in_use(qtbot: QtBot, keys: GlobalKeys) -> None:
    keys.listen()
    settings = settings_for(qtbot, keys)
    field = settings.fields["bug"]
    field.setFocus()
    field.setChecked(True)
    assert field.text() == "Press a key…"
    assert not keys.listening
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: keys.listening)
    assert field.key == DEFAULTS["bug"]


def test_one_key_for_two_things_is_said(qtbot: QtBot, display: str) -> None:
    settings = settings_for(qtbot)
    press(settings, "note", Qt.Key.Key_F8)
    assert "twice" in settings.problems["note"].text() + settings.problems["friction"].text()
    settings.again.click()
    assert chosen_hotkeys() == DEFAULTS
    assert settings.problems["note"].isHidden()


def test_a_key_of_another_program_is_said(qtbot: QtBot, hands: Hands) -> None:
    mode = xcffib.xproto.GrabMode.Async
    core, root = hands.server.connection.core, hands.server.root
    core.GrabKeyChecked(False, root, 0, F8, mode, mode).check()
    settings = settings_for(qtbot)
    assert "F8 belongs to another program" in settings.problems["friction"].text()
    assert settings.problems["pause"].isHidden()


def test_a_key_for_typing_is_refused_and_nothing_changes(qtbot: QtBot, display: str) -> None:
    settings = settings_for(qtbot)
    press(settings, "bug", Qt.Key.Key_M)
    assert "typing" in settings.problems["bug"].text()
    assert chosen_hotkeys()["bug"] == DEFAULTS["bug"]


def test_modifiers_belong_to_the_key(qtbot: QtBot, display: str) -> None:
    settings = settings_for(qtbot)
    modifier = Qt.KeyboardModifier
    press(settings, "bug", Qt.Key.Key_M, modifier.ControlModifier, modifier.ShiftModifier)
    assert chosen_hotkeys()["bug"] == "Ctrl+Shift+M"


def test_a_key_can_be_taken_away(qtbot: QtBot, display: str) -> None:
    settings = settings_for(qtbot)
    press(settings, "quote", Qt.Key.Key_Backspace)
    assert "quote" not in chosen_hotkeys()
    assert settings.fields["quote"].text() == "No key"
