"""The picture's layers, zoom, captions and sound, as the page offers them."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.consent import TrackKind
from observer.ui.banner import Banner
from observer.ui.review.page import ReviewPage
from observer.ui.review.picture.layers import Layer
from observer.ui.review.show_menu import ShowMenu
from observer.ui.review.volume import VolumeControl
from tests.long_session import make_long_session
from tests.session.recordings import make_session

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
WAIT_MS = 8_000


def test_each_layer_has_a_key(empty_page: ReviewPage) -> None:
    page = empty_page
    layers = page.picture.layers
    keys = {
        Layer.TRAIL: Qt.Key.Key_P,
        Layer.CLICKS: Qt.Key.Key_R,
        Layer.SCROLLING: Qt.Key.Key_E,
        Layer.KEYS: Qt.Key.Key_K,
    }
    for layer, key in keys.items():
        QTest.keyClick(page, key, SHIFT)
        assert not layers.is_wanted(layer)
        QTest.keyClick(page, key, SHIFT)
        assert layers.is_wanted(layer)


def test_the_menu_ticks_layers_and_stays_open(empty_page: ReviewPage, qtbot: QtBot) -> None:
    page = empty_page
    menu = ShowMenu(page.picture, page)
    menu.popup(page.mapToGlobal(QPoint(20, 20)))
    qtbot.waitUntil(menu.isVisible)
    clicks = menu.actions()[1]
    assert clicks.isChecked()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(clicks).center())
    assert menu.isVisible()
    assert not clicks.isChecked()
    assert not page.picture.layers.is_wanted(Layer.CLICKS)
    menu.close()


def test_the_menu_offers_captions_only_where_there_are_any(empty_page: ReviewPage) -> None:
    page = empty_page
    menu = ShowMenu(page.picture, page)
    menu.aboutToShow.emit()
    captions = menu.actions()[4]
    assert not captions.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_S, SHIFT)
    assert page.picture.layers.is_wanted(Layer.CAPTIONS)


def test_the_keys_come_closer_and_fit_again(page: ReviewPage) -> None:
    fitted = page.picture.viewport.zoom
    QTest.keyClick(page, Qt.Key.Key_Plus, CONTROL)
    QTest.keyClick(page, Qt.Key.Key_Plus, CONTROL)
    assert page.picture.viewport.zoom > fitted
    assert page.picture.chip.isVisible()
    before = page.picture.viewport.area().left()
    QTest.keyClick(page, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert page.picture.viewport.area().left() <= before
    QTest.keyClick(page, Qt.Key.Key_0, CONTROL)
    assert page.picture.viewport.is_fitted


def test_the_words_of_a_session_are_read_when_it_opens(
    qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path
) -> None:
    folder = make_session(root, 2.0).folder
    (folder / "captions.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n")
    empty_page.open_session(land_session(library, folder).id)
    qtbot.waitUntil(lambda: empty_page.picture.has_captions, timeout=WAIT_MS)


def test_captions_that_make_no_sense_are_told_and_all_else_is_there(
    qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path
) -> None:
    folder = make_session(root, 2.0).folder
    (folder / "captions.vtt").write_text("WEBVTT\n\n00:0x --> 00:02.000\nHello\n")
    empty_page.open_session(land_session(library, folder).id)
    qtbot.waitUntil(lambda: bool(empty_page.findChildren(Banner)), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not empty_page.picture.image.isNull(), timeout=WAIT_MS)


def test_how_loud_it_plays_is_remembered(qtbot: QtBot) -> None:
    control = VolumeControl()
    qtbot.addWidget(control)
    heard: list[float] = []
    control.changed.connect(heard.append)
    control.level.setValue(50)
    control.mute.click()
    assert heard == [0.25, 0.0]
    again = VolumeControl()
    qtbot.addWidget(again)
    assert again.factor == 0.0
    again.level.setValue(60)
    assert again.factor > 0.3
    assert not again.mute.isChecked()


def test_h_mutes_and_unmutes(page: ReviewPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_H)
    assert page.transport.mute.isChecked()
    QTest.keyClick(page, Qt.Key.Key_H)
    assert not page.transport.mute.isChecked()


def test_the_sound_that_was_chosen_is_heard_in_the_next_session_too(
    qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path
) -> None:
    row = land_session(library, make_long_session(root, (), 1.0, camera=False).folder)
    empty_page.open_session(row.id)
    QTest.keyClick(empty_page, Qt.Key.Key_S)
    heard = empty_page.player.sound
    assert heard is TrackKind.SYSTEM_SOUND
    empty_page.leave()
    empty_page.open_session(row.id)
    assert empty_page.player.sound == heard
