"""Coming closer to the picture, by hand and by key."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from observer.ui.review.picture.view import PictureView
from tests.ui.review.picture.conftest import HEIGHT, WIDTH, plain, striped


def turn_wheel(view: PictureView, notches: int, at: QPointF, *, control: bool = True) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_ctrl_and_wheel_come_closer_and_the_chip_fits_it_again(view: PictureView) -> None:
    assert not view.chip.isVisible()
    turn_wheel(view, 1, QPointF(300, 200))
    turn_wheel(view, 1, QPointF(300, 200))
    assert view.chip.isVisible()
    assert view.chip.text() == "200 %"
    QTest.mouseClick(view.chip, Qt.MouseButton.LeftButton)
    assert view.viewport.is_fitted
    assert not view.chip.isVisible()


def test_a_picture_at_one_to_one_or_a_whole_factor_is_crisp(view: PictureView) -> None:
    view.resize(216, 136)
    view.show_image(striped())
    for still in (True, False):
        view.set_still(still)
        for zoom in (1.0, 2.0, 3.0):
            view.viewport.zoom_to(zoom)
            shown = view.grab().toImage()
            row = {shown.pixelColor(x, 60).name() for x in range(40, 160)}
            assert row == {"#000000", "#ffffff"}, (zoom, still)
        view.viewport.zoom_to(1.5)
        shown = view.grab().toImage()
        assert len({shown.pixelColor(x, 60).name() for x in range(40, 160)}) > 2


def test_a_picture_that_is_close_is_dragged_about(view: PictureView) -> None:
    view.viewport.zoom_to(4.0)
    before = view.viewport.area().topLeft()
    start = QPoint(300, 200)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(-60, -25))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(-60, -25))
    assert view.viewport.area().topLeft() - before == QPointF(-60, -25)


def test_the_wheel_alone_and_the_arrows_look_about_only_while_it_is_close(
    view: PictureView,
) -> None:
    fitted = view.viewport.area()
    turn_wheel(view, -1, QPointF(300, 200), control=False)
    view.pan(1, 0)
    assert view.viewport.area() == fitted
    view.viewport.zoom_to(4.0)
    before = view.viewport.area().topLeft()
    turn_wheel(view, -1, QPointF(300, 200), control=False)
    view.pan(1, 0)
    moved = view.viewport.area().topLeft() - before
    assert moved.x() < -50
    assert moved.y() < -50


def test_another_session_begins_with_the_whole_picture(view: PictureView) -> None:
    view.zoom(1)
    assert view.chip.isVisible()
    view.clear()
    assert view.viewport.is_fitted
    assert view.chip.isHidden()


def test_the_face_keeps_its_place_while_the_picture_comes_closer(view: PictureView) -> None:
    view.show_face(plain(64, 48, QColor("navy")))
    before = view.face_area()
    view.viewport.zoom_to(6.0)
    assert view.face_area() == before
    assert view.grab().toImage().pixelColor(before.center().toPoint()) == QColor("navy")


def test_pixels_are_where_they_belong_when_it_is_close(view: PictureView) -> None:
    image = QImage(plain())
    image.setPixelColor(37, 51, QColor("red"))
    view.show_image(image)
    view.viewport.zoom_to(8.0, QPointF(100, 100))
    area = view.viewport.area()
    spot = area.topLeft() + QPointF(37.5 * 8, 51.5 * 8)
    view.viewport.pan(QPointF(view.rect().center()) - spot)
    area = view.viewport.area()
    spot = area.topLeft() + QPointF(37.5, 51.5) * (area.width() / WIDTH)
    assert area.height() == HEIGHT * 8
    assert view.grab().toImage().pixelColor(spot.toPoint()) == QColor("red")
