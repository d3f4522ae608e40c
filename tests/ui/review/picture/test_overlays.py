"""What is drawn over the picture, judged by its pixels."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.session.captions import Caption
from observer.ui.review.picture.hand import hand_of
from observer.ui.review.picture.layers import Layer, Layers
from observer.ui.review.picture.view import PictureView
from tests.ui.review.picture.conftest import at, changed_pixels, plain

MS = NS_PER_MS


def photograph(view: PictureView, time_ms: int) -> QImage:
    view.set_time(time_ms * MS)
    return view.grab().toImage()


def centre_of(pixels: list[tuple[int, int]]) -> QPointF:
    assert pixels
    across, down = [x for x, _ in pixels], [y for _, y in pixels]
    return QPointF((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)


def near(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() <= 4


def press(at_ms: int, x: int, y: int, button: str = "left") -> InputEvent:
    return InputEvent(at_ms * MS, InputKind.PRESS, x, y, button)


@pytest.mark.parametrize("zoom", [0.0, 2.0])
def test_a_click_is_ringed_where_it_was_however_close_the_picture(
    view: PictureView, zoom: float
) -> None:
    view.layers.set_wanted(Layer.TRAIL, False)
    view.set_hand(hand_of([press(1000, 210, 130)]))
    view.viewport.zoom_to(zoom)
    before, after = photograph(view, 900), photograph(view, 1100)
    assert near(centre_of(changed_pixels(before, after)), at(view, 210, 130))
    assert not changed_pixels(before, photograph(view, 1500))


def test_the_right_button_says_its_name(view: PictureView) -> None:
    view.layers.set_wanted(Layer.TRAIL, False)
    still = photograph(view, 0)
    drawn = []
    for button in ("left", "right"):
        view.set_hand(hand_of([press(1000, 200, 120, button)]))
        drawn.append(changed_pixels(still, photograph(view, 1050)))
    # The words stand on the right of the ring: that side reaches further.
    left, right = (max(x for x, _ in pixels) for pixels in drawn)
    assert right > left + 20


def test_the_trail_follows_the_hand_and_is_gone_after_a_while(view: PictureView) -> None:
    moves = [InputEvent(t * MS, InputKind.MOVE, 50 + t // 10, 60) for t in range(0, 1001, 20)]
    view.set_hand(hand_of(moves))
    still = photograph(view, 9000)
    pixels = changed_pixels(still, photograph(view, 1000))
    area = at(view, 50, 60), at(view, 150, 60)
    assert abs(max(x for x, _ in pixels) - area[1].x()) < 5
    assert all(abs(y - area[0].y()) < 5 for _, y in pixels)
    assert not changed_pixels(still, photograph(view, 2600))


def test_no_trail_leads_over_from_a_screen_of_another_size(view: PictureView) -> None:
    moves = [InputEvent(t * MS, InputKind.MOVE, 300, 50 + t // 20) for t in range(0, 1001, 20)]
    view.set_hand(hand_of(moves))
    view.set_starts([0, 1010 * MS])
    still = photograph(view, 9000)
    assert changed_pixels(still, photograph(view, 1000))
    assert not changed_pixels(still, photograph(view, 1020))


def test_keys_scrolling_and_captions_are_drawn_and_each_can_be_switched_off(
    view: PictureView,
) -> None:
    keys = [
        InputEvent(t * MS, InputKind.KEY, key_class=KeyClass.CHARACTER) for t in (900, 950, 990)
    ]
    wheel = [InputEvent(980 * MS, InputKind.SCROLL, 200, 60, dy=2)]
    view.set_hand(hand_of(sorted(keys + wheel, key=lambda event: event.time_ns)))
    view.set_captions([Caption(500 * MS, 1500 * MS, "Where is the total?")])
    for layer in Layer:
        view.layers.set_wanted(layer, False)
    still = photograph(view, 1000)
    for layer in (Layer.KEYS, Layer.SCROLLING, Layer.CAPTIONS):
        view.layers.set_wanted(layer, True)
        assert changed_pixels(still, photograph(view, 1000)), layer
        view.layers.set_wanted(layer, False)
        assert not changed_pixels(still, photograph(view, 1000)), layer


def test_words_at_the_foot_keep_clear_of_each_other_and_of_the_face(view: PictureView) -> None:
    view.show_face(plain(64, 48))
    view.set_captions([Caption(0, 2000 * MS, "I would expect the total to be at the top of it")])
    view.set_hand(hand_of([InputEvent(900 * MS, InputKind.KEY, key_class=KeyClass.CHARACTER)]))
    view.layers.set_wanted(Layer.KEYS, False)
    captioned = photograph(view, 1000)
    words = changed_pixels(photograph(view, 3000), captioned)
    view.layers.set_wanted(Layer.KEYS, True)
    strip = changed_pixels(captioned, photograph(view, 1000))
    assert max(y for _, y in strip) < min(y for _, y in words)
    assert max(x for x, _ in words) < view.face_area().left()


def test_words_use_the_ground_below_a_wide_picture(view: PictureView) -> None:
    view.show_image(plain(400, 100))
    view.set_captions([Caption(0, 2000 * MS, "Hm")])
    words = changed_pixels(photograph(view, 3000), photograph(view, 1000))
    assert min(y for _, y in words) > view.viewport.area().bottom()


def test_what_was_switched_off_stays_off(view: PictureView, qtbot: QtBot) -> None:
    view.layers.toggle(Layer.TRAIL)
    again = Layers()
    assert not again.is_wanted(Layer.TRAIL)
    assert again.is_wanted(Layer.CLICKS)


def test_several_captions_at_once_are_all_told(view: PictureView) -> None:
    captions = [
        Caption(0, 9000 * MS, "Ada: one long sentence"),
        Caption(1000 * MS, 2000 * MS, "Bo: yes"),
        Caption(3000 * MS, 4000 * MS, "Bo: no"),
    ]
    view.set_captions(captions)
    line = view._overlays.captions
    assert line.words_at(1500 * MS) == "Ada: one long sentence\nBo: yes"
    assert line.words_at(3500 * MS) == "Ada: one long sentence\nBo: no"
    assert line.words_at(9000 * MS) == ""
