"""Key classes, thinned moves and the server's clock, without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.capture.input.keyboard import Keyboard
from observer.capture.input.server_time import ServerTime
from observer.capture.input.thinning import SLOT_NS, MoveThinner
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.samples import InputEvent, InputKind, KeyClass

SHIFT, CONTROL, ALT, NUM, SUPER, ALTGR = 1, 4, 8, 16, 64, 128
KEYS = {
    37: (0xFFE3,),
    64: (0xFFE9, 0xFFE7),
    77: (0xFF7F,),
    133: (0xFFEB,),
    92: (0xFE03,),
    50: (0xFFE1,),
    54: (ord("c"), ord("C")),
    26: (ord("e"), ord("E"), 0, 0, 0x20AC),
    40: (0x06D7, 0x06F7, ord("d"), ord("D")),  # Cyrillic first, Latin second
    79: (0xFF95, 0xFFB7),
    23: (0xFF09, 0xFE20),
    65: (0x20,),
    9: (0xFF1B,),
    123: (0x1008FF13,),
    96: (0xFFC9,),
}
#              Shift Lock  Control Alt    NumLock Mod3 Super  AltGr
KEYBOARD = Keyboard.from_mapping(KEYS, [50, 0, 0, 0, 37, 0, 64, 0, 77, 0, 0, 0, 133, 0, 92, 0], 2)


@pytest.mark.parametrize(
    ("code", "state", "expected"),
    [
        (54, 0, (KeyClass.CHARACTER, "")),
        (54, SHIFT, (KeyClass.CHARACTER, "")),
        (54, CONTROL, (KeyClass.SHORTCUT, "Ctrl+C")),
        (54, CONTROL | SHIFT | SUPER, (KeyClass.SHORTCUT, "Ctrl+Shift+Super+C")),
        (26, ALTGR, (KeyClass.CHARACTER, "")),
        (26, ALTGR | CONTROL, (KeyClass.CHARACTER, "")),
        (40, 0, (KeyClass.CHARACTER, "")),
        (40, CONTROL, (KeyClass.SHORTCUT, "Ctrl+D")),
        (79, 0, (KeyClass.NAVIGATION, "Home")),
        (79, NUM, (KeyClass.CHARACTER, "")),
        (79, NUM | SHIFT, (KeyClass.NAVIGATION, "Home")),
        (23, SHIFT, (KeyClass.EDITING, "Tab")),
        (23, ALT, (KeyClass.SHORTCUT, "Alt+Tab")),
        (65, 0, (KeyClass.CHARACTER, "")),
        (65, CONTROL, (KeyClass.SHORTCUT, "Ctrl+Space")),
        (9, 0, (KeyClass.FUNCTION, "Escape")),
        (96, 0, (KeyClass.FUNCTION, "F12")),
        (123, 0, (KeyClass.FUNCTION, "")),
        (37, 0, (KeyClass.MODIFIER, "")),
        (92, CONTROL, (KeyClass.MODIFIER, "")),
        (200, 0, (KeyClass.CHARACTER, "")),
        (200, CONTROL, (KeyClass.SHORTCUT, "Ctrl+?")),
    ],
)
def test_a_key_is_told_by_its_class(code: int, state: int, expected: tuple[KeyClass, str]) -> None:
    assert KEYBOARD.classify(code, state) == expected


@given(st.sampled_from(sorted(KEYS)), st.integers(0, 255))
def test_a_character_never_has_a_name(code: int, state: int) -> None:
    key_class, name = KEYBOARD.classify(code, state)
    assert key_class is not KeyClass.CHARACTER or name == ""
    assert key_class is not KeyClass.SHORTCUT or state & (CONTROL | ALT | SUPER)


@given(st.integers(0, 2**42), st.integers(-(2**31) + 1, 2**31 - 1), st.integers(-(2**60), 2**60))
def test_the_servers_time_is_found_over_any_number_of_wraps(
    now_ms: int, ago_ms: int, offset_ns: int
) -> None:
    event_ms = now_ms - ago_ms
    near_ns = now_ms * NS_PER_MS + offset_ns
    found = ServerTime(offset_ns).to_monotonic_ns(event_ms % 2**32, near_ns)
    assert found == event_ms * NS_PER_MS + offset_ns


def test_an_event_before_the_wrap_is_told_after_it() -> None:
    time = ServerTime(0)
    wrap_ns = 2**32 * NS_PER_MS
    assert time.to_monotonic_ns(2**32 - 5, wrap_ns + 3 * NS_PER_MS) == wrap_ns - 5 * NS_PER_MS
    assert time.to_monotonic_ns(2, wrap_ns + 3 * NS_PER_MS) == wrap_ns + 2 * NS_PER_MS


@given(st.lists(st.integers(0, 5 * NS_PER_SECOND), min_size=1, max_size=200))
def test_at_most_one_move_a_sixtieth_of_a_second_is_told(times_ns: list[int]) -> None:
    thinner = MoveThinner()
    told: list[InputEvent] = []
    for time_ns in sorted(times_ns):
        told += thinner.take(InputEvent(time_ns, InputKind.MOVE, x=time_ns))
    told += thinner.flush()
    slots = [event.time_ns // SLOT_NS for event in told]
    assert slots == sorted({time_ns // SLOT_NS for time_ns in times_ns})
    assert told[-1].time_ns == max(times_ns)
    assert not thinner.waiting


def test_a_press_is_told_after_the_move_that_led_to_it() -> None:
    thinner = MoveThinner()
    move, press = InputEvent(1, InputKind.MOVE, 3, 4), InputEvent(2, InputKind.PRESS, 3, 4)
    assert list(thinner.take(move)) == []
    assert list(thinner.take(press)) == [move, press]


def test_of_moves_between_many_clicks_one_a_slot_is_told() -> None:
    thinner = MoveThinner()
    told: list[InputEvent] = []
    times_ns = range(0, SLOT_NS, SLOT_NS // 20)
    for time_ns in times_ns:
        told += thinner.take(InputEvent(time_ns, InputKind.MOVE, x=time_ns))
        told += thinner.take(InputEvent(time_ns, InputKind.PRESS, x=time_ns))
    assert sum(event.kind is InputKind.MOVE for event in told) == 1
    assert sum(event.kind is InputKind.PRESS for event in told) == len(times_ns)
    last = InputEvent(SLOT_NS - 1, InputKind.MOVE, x=7)
    assert list(thinner.take(last)) == []
    assert list(thinner.flush()) == [last]
