import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.ui.consent.signature_pad import SignaturePad
from observer.ui.consent.strokes import BOX_HEIGHT, BOX_WIDTH, Strokes, svg_of
from tests.ui.consent.form import LEFT, draw, draw_wave


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(400, 120)
    with qtbot.waitExposed(pad):
        pad.show()
    return pad


def ink(svg: bytes) -> QImage:
    image = QImage(BOX_WIDTH, BOX_HEIGHT, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return image


def dark(image: QImage, x: int, y: int) -> bool:
    """Whether there is ink within two units of the place."""
    near = [(x + dx, y + dy) for dx in range(-2, 3) for dy in range(-2, 3)]
    return any(image.pixelColor(*place).lightness() < 128 for place in near)


def test_what_was_drawn_is_where_it_was_drawn(pad: SignaturePad) -> None:
    draw(pad, [QPoint(40 + 4 * step, 60) for step in range(60)])
    image = ink(svg_of(pad.signature(), "#000000"))
    assert dark(image, 42, 60)
    assert dark(image, 150, 60)
    assert dark(image, 274, 60)
    assert not dark(image, 150, 30)
    assert not dark(image, 300, 60)


def test_a_pad_of_another_size_keeps_the_same_signature(pad: SignaturePad, qtbot: QtBot) -> None:
    draw_wave(pad)
    small = corners(pad.signature())
    pad.clear()
    pad.resize(480, 144)
    draw_wave(pad)
    large = corners(pad.signature())
    assert large[0] == pytest.approx(small[0], abs=1)
    assert large[-1] == pytest.approx(small[-1], abs=1)


def corners(path: str) -> list[tuple[float, float]]:
    pairs = re.findall(r"([\d.]+),([\d.]+)", path)
    return [(float(x), float(y)) for x, y in pairs]


def test_strokes_are_smooth() -> None:
    strokes = Strokes()
    strokes.begin(10, 10)
    for x, y in ((50, 10), (50, 50), (90, 50)):
        strokes.move(x, y)
    assert strokes.path() == "M10.0,10.0Q50.0,10.0 50.0,30.0Q50.0,50.0 70.0,50.0L90.0,50.0"


def test_several_strokes_are_one_signature(pad: SignaturePad) -> None:
    draw(pad, [QPoint(50, 20), QPoint(50, 60), QPoint(50, 100)])
    draw(pad, [QPoint(100, 20), QPoint(100, 60), QPoint(100, 100)])
    assert pad.signature().count("M") == 2


def test_a_slip_of_the_mouse_is_no_signature(pad: SignaturePad) -> None:
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    assert not pad.is_blank
    assert not pad.is_signed
    assert pad.signature() == ""


def test_only_the_left_button_draws(pad: SignaturePad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(10, 10))
    QTest.mouseMove(pad, QPoint(300, 100))
    QTest.mouseRelease(pad, Qt.MouseButton.RightButton, pos=QPoint(300, 100))
    assert pad.is_blank


def test_ink_stays_in_the_box(pad: SignaturePad) -> None:
    draw(pad, [QPoint(200, 60), QPoint(900, 60), QPoint(200, -300)])
    assert all(0 <= x <= BOX_WIDTH and 0 <= y <= BOX_HEIGHT for x, y in corners(pad.signature()))


def test_clearing_takes_the_ink_away(pad: SignaturePad, qtbot: QtBot) -> None:
    draw_wave(pad)
    with qtbot.waitSignal(pad.changed):
        pad.clear()
    assert pad.is_blank
    assert pad.signature() == ""


def test_a_hand_at_rest_adds_nothing() -> None:
    strokes = Strokes()
    strokes.begin(10, 10)
    for step in range(100):
        strokes.move(10 + step / 1000, 10)
    strokes.move(60, 10)
    points = corners(strokes.path())
    assert all(one != other for one, other in pairwise(points))
    assert len(points) == 2


@pytest.mark.parametrize("path", ['M1,1"/><script>', "", "url(#x)", "M1,1&amp;"])
def test_a_signature_that_somebody_wrote_into_the_file_is_not_drawn(path: str) -> None:
    assert b"<path" not in svg_of(path, "#000000")


def test_a_finger_signs_and_another_on_the_glass_does_not(pad: SignaturePad) -> None:
    touch = QTest.touchEvent(pad.windowHandle(), QTest.createTouchDevice(), False)
    touch.press(7, QPoint(100, 60))
    touch.press(8, QPoint(20, 110))
    touch.commit()
    for step in range(1, 11):
        touch.move(8, QPoint(20 + step, 20))
        touch.move(7, QPoint(100 + 10 * step, 60))
        touch.commit()
    touch.release(7, QPoint(200, 60))
    touch.release(8, QPoint(30, 20))
    touch.commit()
    places = corners(pad.signature())
    assert (places[0], places[-1]) == ((100.0, 60.0), (200.0, 60.0))
    assert {y for _, y in places} == {60.0}


def test_a_pen_signs_where_it_touches_and_not_where_it_hovers(pad: SignaturePad) -> None:
    def pen(kind: QEvent.Type, x: float, pressed: Qt.MouseButton) -> None:
        place = QPointF(x, 60.25)
        event = QTabletEvent(
            kind, QPointingDevice.primaryPointingDevice(), place, pad.mapToGlobal(place),
            1.0, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, LEFT, pressed,
        )  # fmt: skip
        QApplication.sendEvent(pad, event)

    pen(QEvent.Type.TabletMove, 10, Qt.MouseButton.NoButton)
    pen(QEvent.Type.TabletPress, 100, LEFT)
    pen(QEvent.Type.TabletMove, 200, LEFT)
    pen(QEvent.Type.TabletRelease, 200, Qt.MouseButton.NoButton)
    pen(QEvent.Type.TabletMove, 390, Qt.MouseButton.NoButton)
    assert pad.signature() == "M100.0,60.2L200.0,60.2"
