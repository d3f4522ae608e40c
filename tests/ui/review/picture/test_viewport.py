"""Where the picture lies: pure geometry."""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize

from observer.ui.review.picture.viewport import Viewport

ROOM = QRectF(8, 8, 960, 540)


@pytest.fixture
def viewport() -> Viewport:
    viewport = Viewport()
    viewport.set_room(ROOM, 1.0)
    viewport.set_size(QSize(1920, 1080))
    return viewport


def shown_at(viewport: Viewport, point: QPointF) -> QPointF:
    """Which of the picture's pixels lies at a point."""
    area = viewport.area()
    return (point - area.topLeft()) * (1920 / area.width())


def test_the_whole_picture_is_seen_at_first(viewport: Viewport) -> None:
    assert viewport.is_fitted
    assert viewport.area() == ROOM
    assert viewport.zoom == pytest.approx(0.5)


def test_what_is_under_the_pointer_stays_there_while_the_wheel_turns(viewport: Viewport) -> None:
    pointer = QPointF(300, 200)
    before = shown_at(viewport, pointer)
    for notches in (1, 1, 1, 2, -1):
        viewport.turn(notches, pointer)
        after = shown_at(viewport, pointer)
        assert (after - before).manhattanLength() < 4  # the picture lies on whole device pixels


def test_the_wheel_rests_where_pixels_are_whole(viewport: Viewport) -> None:
    seen = []
    for _ in range(14):
        viewport.turn(1, ROOM.center())
        seen.append(viewport.zoom)
    assert {1.0, 2.0, 3.0, 4.0, 5.0} <= set(seen)
    assert max(seen) <= 8
    back = []
    for _ in range(14):
        viewport.turn(-1, ROOM.center())
        back.append(viewport.zoom)
    assert {2.0, 1.0} <= set(back)


def test_it_is_never_smaller_than_fitted(viewport: Viewport) -> None:
    viewport.step(1)
    viewport.turn(-30, ROOM.center())
    assert viewport.is_fitted
    viewport.step(-1)
    assert viewport.is_fitted


def test_no_ground_is_seen_beside_a_picture_that_is_close(viewport: Viewport) -> None:
    viewport.zoom_to(2.0)
    for by in (QPointF(9000, 9000), QPointF(-9000, -9000), QPointF(9000, -9000)):
        viewport.pan(by)
        assert viewport.area().contains(ROOM)


def test_the_keys_step_through_round_factors_up_and_down(viewport: Viewport) -> None:
    up = []
    for _ in range(4):
        viewport.step(1)
        up.append(viewport.zoom)
    assert up == [0.67, 0.75, 1.0, 1.25]
    viewport.step(-1)
    assert viewport.zoom == 1.0


def test_one_to_one_counts_the_screens_own_pixels() -> None:
    viewport = Viewport()
    viewport.set_room(ROOM, 2.0)
    viewport.set_size(QSize(3840, 2160))
    viewport.zoom_to(1.0)
    assert viewport.area().width() == 1920


def test_a_screen_of_another_size_keeps_what_was_in_the_middle(viewport: Viewport) -> None:
    viewport.zoom_to(2.0)
    viewport.pan(QPointF(400, 0))
    area = viewport.area()
    share = (ROOM.center().x() - area.left()) / area.width()
    viewport.set_size(QSize(3840, 2160))
    area = viewport.area()
    assert (ROOM.center().x() - area.left()) / area.width() == pytest.approx(share, abs=0.002)


def test_a_room_grown_larger_than_the_picture_fits_it(viewport: Viewport) -> None:
    viewport.zoom_to(0.6)
    viewport.set_room(QRectF(0, 0, 1920, 1080), 1.0)
    assert viewport.is_fitted
