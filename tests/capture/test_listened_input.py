"""Mouse and keyboard through pynput: here on X, where it is used on Windows and macOS."""

import contextlib
import subprocess
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from Xlib.error import ConnectionClosedError

from observer.capture.input.listened import ListenedInput
from observer.capture.input.pressed_keys import PressedKeys
from observer.capture.protocol import Device
from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.plan import Region
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.model.sink import TrackFormat
from tests.capture.conformance import PATIENCE_S, DeviceConformance, ListSink
from tests.capture.xhands import Hands

SECRET = "xyzzyQ7"


class OnX(ListenedInput):
    def open(self) -> TrackFormat:
        track = super().open()
        # On X pynput says that it listens a moment before it does, and cannot be stopped in it.
        time.sleep(0.1)
        return track

    def _stop(self, listener: Any) -> None:
        super()._stop(listener)
        # On X pynput asks on the connection that carries the events, which hears nothing until
        # the next event; the other one is heard at once.
        with contextlib.suppress(ConnectionClosedError):
            listener._display_stop.record_disable_context(listener._context)
            listener._display_stop.flush()


@pytest.fixture
def hands(display: str) -> Iterator[Hands]:
    with Hands(display) as hands:
        hands.move(5, 5)
        yield hands


@pytest.mark.usefixtures("display")
class TestListenedInput(DeviceConformance):
    kind = TrackKind.INPUT
    _place = 0

    def make(self) -> Device:
        return OnX()

    def provoke(self) -> None:
        TestListenedInput._place = (self._place + 7) % 300
        with Hands() as hands:
            hands.move(10 + self._place, 20)


class Recording:
    """A device that listens; leaving it waits for a last click of the middle button."""

    def __init__(self, hands: Hands, region: Region | None = None) -> None:
        self.device, self._hands = OnX(region=region), hands

    def __enter__(self) -> "Recording":
        self.details = self.device.open().details
        clock = SessionClock.starting_now()
        self.sink = ListSink(clock)
        self.device.start(clock, self.sink)
        return self

    def __exit__(self, *_: object) -> None:
        self._hands.click(2)
        deadline = time.monotonic() + PATIENCE_S
        while not any(event.button == "middle" for event in self.events):
            assert time.monotonic() < deadline, self.events
            time.sleep(0.01)
        time.sleep(0.1)  # the keyboard is heard by another listener than the mouse
        self.device.close()
        assert self.device.problem == ""

    @property
    def events(self) -> list[InputEvent]:
        return [sample for sample in self.sink.samples if isinstance(sample, InputEvent)]

    def of(self, kind: InputKind) -> list[InputEvent]:
        return [e for e in self.events if e.kind is kind and e.button != "middle"]


def test_clicks_and_the_wheel_are_told_where_they_happen(hands: Hands) -> None:
    with Recording(hands, Region(40, 30, 320, 240)) as recording:
        hands.move(50, 35)
        for button in (1, 3, 8, 9, 4, 5, 6, 7):
            hands.click(button)
    presses = recording.of(InputKind.PRESS)
    assert [event.button for event in presses] == ["left", "right", "back", "forward"]
    assert {(event.x, event.y) for event in presses} == {(10, 5)}
    assert len(recording.of(InputKind.RELEASE)) == 4
    steps = [(event.dx, event.dy) for event in recording.of(InputKind.SCROLL)]
    assert steps == [(0, -1), (0, 1), (-1, 0), (1, 0)]
    assert recording.details["clock"] == "arrival"


