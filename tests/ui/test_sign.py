"""The recording sign over a real product, under a real window manager."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from observer.capture.displays import list_windows
from observer.capture.screen import ScreenDevice
from observer.capture.window_facts import WindowFacts
from observer.capture.xserver import connect_display
from observer.model.consent import Consent, ConsentItem
from observer.model.plan import RecordingPlan, Region
from observer.model.secrets import SecretWindows
from observer.ui.sign.own_windows import with_own_windows_hidden
from observer.ui.sign.recording_sign import SIGN_APPLICATION, RecordingSign
from tests.capture.screen_recording import ScreenRecording, shows
from tests.capture.xhands import Hands

GREY, GREEN, RED = 0x34363A, 0x20C040, 0xF0554B
PLAN = RecordingPlan("s1", "Study", "P01", Consent((ConsentItem.SCREEN,), "2026-11-21T10:00+01:00"))


@pytest.fixture
def product(display: str) -> Iterator[Hands]:
    """Another program's window is in front, and stays so unless somebody takes the focus."""
    with Hands(display) as hands:
        window = hands.window("Product", "Under test", 300, 300)
        hands.bring_to_front(window)
        yield hands
        hands.destroy(window)


@pytest.fixture
def sign(qtbot: QtBot, product: Hands) -> RecordingSign:
    made = RecordingSign()
    qtbot.addWidget(made)
    made.show_running(paused=False)
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: any(w.id == int(made.winId()) for w in list_windows()))
    return made


def in_front(display: str) -> str:
    server = connect_display(display)
    application = WindowFacts(server).in_front().application
    server.close()
    return application


def properties(sign: RecordingSign) -> str:
    asked = ["xprop", "-id", hex(int(sign.winId())), "_NET_WM_STATE", "WM_HINTS", "WM_CLASS"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def test_neither_showing_nor_clicking_it_takes_the_focus_from_the_product(
    qtbot: QtBot, sign: RecordingSign, product: Hands, display: str
) -> None:
    assert in_front(display) == "Product"
    ratio = sign.devicePixelRatioF()
    middle = sign.geometry().center() * ratio
    product.move(middle.x(), middle.y())
    product.click()
    sign.show_running(paused=True)
    qtbot.wait(200)
    assert in_front(display) == "Product"


def test_it_stays_above_and_out_of_the_task_bar(qtbot: QtBot, sign: RecordingSign) -> None:
    qtbot.waitUntil(lambda: "_NET_WM_STATE_ABOVE" in properties(sign))
    told = properties(sign)
    assert "_NET_WM_STATE_SKIP_TASKBAR" in told
    assert "accepts input or input focus: False" in told


def test_it_lies_above_a_product_that_is_raised(
    qtbot: QtBot, sign: RecordingSign, product: Hands
) -> None:
    corner = sign.frameGeometry().topLeft()
    window = product.window("Product", "Over it", corner.x(), corner.y())
    product.bring_to_front(window)
    qtbot.wait(100)
    assert list_windows()[0].id == int(sign.winId())
    product.destroy(window)


def test_it_says_what_happens_and_that_a_pause_is_one(qtbot: QtBot, sign: RecordingSign) -> None:
    assert sign.words == "Recording"
    middle, narrow = sign.geometry().center(), sign.width()
    sign.show_running(paused=True)
    assert sign.words == "Paused: nothing is recorded"
    assert sign.accessibleName() == sign.words
    assert sign.width() > narrow
    assert abs(sign.geometry().center().x() - middle.x()) <= 1
    picture = sign.grab().toImage()
    assert not any(
        picture.pixelColor(x, picture.height() // 2).name() == "#f0554b"
        for x in range(picture.width())
    )


def test_it_stays_where_it_is_however_often_it_is_shown(sign: RecordingSign) -> None:
    before = sign.pos()
    for paused in (False, True, True, False) * 5:
        sign.show_running(paused)
    assert sign.pos() == before


def test_it_can_be_dragged_and_is_found_there_the_next_time(
    qtbot: QtBot, sign: RecordingSign
) -> None:
    start = sign.pos()
    QTest.mousePress(sign, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseMove(sign, QPoint(20 + 150, 10 + 400))
    QTest.mouseRelease(sign, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    qtbot.waitUntil(lambda: sign.pos() == start + QPoint(150, 400))
    QTest.mousePress(sign, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseMove(sign, QPoint(20, 5000))
    QTest.mouseRelease(sign, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    area = sign.screen().availableGeometry()
    assert area.contains(sign.geometry())
    place = sign.pos()
    sign.hide()
    later = RecordingSign()
    qtbot.addWidget(later)
    later.show_running(paused=False)
    assert (later.pos() - place).manhattanLength() <= 2


def test_what_lies_beside_the_pill_belongs_to_the_product(sign: RecordingSign) -> None:
    assert not sign.mask().contains(QPoint(0, 0))
    assert sign.mask().contains(sign.rect().center())


def test_the_recording_shows_the_sign_and_none_of_our_windows(
    qtbot: QtBot, sign: RecordingSign, display: str
) -> None:
    console = QWidget()
    qtbot.addWidget(console)
    console.setStyleSheet("background: #20c040")
    console.setGeometry(300, 200, 320, 240)
    console.show()
    qtbot.waitExposed(console)
    plan = with_own_windows_hidden(replace(PLAN, region=Region(0, 0, 1280, 720)))
    with ScreenRecording(ScreenDevice(display, plan.region, secrets=plan.secrets)) as recording:
        QApplication.processEvents()
        picture = recording.latest(0.4)
    assert shows(picture, GREY) >= 320 * 240
    assert shows(picture, GREEN) == 0
    assert shows(picture, RED) > 30, "the sign's dot"


def test_our_own_windows_join_those_that_were_hidden_before() -> None:
    plan = replace(PLAN, secrets=SecretWindows(("keepassxc",), ("My bank",)))
    hidden = with_own_windows_hidden(plan)
    own = QApplication.applicationName()
    assert hidden.secrets.matches(own, "")
    assert hidden.secrets.matches("KeePassXC", "")
    assert hidden.secrets.matches("firefox", "my bank – account")
    assert not hidden.secrets.matches(SIGN_APPLICATION, "")
    assert not hidden.secrets.matches("lumen-and-leaf", "Shop")
    assert with_own_windows_hidden(hidden) == hidden
    assert replace(hidden, secrets=plan.secrets) == plan
