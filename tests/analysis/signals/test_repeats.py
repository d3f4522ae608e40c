"""Back and forth, undone again, edited again."""

import pytest

from observer.analysis.signals.run import signals_of
from observer.analysis.signals.settings import SignalSettings
from observer.analysis.tracks import Tracks
from observer.model.samples import KeyClass
from tests.analysis.signals.hand import Hand


def reasons(tracks: Tracks, rule: str) -> list[str]:
    settings = SignalSettings(only=frozenset({rule}))
    return [signal.reason for signal in signals_of(tracks, settings)]


def between(pages: int, visit_ms: int = 4000, title: str = "Item") -> Hand:
    hand = Hand().wait(60_000)
    for number in range(pages):
        hand.front("Basket" if number % 2 else title).wait(visit_ms)
    return hand.front("Thank you").wait(60_000)


def test_three_returns_to_a_page_with_nothing_done_are_told_with_both_names() -> None:
    (reason,) = reasons(between(6).tracks(), "back-and-forth")
    assert reason == (
        "Back to “Basket” 3 times within 20 s, from “Item” and the like, "
        "with nothing entered or copied there."
    )


def test_two_returns_or_long_visits_are_ordinary() -> None:
    assert not reasons(between(4).tracks(), "back-and-forth")
    assert not reasons(between(8, visit_ms=22_000).tracks(), "back-and-forth")


def test_a_title_that_only_counts_is_the_same_page() -> None:
    hand = Hand().wait(1000)
    for number in range(12):
        hand.front(f"Inbox ({number % 2})").wait(2000)
    assert not reasons(hand.tracks(), "back-and-forth")


@pytest.mark.parametrize(
    ("key_class", "key"),
    [(KeyClass.CHARACTER, ""), (KeyClass.SHORTCUT, "Ctrl+V"), (KeyClass.SHORTCUT, "Ctrl+C")],
)
def test_copying_or_writing_between_windows_is_work(key_class: KeyClass, key: str) -> None:
    hand = Hand().wait(60_000)
    for number in range(10):
        hand.front("Item" if number % 2 else "Basket").wait(2000).key(key_class, key).wait(1000)
    assert not reasons(hand.tracks(), "back-and-forth")


def test_a_row_of_different_pages_goes_nowhere_twice() -> None:
    hand = Hand().wait(1000)
    for name in "abcdefgh":
        hand.front(f"Page {name}").wait(3000)
    assert not reasons(hand.tracks(), "back-and-forth")


def test_four_undos_in_a_row_are_told_and_three_are_not() -> None:
    (reason,) = reasons(
        Hand().key(KeyClass.SHORTCUT, "Ctrl+z", times=4, gap_ms=500).tracks(), "repeated-undo"
    )
    assert reason == "Undo was asked for 4 times within 1.5 s."
    assert not reasons(
        Hand().key(KeyClass.SHORTCUT, "Ctrl+z", times=3, gap_ms=500).tracks(), "repeated-undo"
    )
    slow = Hand().key(KeyClass.SHORTCUT, "Ctrl+z", times=4, gap_ms=5_000)
    assert not reasons(slow.tracks(), "repeated-undo")


def retyped(times: int, erased: int) -> Hand:
    hand = Hand()
    for _ in range(times):
        hand.type(9).wait(500).key(KeyClass.EDITING, "Backspace", times=erased, gap_ms=90)
    return hand


def test_a_text_that_is_typed_and_erased_three_times_is_told() -> None:
    (reason,) = reasons(retyped(3, 8).tracks(), "repeated-undo")
    assert reason.startswith("Typed and erased again 3 times, 6 keys or more each, within ")


def test_slips_and_one_long_erasing_are_ordinary() -> None:
    assert not reasons(retyped(8, 3).tracks(), "repeated-undo")
    assert not reasons(retyped(1, 40).tracks(), "repeated-undo")


def corrected(times: int, *, erases: bool = True, y: int = 300) -> Hand:
    hand = Hand().wait(1000)
    for number in range(times):
        hand.move(400, y).click().wait(300)
        if number and erases:
            hand.key(KeyClass.SHORTCUT, "Ctrl+a")
        hand.type(6).wait(400).move(600, 700).click().wait(1500)
    return hand


def test_a_field_corrected_three_times_is_told_with_its_place() -> None:
    (signal,) = signals_of(corrected(4).tracks(), SignalSettings(only=frozenset({"edited-again"})))
    assert (signal.x, signal.y) == (400, 300)
    assert signal.reason.startswith("The same field was filled in and then corrected 3 times")


def test_two_corrections_are_ordinary() -> None:
    assert not reasons(corrected(3).tracks(), "edited-again")


def test_a_chat_is_written_anew_each_time_and_nothing_is_erased() -> None:
    assert not reasons(corrected(8, erases=False).tracks(), "edited-again")


def test_one_visit_with_several_clicks_is_one_edit() -> None:
    hand = Hand().wait(1000).move(400, 300)
    for _ in range(6):
        hand.click().wait(300).key(KeyClass.EDITING, "Backspace").type(2)
    assert not reasons(hand.tracks(), "edited-again")


def test_the_same_place_on_another_page_is_another_field() -> None:
    hand = Hand().wait(1000)
    for number in range(6):
        hand.front(f"Page {'abcdef'[number]}").move(400, 300).click().wait(300)
        hand.key(KeyClass.EDITING, "Backspace").type(4).move(600, 700).click().wait(900)
    assert not reasons(hand.tracks(), "edited-again")
