"""The face over the picture, put where it hides least."""

from PySide6.QtCore import QPoint, QRectF, QSettings, QSize, Qt
from PySide6.QtTest import QTest

from observer.ui.review.picture.face_place import FacePlace
from observer.ui.review.picture.view import PictureView
from tests.ui.review.picture.conftest import plain

ROOM = QRectF(0, 0, 1000, 600)
FACE = QSize(640, 480)


def drag(view: PictureView, start: QPoint, way: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for part in (2, 1):
        QTest.mouseMove(view, start + way / part)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + way)


def test_it_is_dragged_anywhere_and_stays_there_for_the_next_session(view: PictureView) -> None:
    view.show_face(plain(64, 48))
    before = view.face_area()
    drag(view, before.center().toPoint(), QPoint(-200, -120))
    moved = view.face_area()
    assert (moved.topLeft() - before.topLeft()).toPoint() == QPoint(-200, -120)
    assert FacePlace().area(view.viewport.room, QSize(64, 48)) == moved


def test_near_a_corner_it_snaps_into_it(view: PictureView) -> None:
    view.show_face(plain(64, 48))
    start = view.face_area()
    room = view.viewport.room
    way = (room.topLeft() - start.topLeft()).toPoint() + QPoint(20, 5)
    drag(view, start.center().toPoint(), way)
    view.resize(700, 500)
    assert view.face_area().topLeft() == view.viewport.room.topLeft() + QPoint(12, 12)


def test_it_never_leaves_the_view(view: PictureView) -> None:
    view.show_face(plain(64, 48))
    start = view.face_area().center().toPoint()
    drag(view, start, QPoint(-40, -3000))
    assert view.viewport.room.contains(view.face_area())
    view.resize(300, 200)
    assert view.viewport.room.contains(view.face_area())


def test_its_corner_makes_it_larger_in_steps_and_the_opposite_one_stays(view: PictureView) -> None:
    view.show_face(plain(64, 48))
    drag(view, view.face_area().center().toPoint(), QPoint(-200, -100))
    before = view.face_area()
    drag(view, before.topLeft().toPoint() + QPoint(2, 2), QPoint(-70, -50))
    after = view.face_area()
    assert after.width() > before.width() + 30
    assert (after.bottomRight() - before.bottomRight()).manhattanLength() <= 2
    view.resize_face()
    assert view.face_area().width() != after.width()


def test_the_keys_go_through_all_corners_and_back(view: PictureView) -> None:
    view.show_face(plain(64, 48))
    places = []
    for _ in range(4):
        places.append(view.face_area().topLeft().toTuple())
        view.move_face()
    assert len(set(places)) == 4
    assert view.face_area().topLeft().toTuple() == places[0]


def test_a_tall_face_leaves_the_picture_in_sight() -> None:
    place = FacePlace()
    for _ in range(7):
        place.to_next_width()
        assert place.area(ROOM, QSize(400, 1600)).height() <= 0.6 * ROOM.height()


def test_settings_that_make_no_sense_put_it_into_the_first_corner() -> None:
    settings = QSettings()
    settings.setValue("review/face-corner", "up there")
    settings.setValue("review/face-width", "99")
    settings.setValue("review/face-centre", "nan")
    area = FacePlace().area(ROOM, FACE)
    assert (area.right(), area.bottom()) == (988, 588)
