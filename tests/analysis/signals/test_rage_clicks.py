"""Rage clicks: what fires, and what ordinary work does that looks alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.analysis.signals.rage_clicks import RageClicks
from observer.analysis.signals.run import signals_of
from observer.analysis.signals.settings import SignalSettings
from observer.analysis.tracks import Tracks
from observer.model.samples import KeyClass
from tests.analysis.signals.hand import Hand

ONLY = frozenset({"rage-clicks"})


def reasons(tracks: Tracks, **thresholds: int) -> list[str]:
    settings = SignalSettings({"rage-clicks": RageClicks(**thresholds)}, only=ONLY)
    return [signal.reason for signal in signals_of(tracks, settings)]


def angry(times: int = 5, gap_ms: int = 400) -> Hand:
    return Hand().wait(1000).move(300, 300).click(times, gap_ms)


def test_five_quick_clicks_that_do_nothing_are_rage_clicks_and_say_their_numbers() -> None:
    (signal,) = signals_of(angry().tracks(), SignalSettings(only=ONLY))
    assert (signal.x, signal.y) == (300, 300)
    assert signal.end_ns - signal.start_ns == 1_680_000_000
    assert (
        signal.reason
        == "5 clicks within 1.7 s and 0 px of each other, and nothing near them changed."
    )


def test_three_clicks_are_too_few() -> None:
    assert not reasons(angry(3).tracks())
    assert reasons(angry(3).tracks(), clicks=3)


def test_a_pause_of_more_than_a_second_parts_the_row() -> None:
    assert not reasons(angry(6, gap_ms=1_100).tracks())
    assert reasons(angry(6, gap_ms=990).tracks())


def test_clicks_further_apart_than_thirty_pixels_are_no_row() -> None:
    hand = Hand().wait(500).move(300, 300)
    for number in range(6):
        hand.move(300 + 40 * (number % 2), 300, 100).click().wait(150)
    assert not reasons(hand.tracks())


def test_a_stepper_whose_number_changes_beside_it_is_ordinary() -> None:
    hand = Hand().wait(1000).move(300, 300)
    for number in range(6):
        hand.click().wait(30).draws(250, 290, 40, 20, content=number + 1).wait(250)
    assert not reasons(hand.tracks())


def test_a_button_that_only_looks_pressed_and_back_is_no_change() -> None:
    hand = Hand().draws(250, 280, 100, 40, content=1).wait(1000).move(300, 300)
    for _ in range(5):
        hand.press().wait(10).draws(250, 280, 100, 40, content=2).wait(70)
        hand.release().wait(10).draws(250, 280, 100, 40, content=1).wait(300)
    assert reasons(hand.tracks())


def test_the_focus_frame_that_the_first_click_leaves_is_no_work_of_the_row() -> None:
    hand = Hand().draws(250, 280, 100, 40, content=1).wait(1000).move(300, 300)
    hand.click().wait(20).draws(250, 280, 100, 40, content=5).wait(300).click(5)
    assert reasons(hand.tracks())


def test_something_far_away_that_changes_does_not_excuse_the_row() -> None:
    hand = Hand().wait(1000).move(300, 300).click(3).wait(300)
    assert reasons(hand.draws(900, 700, 50, 50, content=3).click(3).tracks())


def test_clicks_that_bring_another_window_or_title_did_something() -> None:
    for application, title in (("shop", "Item 2"), ("mail", "Basket")):
        hand = angry(3).wait(200).front(title, application).wait(200).click(3)
        assert not reasons(hand.tracks())


def test_a_window_that_only_moved_or_grew_does_not_excuse_the_row() -> None:
    hand = angry(3).wait(200).front("Basket").wait(200).click(3)
    assert reasons(hand.tracks())


def test_clicks_that_selected_text_which_is_then_copied_or_typed_over_are_ordinary() -> None:
    for key_class, key in (
        (KeyClass.SHORTCUT, "Ctrl+C"),
        (KeyClass.CHARACTER, ""),
        (KeyClass.EDITING, "Backspace"),
    ):
        assert not reasons(angry().wait(500).key(key_class, key).tracks())


def test_a_key_or_the_wheel_between_the_clicks_parts_them() -> None:
    assert not reasons(angry(2).scroll(1).click(3).tracks())


def test_a_held_button_that_drags_is_no_click() -> None:
    hand = Hand().wait(500).move(300, 300)
    for _ in range(5):
        hand.press().move(325, 300, 100).release().move(300, 300, 100)
    assert not reasons(hand.tracks())


def test_without_a_picture_more_clicks_in_half_the_time_are_asked_for() -> None:
    assert not reasons(angry(9, 400).log())
    assert not reasons(angry(10, 600).log())
    (reason,) = reasons(angry(10, 400).log())
    assert reason.endswith("and what the picture did is not known.")


def test_without_a_picture_games_places_used_again_and_work_that_goes_on_are_ordinary() -> None:
    assert not reasons(angry(20, 200).log())
    assert not reasons(angry(10, 400).wait(20_000).move(305, 300).click(5, 300).log())
    assert not reasons(angry(10, 400).wait(1_000).move(600, 300).click().log())


def test_clicks_each_of_which_changes_something_in_the_window_are_a_game() -> None:
    hand = Hand().draws(800, 100, 60, 20, content=99).wait(5000).move(300, 300)
    for number in range(8):
        hand.click().wait(30).draws(800, 100, 60, 20, content=number + 1).wait(200)
    assert not reasons(hand.tracks())


def test_a_picture_that_moves_by_itself_does_not_excuse_the_row() -> None:
    hand = Hand().draws(800, 100, 60, 20, content=1).wait(1000).move(300, 300)
    for number in range(8):
        hand.wait(100).draws(800, 100, 60, 20, content=number + 1).wait(100)
    for number in range(8):
        hand.click().wait(30).draws(800, 100, 60, 20, content=number + 20).wait(200)
    for number in range(8):
        hand.wait(100).draws(800, 100, 60, 20, content=number + 40).wait(100)
    assert reasons(hand.tracks())


def test_pictures_that_nobody_compared_make_no_signal() -> None:
    from observer.analysis.picture_track import PictureTrack

    assert not reasons(angry().tracks(picture=PictureTrack()))


@pytest.mark.parametrize(
    ("name", "value"), [("clicks", 2), ("clicks", 21), ("gap_ms", 100), ("reach_px", 1.5)]
)
def test_thresholds_out_of_bounds_are_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        RageClicks(**{name: value})  # type: ignore[arg-type]  # on purpose


@given(st.integers(1, 12), st.integers(200, 1_500))
def test_any_row_of_dead_clicks_fires_by_its_count_and_gap_alone(times: int, gap_ms: int) -> None:
    fired = bool(reasons(angry(times, gap_ms).tracks()))
    assert fired is (times >= 4 and gap_ms <= 1_000)
