"""A thrashing pointer, hesitation, and waits without feedback."""

from dataclasses import replace
from math import pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.analysis.loudness import Loudness
from observer.analysis.picture_track import PictureTrack
from observer.analysis.signals.run import signals_of
from observer.analysis.signals.settings import SignalSettings
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.picture_change import Stir
from observer.model.samples import InputEvent, InputKind
from observer.model.sitting import Attempt
from tests.analysis.signals.hand import Hand

ATTEMPT = (Attempt("a", "s", "t", 0),)


def reasons(tracks: Tracks, rule: str) -> list[str]:
    settings = SignalSettings(only=frozenset({rule}))
    return [signal.reason for signal in signals_of(tracks, settings)]


def shaken(
    turns_a_second: float, swing_px: int, seconds: float = 3.0, held: bool = False
) -> Tracks:
    events = [InputEvent(0, InputKind.PRESS, 500, 500, button="left")] if held else []
    for step in range(round(seconds * 60)):
        x = round(500 + swing_px / 2 * sin(pi * turns_a_second * step / 60))
        events.append(InputEvent(step * NS_PER_MS * 1000 // 60, InputKind.MOVE, x, 500))
    return Tracks(10_000 * NS_PER_MS, tuple(events))


def test_a_shaken_mouse_is_found_once_with_its_turns() -> None:
    (reason,) = reasons(shaken(12, 200), "thrashing-pointer")
    assert reason.startswith("The pointer turned 3")
    assert reason.endswith("by 30 px or more each time.")


@pytest.mark.parametrize(("turns", "swing"), [(8, 200), (12, 20)], ids=["too slow", "a tremor"])
def test_slow_or_small_swings_are_ordinary(turns: float, swing: int) -> None:
    assert not reasons(shaken(turns, swing), "thrashing-pointer")


def test_swings_with_a_button_held_are_drawing() -> None:
    assert not reasons(shaken(12, 200, held=True), "thrashing-pointer")


def test_one_long_way_is_no_turn_however_fast() -> None:
    hand = Hand()
    for number in range(10):
        hand.move(100 + 90 * number, 50 + 70 * number, 100)
    assert not reasons(hand.tracks(), "thrashing-pointer")


def paused(seconds: float) -> Hand:
    return Hand().wait(6000).move(300, 300).click().wait(round(seconds * 1000)).move(500, 400)


def test_a_long_pause_in_a_task_is_hesitation() -> None:
    (reason,) = reasons(paused(24).click().tracks(attempts=ATTEMPT), "hesitation")
    assert reason == "During a task nothing was done for 24 s, and then the work went on."


def test_a_pause_outside_of_a_task_or_a_short_one_is_not() -> None:
    assert not reasons(paused(24).click().tracks(), "hesitation")
    assert not reasons(paused(19).click().tracks(attempts=ATTEMPT), "hesitation")
    ended = (replace(ATTEMPT[0], end_ns=8_000 * NS_PER_MS),)
    assert not reasons(paused(24).click().tracks(attempts=ended), "hesitation")


def test_a_page_that_has_just_come_is_read_for_twice_as_long() -> None:
    for seconds, fires in ((30, False), (45, True)):
        hand = Hand().wait(6000).move(300, 300).click().wait(500).front("Item")
        hand.wait(seconds * 1000).move(500, 400).click()
        assert bool(reasons(hand.tracks(attempts=ATTEMPT), "hesitation")) is fires


def test_who_scrolls_on_was_reading() -> None:
    assert not reasons(paused(24).scroll().tracks(attempts=ATTEMPT), "hesitation")


def test_who_speaks_does_not_hesitate() -> None:
    hand = paused(24).click()
    quiet, spoken = [0.005] * 600, [0.005, 0.2] * 300
    for peaks, fires in ((quiet, True), (spoken, False)):
        voice = Loudness(100 * NS_PER_MS, tuple(peaks))
        tracks = hand.tracks(attempts=ATTEMPT, loudness=voice)
        assert bool(reasons(tracks, "hesitation")) is fires


def test_a_hand_that_trembles_on_the_mouse_does_nothing() -> None:
    hand = Hand().wait(6000).move(300, 300).click()
    for number in range(25):
        hand.wait(980).move(300 + number % 2, 300, 20)
    assert reasons(hand.move(600, 300).click().tracks(attempts=ATTEMPT), "hesitation")


def waited(ms: int, then: str = "Thank you") -> Hand:
    hand = Hand().draws(0, 0, 1000, 800, content=1).wait(1000).move(300, 300).click().wait(ms)
    return hand.draws(0, 0, 1000, 800, content=2).wait(30).front(then).wait(3000)


def test_an_answer_that_comes_late_and_unannounced_is_a_wait() -> None:
    (reason,) = reasons(waited(4000).tracks(), "long-wait")
    assert reason == "After a click nothing in its window changed for 4.1 s; then the answer came."


def test_an_answer_within_the_limit_is_none() -> None:
    assert not reasons(waited(2000).tracks(), "long-wait")


def test_a_click_that_had_its_effect_at_once_waits_for_nothing() -> None:
    hand = Hand().draws(0, 0, 1000, 800, content=1).wait(1000).move(300, 300).click().wait(100)
    hand.draws(600, 100, 200, 40).wait(6000).draws(0, 0, 1000, 800, content=2)
    assert not reasons(hand.wait(3000).tracks(), "long-wait")


def test_a_spinner_is_feedback() -> None:
    hand = Hand().draws(0, 0, 1000, 800, content=1).wait(1000).move(300, 300).click()
    for _ in range(30):
        hand.wait(200).draws(500, 400, 40, 40)
    hand.wait(100).draws(0, 0, 1000, 800, content=2).front("Item").wait(3000)
    assert not reasons(hand.tracks(), "long-wait")


def test_who_goes_on_working_does_not_wait() -> None:
    hand = Hand().draws(0, 0, 1000, 800, content=1).wait(1000).move(300, 300).click().wait(2000)
    hand.scroll().wait(2000).draws(0, 0, 1000, 800, content=2).wait(3000)
    assert not reasons(hand.tracks(), "long-wait")


def test_the_sizes_of_pictures_alone_tell_a_wait_where_another_title_ends_it() -> None:
    hand = waited(4000)
    end_ms = hand.windows[-1].time_ns // NS_PER_MS
    still = [Stir(at * NS_PER_MS, 48) for at in range(0, end_ms, 300)]
    late = [Stir((end_ms - 20) * NS_PER_MS, 9_000)]
    picture = PictureTrack(stirs=(*still, *late))
    assert reasons(hand.tracks(picture=picture), "long-wait")
    stirred = [Stir(at * NS_PER_MS, 48 if at < 2000 else 700) for at in range(0, end_ms, 300)]
    unknown = PictureTrack(stirs=(*stirred, *late))
    assert not reasons(hand.tracks(picture=unknown), "long-wait")


@given(st.integers(1, 12), st.integers(31, 400))
def test_turns_are_counted_by_swing_alone(turns: int, swing: int) -> None:
    from observer.analysis.signals.thrashing_pointer import turns_of

    places = [100 + swing * (number % 2) for number in range(turns + 2)]
    events = [InputEvent(n * NS_PER_MS, InputKind.MOVE, x, 5) for n, x in enumerate(places)]
    across, upright = turns_of(events, 30)
    assert (len(across), len(upright)) == (turns, 0)
