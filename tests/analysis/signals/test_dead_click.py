"""Dead clicks: what fires, and what does not."""

from hypothesis import given
from hypothesis import strategies as st

from observer.analysis.signals.dead_click import DeadClick
from observer.analysis.signals.run import signals_of
from observer.analysis.signals.settings import SignalSettings
from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import KeyClass
from observer.model.span import Span
from tests.analysis.signals.hand import Hand


def found(tracks: Tracks, **thresholds: int) -> list[str]:
    settings = SignalSettings({"dead-click": DeadClick(**thresholds)}, frozenset({"dead-click"}))
    return [signal.reason for signal in signals_of(tracks, settings)]


def aimed() -> Hand:
    return Hand().wait(1000).move(400, 400).wait(200)


def test_an_aimed_click_to_which_nothing_happens_is_dead_and_says_for_how_long() -> None:
    assert found(aimed().click().wait(6000).tracks()) == [
        "A click was followed by 3.0 s in which neither the picture in its window nor the focus "
        "nor a title changed."
    ]


def test_several_tries_at_one_place_are_one_signal() -> None:
    (reason,) = found(aimed().click().wait(1500).click().wait(1500).click().wait(5000).tracks())
    assert reason.startswith("3 clicks at one place were followed by 3.0 s")


def test_anything_that_changes_in_the_window_makes_it_alive() -> None:
    assert not found(aimed().click().wait(2000).draws(50, 50, 30, 30).wait(4000).tracks())


def test_a_change_in_another_window_does_not() -> None:
    assert found(aimed().click().wait(2000).draws(1200, 50, 30, 30).wait(4000).tracks())


def test_a_change_after_the_three_seconds_comes_too_late() -> None:
    assert found(aimed().click().wait(3200).draws(50, 50, 30, 30).wait(4000).tracks())


def test_a_button_that_looks_pressed_and_back_is_dead_all_the_same() -> None:
    hand = Hand().draws(380, 380, 60, 40, content=1).wait(1000).move(400, 400).press().wait(10)
    hand.draws(380, 380, 60, 40, content=2).wait(60).release().wait(10)
    assert found(hand.draws(380, 380, 60, 40, content=1).wait(5000).tracks())


def test_another_window_or_title_makes_it_alive() -> None:
    assert not found(aimed().click().wait(2500).front("Item").wait(4000).tracks())


def test_a_click_where_the_pointer_lay_was_not_aimed() -> None:
    assert not found(aimed().wait(5000).click().wait(5000).tracks())
    assert found(aimed().wait(5000).click().wait(5000).tracks(), aimed_px=0)


def test_who_goes_on_at_once_has_not_waited() -> None:
    assert not found(aimed().click().wait(2000).move(700, 100).click().draws(1, 1, 9, 9).tracks())
    assert not found(aimed().click().wait(1000).scroll().wait(5000).tracks())


def test_a_click_into_a_field_that_is_typed_into_did_its_work() -> None:
    assert not found(aimed().click().wait(800).type(4).wait(5000).tracks())
    assert not found(aimed().click().wait(900).click().wait(1500).type(4).wait(5000).tracks())


def test_a_drag_is_no_click() -> None:
    assert not found(aimed().press().move(500, 400).release().wait(5000).tracks())


def test_nothing_is_said_of_a_stretch_that_was_not_recorded() -> None:
    hand = aimed().click()
    pause = Span((hand.at_ms + 500) * NS_PER_MS, (hand.at_ms + 900) * NS_PER_MS)
    assert not found(hand.wait(6000).tracks(gaps=(pause,)))


def test_without_a_picture_or_windows_it_is_silent() -> None:
    hand = aimed().click().wait(6000)
    assert not found(hand.log())
    assert not found(hand.tracks(windows=None))
    assert not found(hand.tracks(picture=None))


def test_rage_clicks_are_not_told_twice() -> None:
    rules = {signal.rule for signal in signals_of(aimed().click(6, 300).wait(5000).tracks())}
    assert rules == {"rage-clicks"}


@given(st.integers(0, 6000), st.integers(1000, 5000))
def test_a_change_counts_exactly_while_the_click_is_watched(after_ms: int, quiet_ms: int) -> None:
    hand = aimed().press().release().wait(after_ms).draws(50, 50, 20, 20, content=7)
    dead = bool(found(hand.wait(9000).tracks(), quiet_ms=quiet_ms))
    assert dead is (after_ms > quiet_ms)


def test_typing_elsewhere_by_shortcut_is_no_use_of_a_selection() -> None:
    hand = aimed().click().wait(3200).key(KeyClass.SHORTCUT, "Ctrl+P").wait(4000)
    assert found(hand.tracks())
