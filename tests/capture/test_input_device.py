"""The real mouse and keyboard, as the X server tells of them."""

import subprocess
import threading
import time
from collections.abc import Iterator

import msgspec
import pytest

from observer.capture.input import InputDevice
from observer.capture.protocol import Device
from observer.capture.synthetic.input import SyntheticInput
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.consent import TrackKind
from observer.model.plan import Region
from observer.model.samples import InputEvent, InputKind, KeyClass
from tests.capture.conformance import DeviceConformance, ListSink, expect_refusal
from tests.capture.private_xserver import private_xserver
from tests.capture.xhands import Hands

pytestmark = pytest.mark.usefixtures("display")
SECRET = "xyzzyQ7"  # every letter of it would stand out in an event


@pytest.fixture
def hands(display: str) -> Iterator[Hands]:
    with Hands(display) as hands:
        hands.move(5, 5)
        yield hands


class TestInput(DeviceConformance):
    kind = TrackKind.INPUT
    _place = 0

    def make(self) -> Device:
        return InputDevice()

    def provoke(self) -> None:
        TestInput._place = (self._place + 7) % 300
        with Hands() as hands:
            hands.move(10 + self._place, 20)


class TestSyntheticInput(DeviceConformance):
    kind = TrackKind.INPUT

    def make(self) -> Device:
        return SyntheticInput()


class Recording:
    """An input device that runs; leaving it closes the device."""

    def __init__(self, device: InputDevice) -> None:
        self.device = device

    def __enter__(self) -> "Recording":
        self.device.open()
        self.clock = SessionClock.starting_now()
        self.sink = ListSink(self.clock)
        self.device.start(self.clock, self.sink)
        time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(0.2)  # the server may keep what it recorded for a tenth of a second
        self.device.close()

    @property
    def events(self) -> list[InputEvent]:
        return [sample for sample in self.sink.samples if isinstance(sample, InputEvent)]

    def of(self, kind: InputKind) -> list[InputEvent]:
        return [event for event in self.events if event.kind is kind]


def test_all_is_told_that_is_done_once_it_has_started_however_busy_the_server() -> None:
    with private_xserver() as server, Hands(server.display) as hands:
        device = InputDevice(server.display)
        device.open()
        clock = SessionClock.starting_now()
        sink = ListSink(clock)
        starting = threading.Thread(target=device.start, args=(clock, sink))
        core = hands.server.connection.core
        core.GrabServer()  # it hears nobody else for a while
        hands.round_trip_s()
        try:
            starting.start()
            starting.join(0.2)
            assert starting.is_alive(), "the server does not tell of anything yet"
        finally:
            core.UngrabServer()
            hands.round_trip_s()
            starting.join()
            hands.click()
            device.close()
    kinds = [sample.kind for sample in sink.samples if isinstance(sample, InputEvent)]
    assert kinds == [InputKind.PRESS, InputKind.RELEASE]


def test_clicks_are_told_when_and_where_they_happen(hands: Hands) -> None:
    asked_ns = []
    with Recording(InputDevice()) as recording:
        for place, button in enumerate((1, 2, 3, 8, 9)):
            hands.move(100 + 10 * place, 200)
            asked_ns.append(recording.clock.now_ns())
            hands.click(button)
            time.sleep(0.03)
    presses = recording.of(InputKind.PRESS)
    assert [event.button for event in presses] == ["left", "middle", "right", "back", "forward"]
    assert [(event.x, event.y) for event in presses] == [(100 + 10 * n, 200) for n in range(5)]
    for event, wanted_ns in zip(presses, asked_ns, strict=True):
        assert -2 * NS_PER_MS <= event.time_ns - wanted_ns < 30 * NS_PER_MS
    assert [event.button for event in recording.of(InputKind.RELEASE)][:2] == ["left", "middle"]


def test_the_wheel_is_told_in_steps(hands: Hands) -> None:
    with Recording(InputDevice()) as recording:
        for button in (4, 5, 6, 7):
            hands.click(button)
    steps = [(event.dx, event.dy) for event in recording.of(InputKind.SCROLL)]
    assert steps == [(0, -1), (0, 1), (-1, 0), (1, 0)]
    assert recording.of(InputKind.PRESS) == []


