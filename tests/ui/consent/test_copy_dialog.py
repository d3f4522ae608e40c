from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from observer.model.consent import Consent, ConsentItem
from observer.ui.consent.copy_dialog import ConsentCopyDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot: QtBot) -> ConsentCopyDialog:
    consent = Consent((ConsentItem.SCREEN,), "2026-11-22T14:03:10+01:00", language="it")
    made = ConsentCopyDialog(consent, "Checkout", "P07/b")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_copy_is_saved_where_it_was_asked_for(dialog: ConsentCopyDialog, tmp_path: Path) -> None:
    def answer() -> None:
        asking = QApplication.activeModalWidget()
        assert isinstance(asking, QFileDialog)
        name = asking.findChild(QLineEdit)
        assert name is not None
        names.append(name.text())
        name.setText(str(tmp_path / "mine"))
        asking.accept()

    names: list[str] = []
    QTimer.singleShot(200, dialog, answer)
    QTest.mouseClick(dialog.save_button, LEFT)
    assert names == ["consenso-P07-b-2026-11-22.pdf"]
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF-")
    assert dialog.outcome.text() == f"Salvata in {tmp_path / 'mine.pdf'}"
    QTest.mouseClick(dialog.done_button, LEFT)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_what_prevents_a_copy_is_said_in_full(
    dialog: ConsentCopyDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.save_to(tmp_path / "nowhere" / "copy.pdf")
    assert "cannot be written" in dialog.outcome.text()
    needed = dialog.outcome.heightForWidth(dialog.outcome.width())
    qtbot.waitUntil(lambda: dialog.outcome.height() >= needed)
    QTest.mouseClick(dialog.done_button, LEFT)
    assert dialog.result() == QDialog.DialogCode.Rejected
