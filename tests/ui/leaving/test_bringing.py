"""Older work comes along: a file is shown before it lands, and one undo takes it back."""

import json
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.ui.leaving.bring_dialog import BringDialog
from observer.ui.leaving.outcome import OutcomeDialog
from observer.ui.review.page import ReviewPage

_VTT = "WEBVTT\n\n00:00.500 --> 00:01.000\n<v Ben>Hesitates\n\n00:02.000 --> 00:02.500\nSighs\n"


def drop(page: ReviewPage, path: Path) -> bool:
    """Let a file go over the page; whether the page takes it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    kind = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    entering = QDragEnterEvent(QPoint(100, 100), *kind, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, entering)
    if entering.isAccepted():
        dropping = QDropEvent(QPointF(100, 100), *kind, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page, dropping)
    return entering.isAccepted()


def test_a_dropped_file_is_shown_lands_and_is_undone_in_one_step(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    path = tmp_path / "older.vtt"
    path.write_text(_VTT)
    assert drop(told_page, path)
    qtbot.waitUntil(lambda: bool(told_page.findChildren(BringDialog)))
    dialog = told_page.findChildren(BringDialog)[0]
    qtbot.waitUntil(lambda: dialog.brought is not None)
    assert any("2 moments" in line for line in dialog.lines)
    assert any("2 without a coder" in line for line in dialog.lines)
    before = len(told_page.book.moments)
    with qtbot.waitSignal(dialog.landed, timeout=5000):
        dialog.go.click()
    assert len(told_page.book.moments) == before + 2
    told_page.book.undo()
    assert len(told_page.book.moments) == before


def test_the_same_file_again_adds_nothing_and_says_so(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    path = tmp_path / "older.vtt"
    path.write_text(_VTT)
    for _ in range(2):
        told_page.doors.bring(path)
        dialog = told_page.findChildren(BringDialog)[-1]
        qtbot.waitUntil(lambda dialog=dialog: dialog.brought is not None)  # type: ignore[misc]  # bound now
        with qtbot.waitSignal(dialog.landed, timeout=5000):
            dialog.go.click()
        for outcome in told_page.findChildren(OutcomeDialog):
            outcome.accept()
    assert len(told_page.book.moments) == 4


def test_a_file_that_is_broken_is_refused_in_its_own_words(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    path = tmp_path / "older.boris"
    path.write_text("{")
    told_page.doors.bring(path)
    dialog = told_page.findChildren(BringDialog)[0]
    qtbot.waitUntil(lambda: any("broken in line 1" in line for line in dialog.lines))
    assert not dialog.go.isEnabled()


def test_a_file_of_another_kind_is_not_taken(told_page: ReviewPage, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"")
    assert not drop(told_page, path)
    assert not told_page.findChildren(BringDialog)


def test_a_file_of_a_longer_session_is_warned_of_before_it_lands(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    path = tmp_path / "older.vtt"
    path.write_text(f"{_VTT}\n09:00:00.000 --> 09:00:01.000\nMuch later\n")
    told_page.doors.bring(path)
    dialog = told_page.findChildren(BringDialog)[0]
    qtbot.waitUntil(lambda: dialog.brought is not None)
    assert any("left out: 1" in line for line in dialog.lines)


def test_of_a_project_with_several_observations_one_is_chosen(
    qtbot: QtBot, told_page: ReviewPage, tmp_path: Path
) -> None:
    events = {"Mon": ["Looks", "Clicks"], "Tue": ["Sighs"]}
    project = {
        "behaviors_conf": {},
        "subjects_conf": {},
        "observations": {
            name: {"events": [[at, "", code, "", ""] for at, code in enumerate(codes, 1)]}
            for name, codes in events.items()
        },
    }
    path = tmp_path / "older.boris"
    path.write_text(json.dumps(project))
    told_page.doors.bring(path)
    dialog = told_page.findChildren(BringDialog)[0]
    qtbot.waitUntil(lambda: dialog.brought is not None)
    assert any("2 moments" in line for line in dialog.lines)
    dialog.observation.setCurrentIndex(1)
    dialog.observation.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.brought is not None)
    assert any("1 moment" in line for line in dialog.lines)
