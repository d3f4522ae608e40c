"""Erasing from the window, as somebody does who reads and types."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from observer.database.library import open_library
from observer.intake.erasure.plan import plan_participant
from observer.session.folder import SessionLock
from observer.ui.background import close_background
from observer.ui.erase.dialog import EraseDialog
from observer.ui.library.menu import SessionMenu
from observer.ui.library.page import LibraryPage
from observer.ui.library.problems import Problems
from observer.ui.library.recent import opened_lately, remember_opened
from tests.intake.erasure.erase_and_die import kill_at
from tests.intake.erasure.planted import Planted, grep, plant


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planted:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return plant(tmp_path)


def ask(planted: Planted, qtbot: QtBot) -> EraseDialog:
    planner = partial(plan_participant, code="P03", study="Checkout")
    dialog = EraseDialog(planted.root, planner)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def words(dialog: EraseDialog) -> str:
    shown = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    return "\n".join(shown).replace("\u200b", "")


def button(dialog: EraseDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text and b.isVisible())


def wait_for(dialog: EraseDialog, said: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: said in words(dialog), timeout=10_000)


def test_it_says_what_goes_and_erases_once_the_code_is_typed(
    planted: Planted, qtbot: QtBot
) -> None:
    for session_id in (planted.sessions["P03"][0], planted.sessions["P05"][0]):
        remember_opened(session_id)
    dialog = ask(planted, qtbot)
    wait_for(dialog, "Erase P03 for ever?", qtbot)
    said = words(dialog)
    assert "The consent, with name and signature" in said
    assert "The finding “Nobody sees the P03 button” as a name, without any moment" in said
    assert f"Still there · reel · {planted.outside}" in said
    assert not button(dialog, "Erase for ever").isEnabled()
    field = dialog.findChildren(QLineEdit)[0]
    assert field.hasFocus()
    QTest.keyClicks(field, "P0")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "for ever?" in words(dialog)
    QTest.keyClicks(field, "3")
    with qtbot.waitSignal(dialog.erasing) as going:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert going.args == [planted.sessions["P03"]]
    wait_for(dialog, "Nothing of P03 is left", qtbot)
    assert grep(planted.root, "zq-consentname-P03-planted") == []
    assert opened_lately() == [planted.sessions["P05"][0]]
    assert planted.sessions["P03"][0] not in Path(QSettings().fileName()).read_text("utf-8")


def test_escape_keeps_everything(planted: Planted, qtbot: QtBot) -> None:
    dialog = ask(planted, qtbot)
    wait_for(dialog, "Erase P03 for ever?", qtbot)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert grep(planted.root, "zq-consentname-P03-planted")


def test_what_is_left_is_listed_and_erased_once_more(planted: Planted, qtbot: QtBot) -> None:
    stray = planted.root / "aside.txt"
    stray.write_text(planted.sessions["P03"][0], "utf-8")
    dialog = ask(planted, qtbot)
    wait_for(dialog, "Erase P03 for ever?", qtbot)
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "P03")
    button(dialog, "Erase for ever").click()
    wait_for(dialog, "Something of P03 is left", qtbot)
    assert "aside.txt  ·  session" in words(dialog)
    stray.unlink()
    button(dialog, "Erase once more").click()
    wait_for(dialog, "Nothing of P03 is left", qtbot)


def test_a_session_that_is_recorded_is_refused_with_the_remedy(
    planted: Planted, qtbot: QtBot
) -> None:
    folder = next(planted.root.glob("*-checkout-P03-*"))
    with SessionLock(folder):
        dialog = ask(planted, qtbot)
        wait_for(dialog, "is being recorded or repaired", qtbot)
    assert "observer stop" in words(dialog)


def test_the_library_offers_it_and_finishes_what_was_cut_short(
    planted: Planted, qtbot: QtBot
) -> None:
    assert kill_at(planted.base, 12).returncode < 0
    with open_library(planted.root) as library:
        page = LibraryPage(library, planted.root)
        qtbot.addWidget(page)
        page.show()
        problems = page.findChildren(Problems)[0]
        qtbot.waitUntil(problems.finish.isVisible, timeout=10_000)
        problems.finish.click()
        dialog = page.findChildren(EraseDialog)[0]
        wait_for(dialog, "this finishes it", qtbot)
        dialog.reject()
        (row, *_) = [one for one in library.sessions() if one.participant == "P05"]
        menu = page.findChildren(SessionMenu)[0].make(row, page)
        (action,) = (one for one in menu.actions() if one.text() == "Erase P05…")
        action.trigger()
        wait_for(page.findChildren(EraseDialog)[-1], "Erase P05 for ever?", qtbot)
        page.findChildren(EraseDialog)[-1].reject()
        close_background()