def test_places_count_from_the_regions_corner(hands: Hands) -> None:
    with Recording(InputDevice(region=Region(40, 30, 320, 240))) as recording:
        hands.move(50, 35)
        hands.click()
        hands.move(10, 10)
    assert [(event.x, event.y) for event in recording.of(InputKind.PRESS)] == [(10, 5)]
    assert recording.events[-1].x == -30


def test_places_count_from_where_the_origin_is_at_each_event(hands: Hands) -> None:
    corner = (40, 30)
    with Recording(InputDevice(origin=lambda: corner)) as recording:
        hands.move(50, 35)
        hands.click()
        time.sleep(0.2)
        corner = (45, 20)
        hands.click()
    places = [(event.x, event.y) for event in recording.of(InputKind.PRESS)]
    assert places == [(10, 5), (5, 15)]


def test_a_burst_of_moves_is_thinned_and_its_last_one_kept(hands: Hands) -> None:
    with Recording(InputDevice()) as recording:
        until = time.monotonic() + 0.5
        x = 0
        while time.monotonic() < until:
            x += 1
            hands.move(10 + x % 900, 300)
        hands.move(777, 333)
    moves = recording.of(InputKind.MOVE)
    assert x > 100
    assert 10 < len(moves) <= 33
    assert (moves[-1].x, moves[-1].y) == (777, 333)
    assert recording.device.dropped_moves == 0


def test_no_typed_character_leaves_the_device(display: str) -> None:
    with Recording(InputDevice()) as recording:
        subprocess.run(["xdotool", "type", "--delay", "4", SECRET], check=True)
        subprocess.run(["xdotool", "type", "--delay", "4", "é€"], check=True)
    told = [event for event in recording.events if event.kind is InputKind.KEY]
    typed = [event for event in told if event.key_class is KeyClass.CHARACTER]
    assert len(typed) == len(SECRET) + 2
    assert all(event.key == "" for event in told)
    # As it is stored: but for its time and place, one typed character is like any other.
    stored = {msgspec.json.encode((event.kind, event.key_class, event.key)) for event in typed}
    assert len(stored) == 1
    assert not any(letter in repr(told) for letter in "zQ€é")


def test_shortcuts_and_named_keys_are_told_by_name(display: str) -> None:
    keys = ["ctrl+c", "ctrl+shift+z", "alt+F4", "super+d", "shift+a", "BackSpace", "Left", "F5"]
    with Recording(InputDevice()) as recording:
        subprocess.run(["xdotool", "key", "--delay", "4", *keys], check=True)
    told = [
        (event.key_class, event.key)
        for event in recording.of(InputKind.KEY)
        if event.key_class is not KeyClass.MODIFIER
    ]
    assert told == [
        (KeyClass.SHORTCUT, "Ctrl+C"),
        (KeyClass.SHORTCUT, "Ctrl+Shift+Z"),
        (KeyClass.SHORTCUT, "Alt+F4"),
        (KeyClass.SHORTCUT, "Super+D"),
        (KeyClass.CHARACTER, ""),
        (KeyClass.EDITING, "Backspace"),
        (KeyClass.NAVIGATION, "Left"),
        (KeyClass.FUNCTION, "F5"),
    ]


def test_what_is_done_in_a_pause_is_never_told(hands: Hands) -> None:
    with Recording(InputDevice()) as recording:
        recording.device.pause()
        hands.click(3)
        recording.device.resume()  # at once: the server still holds the click
        time.sleep(0.005)  # what shares the millisecond of the resume is left out
        hands.click(1)
    assert [event.button for event in recording.of(InputKind.PRESS)] == ["left"]


def test_a_display_that_goes_away_is_told_as_a_problem() -> None:
    with private_xserver() as server:
        device = InputDevice(server.display)
        device.open()
        clock = SessionClock.starting_now()
        device.start(clock, ListSink(clock))
        server.kill()
        deadline = time.monotonic() + 3
        while not device.problem and time.monotonic() < deadline:
            time.sleep(0.02)
        assert "gone" in device.problem
        device.close()


def test_a_display_that_is_not_there_is_refused() -> None:
    assert ":4242" in expect_refusal(InputDevice(":4242")).message


def test_a_display_without_record_is_refused() -> None:
    with private_xserver("-extension", "RECORD") as server:
        assert "RECORD" in expect_refusal(InputDevice(server.display)).message
