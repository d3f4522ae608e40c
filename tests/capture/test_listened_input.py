"""Mouse and keyboard through pynput: here on X, where it is used on Windows and macOS."""

import subprocess
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from Xlib.display import Display

from observer.capture.input.listened import ListenedInput
from observer.capture.input.pressed_keys import PressedKeys
from observer.capture.protocol import Device
from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.plan import Region
from observer.model.samples import InputEvent, InputKind, KeyClass
from observer.model.secrets import SecretWindows
from tests.capture.conformance import PATIENCE_S, DeviceConformance, ListSink
from tests.capture.xhands import Hands

SECRET = "xyzzyQ7"
NO_SECRETS = SecretWindows((), ())


class OnX(ListenedInput):
    def _stop(self, listener: Any) -> None:
        """On X, pynput's own request to stop is not heard before the next event comes."""
        super()._stop(listener)
        other = Display()
        while listener.is_alive():
            other.record_disable_context(listener._context)
            other.flush()
            time.sleep(0.02)
        other.close()


def press_key(*keys: str) -> None:
    subprocess.run(["xdotool", "key", "--delay", "4", *keys], check=True)


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
        return OnX(secrets=NO_SECRETS)

    def provoke(self) -> None:
        TestListenedInput._place = (self._place + 7) % 300
        with Hands() as hands:
            hands.move(10 + self._place, 20)


class Recording:
    """A device that is known to listen; leaving it waits until all that was done is told."""

    def __init__(self, hands: Hands, region: Region | None = None) -> None:
        self.device, self._hands = OnX(region=region, secrets=NO_SECRETS), hands

    def __enter__(self) -> "Recording":
        self.details = self.device.open().details
        clock = SessionClock.starting_now()
        self.sink = ListSink(clock)
        self.device.start(clock, self.sink)
        self._act_until_both_are_told()
        return self

    def __exit__(self, *_: object) -> None:
        self._act_until_both_are_told()
        self.device.close()
        assert self.device.problem == ""

    def _act_until_both_are_told(self) -> None:
        """The mouse is heard by one listener and the keyboard by another: F9 and middle button."""
        deadline, held = time.monotonic() + PATIENCE_S, len(self.sink.samples)
        while True:
            self._hands.click(2)
            press_key("F9")
            told = [sample for sample in self.sink.samples[held:] if isinstance(sample, InputEvent)]
            if any(e.button == "middle" for e in told) and any(e.key == "F9" for e in told):
                return
            assert time.monotonic() < deadline, told
            time.sleep(0.05)

    @property
    def events(self) -> list[InputEvent]:
        return [sample for sample in self.sink.samples if isinstance(sample, InputEvent)]

    def of(self, kind: InputKind) -> list[InputEvent]:
        return [e for e in self.events if e.kind is kind and e.button != "middle" and e.key != "F9"]


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
        press_key(*keys)
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

    device = Broken(secrets=NO_SECRETS)
    device.open()
    assert device.problem == ""
    deadline = time.monotonic() + PATIENCE_S
    while "stopped telling" not in device.problem:
        assert time.monotonic() < deadline
        hands.click()
        time.sleep(0.05)
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


@pytest.mark.usefixtures("display")
def test_that_nothing_is_withheld_from_secret_windows_is_said() -> None:
    device = OnX(secrets=SecretWindows(("keepassxc",)))
    details = device.open().details
    assert details["secret windows"] == "not withheld"
    assert "secret windows" in device.problem
    device.close()
