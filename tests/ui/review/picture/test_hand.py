"""What the hand did, as it is told at a moment."""

from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.ui.review.picture.hand import TYPING, Hand, hand_of

SECOND_MS = 1000


def key(at_ms: int, key_class: KeyClass, name: str = "") -> InputEvent:
    return InputEvent(at_ms * NS_PER_MS, InputKind.KEY, key_class=key_class, key=name)


def told(hand: Hand, at_ms: int) -> list[tuple[str, int]]:
    seen = hand.keys.at(at_ms * NS_PER_MS, 0, 2 * SECOND_MS * NS_PER_MS, 3)
    return [(run.label, run.count) for run in seen]


def test_characters_in_a_row_are_one_run_and_capitals_do_not_break_it() -> None:
    events = []
    for number in range(14):
        if number == 5:
            events.append(key(number * 100 - 40, KeyClass.MODIFIER))
        events.append(key(number * 100, KeyClass.CHARACTER))
    assert told(hand_of(events), 1300) == [(TYPING, 14)]


def test_a_run_counts_only_what_was_done_by_then() -> None:
    hand = hand_of([key(number * 100, KeyClass.EDITING, "Backspace") for number in range(9)])
    assert told(hand, 210) == [("Backspace", 3)]
    assert told(hand, 800) == [("Backspace", 9)]


def test_a_correction_is_told_between_what_was_typed() -> None:
    events = [
        *(key(at, KeyClass.CHARACTER) for at in (0, 100, 200)),
        *(key(at, KeyClass.EDITING, "Backspace") for at in (300, 400)),
        *(key(at, KeyClass.CHARACTER) for at in (500, 600)),
        key(700, KeyClass.SHORTCUT, "Ctrl+S"),
    ]
    assert told(hand_of(events), 650) == [(TYPING, 3), ("Backspace", 2), (TYPING, 2)]
    assert told(hand_of(events), 750) == [("Backspace", 2), (TYPING, 2), ("Ctrl+S", 1)]


def test_after_a_pause_the_count_begins_again_and_what_is_old_is_gone() -> None:
    hand = hand_of([key(at, KeyClass.CHARACTER) for at in (0, 100, 4000, 4100)])
    assert told(hand, 2200) == []
    assert told(hand, 4150) == [(TYPING, 2)]


def test_a_key_without_a_name_is_told_by_its_class() -> None:
    assert told(hand_of([key(0, KeyClass.FUNCTION)]), 10) == [("function key", 1)]


def test_turns_of_the_wheel_add_up_in_one_direction() -> None:
    def turn(at_ms: int, dx: int, dy: int) -> InputEvent:
        return InputEvent(at_ms * NS_PER_MS, InputKind.SCROLL, 30, 40, dx=dx, dy=dy)

    hand = hand_of([turn(0, 0, 1), turn(50, 0, 2), turn(100, 0, -1), turn(900, 3, 0)])
    seen = hand.scrolls.at(60 * NS_PER_MS, 0, 700 * NS_PER_MS, 1)
    assert [(run.label, run.count, run.place) for run in seen] == [("down", 3, (30, 40))]
    assert hand.scrolls.at(110 * NS_PER_MS, 0, 700 * NS_PER_MS, 1)[0].label == "up"
    assert hand.scrolls.at(950 * NS_PER_MS, 0, 700 * NS_PER_MS, 1)[0].label == "right"


def test_what_was_done_on_a_screen_of_another_size_has_no_place_on_this_one() -> None:
    moves = [InputEvent(at * NS_PER_MS, InputKind.MOVE, at, at) for at in range(0, 1000, 100)]
    hand = hand_of(moves)
    assert len(hand.moves.between(500 * NS_PER_MS, 950 * NS_PER_MS)) == 5