def test_a_burst_of_moves_is_thinned_to_sixty_a_second(hands: Hands) -> None:
    with Recording(hands) as recording:
        started = time.monotonic()
        for x in range(300):
            hands.move(10 + x, 300)
        lasted_s = time.monotonic() - started
        time.sleep(0.1)
    moves = recording.of(InputKind.MOVE)
    slots = [event.time_ns * 60 // NS_PER_SECOND for event in moves]
    assert len(moves) <= 60 * (lasted_s + 0.5)
    assert len(slots) == len(moves) < 300
    assert (moves[-1].x, moves[-1].y) == (309, 300)


def test_no_typed_letter_is_stored_and_a_shortcut_is_named(hands: Hands) -> None:
    with Recording(hands) as recording:
        subprocess.run(["xdotool", "type", "--delay", "4", SECRET], check=True)
        keys = ["ctrl+c", "alt+F4", "BackSpace", "Left", "F5"]
        subprocess.run(["xdotool", "key", "--delay", "4", *keys], check=True)
    told = [e for e in recording.of(InputKind.KEY) if e.key_class is not KeyClass.MODIFIER]
    typed = [event for event in told if event.key_class is KeyClass.CHARACTER]
    assert [event.key for event in typed] == [""] * len(SECRET)
    assert not any(letter in repr(told) for letter in "zQ")
    assert [(event.key_class, event.key) for event in told[len(SECRET) :]] == [
        (KeyClass.SHORTCUT, "Ctrl+C"),
        (KeyClass.SHORTCUT, "Alt+F4"),
        (KeyClass.EDITING, "Backspace"),
        (KeyClass.NAVIGATION, "Left"),
        (KeyClass.FUNCTION, "F5"),
    ]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_listener_that_ends_is_told_as_a_problem_without_the_key(hands: Hands) -> None:
    class Broken(OnX):
        def _click(self, *_: Any) -> None:
            raise ValueError(SECRET)

    device = Broken()
    device.open()
    assert device.problem == ""
    hands.click()
    deadline = time.monotonic() + PATIENCE_S
    while "stopped telling" not in device.problem:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    device.close()
    assert "ValueError" in device.problem
    assert SECRET not in device.problem


def named(name: str) -> SimpleNamespace:
    return SimpleNamespace(name=name)


def typed(character: str) -> SimpleNamespace:
    return SimpleNamespace(char=character)


@pytest.mark.parametrize(
    ("held", "key", "expected"),
    [
        ([], typed("q"), (KeyClass.CHARACTER, "")),
        ([], None, (KeyClass.CHARACTER, "")),
        (["shift"], typed("Q"), (KeyClass.CHARACTER, "")),
        (["ctrl_l"], typed("\x03"), (KeyClass.SHORTCUT, "Ctrl+C")),
        (["cmd", "shift_r"], typed("s"), (KeyClass.SHORTCUT, "Shift+Super+S")),
        (["ctrl_l", "alt_gr"], typed("@"), (KeyClass.CHARACTER, "")),
        (["alt_r"], typed("€"), (KeyClass.CHARACTER, "")),
        (["alt_l"], named("tab"), (KeyClass.SHORTCUT, "Alt+Tab")),
        ([], named("space"), (KeyClass.CHARACTER, "")),
        ([], named("caps_lock"), (KeyClass.MODIFIER, "")),
        ([], named("media_volume_up"), (KeyClass.FUNCTION, "")),
    ],
)
def test_a_key_of_pynput_is_told_by_its_class(
    held: list[str], key: Any, expected: tuple[KeyClass, str]
) -> None:
    keys = PressedKeys(option_types=False)
    for name in held:
        keys.press(named(name))
    assert keys.press(key) == expected
    for name in held:
        keys.release(named(name))
    assert keys.press(typed("q")) == (KeyClass.CHARACTER, "")


def test_what_option_types_on_a_mac_is_a_character() -> None:
    keys = PressedKeys(option_types=True)
    keys.press(named("alt"))
    assert keys.press(typed("å")) == (KeyClass.CHARACTER, "")


def test_a_modifier_let_go_unheard_gives_no_letter_away() -> None:
    keys = PressedKeys(option_types=False)
    assert keys.press(named("cmd"), 0) == (KeyClass.MODIFIER, "")
    assert keys.press(named("cmd"), NS_PER_SECOND) is None
    assert keys.press(typed("l"), 5 * NS_PER_SECOND) == (KeyClass.SHORTCUT, "Super+L")
    assert keys.press(typed("p"), 6 * NS_PER_SECOND) == (KeyClass.CHARACTER, "")
