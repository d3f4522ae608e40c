import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.annotate.editor import Editor
from observer.ui.author import author_name, set_author_name
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.coder_sight import CoderSight
from observer.ui.review.side.name_dialog import NameDialog
from tests.database.builders import study
from tests.ui.review.side.conftest import OTHER, SESSION, Desk


def coders(desk: Desk) -> list[str]:
    desk.panel.coders_menu.aboutToShow.emit()
    return [action.text() for action in desk.panel.coders_menu.actions()[3:-2]]


def test_somebody_is_hidden_from_lists_counts_and_comments(desk: Desk) -> None:
    (refused,) = desk.ids("Post code refused")
    assert coders(desk) == ["Ada (you)\t2", "Ben\t1"]
    desk.panel.coders_menu.actions()[-3].trigger()
    assert desk.shown() == ["Looks for the total", "Post code refused"]
    assert desk.panel.tabs.tabText(0) == "Moments 2"
    assert desk.book.comments_of(refused) == []
    assert coders(desk) == ["Ada (you)\t2", "Ben\t1 hidden"]
    desk.panel.coders_menu.actions()[-3].trigger()
    assert len(desk.shown()) == 3
    assert len(desk.book.comments_of(refused)) == 1


def test_a_blind_coder_sees_and_hears_of_nobody_else(desk: Desk) -> None:
    desk.panel.sight.set_blind(True)
    assert desk.shown() == ["Looks for the total", "Post code refused"]
    assert desk.panel.blind.isVisible()
    assert coders(desk) == ["Ada (you)\t2"]
    assert desk.book.comments_of(desk.ids("Post code refused")[0]) == []
    desk.panel.blind.left.emit()
    assert len(desk.shown()) == 3
    assert not desk.panel.blind.isVisible()


def test_blindness_outlasts_the_window_in_its_session_alone(
    qtbot: QtBot, desk: Desk, qapp: QApplication
) -> None:
    desk.panel.sight.set_blind(True)
    book = MomentBook(qapp)
    sight = CoderSight(book)
    book.open(Editor(desk.library, SESSION, "Ada"), study())
    blind = [sight.is_blind]
    assert {one.author for one in book.moments} == {"Ada"}
    book.open(Editor(desk.library, OTHER, "Ada"), study())
    assert [*blind, sight.is_blind] == [True, False]
    assert book.seen is None
    book.open(None)


def test_another_name_is_worked_under_and_remembered(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = NameDialog("Ada", desk.panel)
    qtbot.addWidget(dialog)
    dialog.field.setText("   ")
    assert not dialog.take.isEnabled()
    dialog.field.setText("  Chloë   Berg ")
    assert dialog.name == "Chloë Berg"
    set_author_name(dialog.name)
    assert author_name() == "Chloë Berg"
    monkeypatch.delenv("OBSERVER_AUTHOR")
    assert author_name() == "Chloë Berg"
    monkeypatch.setenv("OBSERVER_AUTHOR", "Dan")
    assert author_name() == "Dan"
