"""The window in front, with a real window manager and without one."""

import time
from collections.abc import Callable, Iterator

import pytest

from observer.capture.focus import FocusDevice
from observer.capture.protocol import Device
from observer.capture.synthetic.focus import SyntheticFocus
from observer.capture.window_facts import WindowFacts
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import FocusChange
from tests.capture.conformance import PATIENCE_S, DeviceConformance, ListSink, expect_refusal
from tests.capture.private_xserver import private_xserver
from tests.capture.xhands import Hands

pytestmark = pytest.mark.usefixtures("display")


@pytest.fixture
def hands(display: str) -> Iterator[Hands]:
    with Hands(display) as hands:
        yield hands


class TestFocus(DeviceConformance):
    kind = TrackKind.FOCUS
    _titles = 0

    @pytest.fixture(autouse=True)
    def _window(self, hands: Hands) -> Iterator[None]:
        self.hands, self.window = hands, hands.window("Shop", "Title")
        hands.bring_to_front(self.window)
        yield
        hands.destroy(self.window)

    def make(self) -> Device:
        return FocusDevice()

    def provoke(self) -> None:
        TestFocus._titles += 1
        self.hands.entitle(self.window, f"Title {self._titles}")
        time.sleep(0.05)


class TestSyntheticFocus(DeviceConformance):
    kind = TrackKind.FOCUS

    def make(self) -> Device:
        return SyntheticFocus()

    def _wait_for(self, sink: ListSink, count: int) -> None:
        super()._wait_for(sink, min(count, 2))  # it changes every two seconds


class Recording:
    """A focus device that runs; leaving it closes the device."""

    def __init__(self, display: str = "") -> None:
        self.device = FocusDevice(display)

    def __enter__(self) -> "Recording":
        self.details = self.device.open().details
        self.clock = SessionClock.starting_now()
        self.sink = ListSink(self.clock)
        self.device.start(self.clock, self.sink)
        return self

    def __exit__(self, *_: object) -> None:
        self.device.close()

    @property
    def changes(self) -> list[FocusChange]:
        return [sample for sample in self.sink.samples if isinstance(sample, FocusChange)]

    def wait_for(self, met: Callable[[FocusChange], bool], after: int = 0) -> FocusChange:
        """The latest change, once it is as wanted and not among the first `after` ones."""
        deadline = time.monotonic() + PATIENCE_S
        while not (len(self.changes) > after and met(self.changes[-1])):
            assert time.monotonic() < deadline, self.changes
            time.sleep(0.01)
        return self.changes[-1]


def shows(application: str) -> Callable[[FocusChange], bool]:
    return lambda change: change.application == application


def test_the_window_in_front_is_told_at_once(hands: Hands) -> None:
    window = hands.window("Shop", "Kaffee für zwei ☕")
    hands.bring_to_front(window)
    with Recording() as recording:
        first = recording.wait_for(lambda change: change.time_ns >= 0)
        assert recording.details["device"] == "Openbox"
    assert first.application == "Shop"
    assert first.title == "Kaffee für zwei ☕"
    assert (first.width, first.height) == (200, 100)
    assert 0 <= first.time_ns < 100 * NS_PER_MS
    hands.destroy(window)


def test_focus_follows_the_window_that_is_brought_to_the_front(hands: Hands) -> None:
    shop, mail = hands.window("Shop", "Checkout"), hands.window("Mail", "Inbox", 300, 200)
    # A window manager may put each new window in front, and takes its time: let it be done with.
    hands.bring_to_front(mail)
    with Recording() as recording:
        recording.wait_for(shows("Mail"))
        for window, application in ((shop, "Shop"), (mail, "Mail"), (shop, "Shop")):
            asked_ns, told = recording.clock.now_ns(), len(recording.changes)
            hands.activate(window)
            change = recording.wait_for(shows(application), after=told)
            assert asked_ns <= change.time_ns <= recording.sink.arrived_ns[-1]
            assert change.time_ns < asked_ns + 400 * NS_PER_MS
    hands.destroy(shop)
    hands.destroy(mail)


def test_a_new_title_and_a_new_place_are_told(hands: Hands) -> None:
    window = hands.window("Shop", "Cart")
    hands.activate(window)
    with Recording() as recording:
        before = recording.wait_for(lambda change: change.title == "Cart")
        hands.entitle(window, "Payment")
        recording.wait_for(lambda change: change.title == "Payment")
        hands.place(window, 400, 300)
        moved = recording.wait_for(lambda change: change.x != before.x)
        assert abs(moved.x - 400) < 30
        assert abs(moved.y - 300) < 30
        hands.place(window, 400, 300)
        hands.entitle(window, "Payment")
        held = len(recording.changes)
        time.sleep(0.2)
        assert len(recording.changes) == held
    hands.destroy(window)


def test_keys_noted_in_a_windows_property_ask_no_questions(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, looks = hands.window("Shop", "Checkout"), []
    in_front = WindowFacts.in_front

    def counted(facts: WindowFacts) -> FocusChange:
        looks.append(facts)
        return in_front(facts)

    monkeypatch.setattr(WindowFacts, "in_front", counted)
    hands.bring_to_front(shop)
    with Recording() as recording:
        recording.wait_for(shows("Shop"))
        time.sleep(0.2)
        looks.clear()
        for _ in range(10):
            hands.note_use(shop)
            time.sleep(0.05)
        assert looks == []
        hands.entitle(shop, "Paid")
        recording.wait_for(lambda change: change.title == "Paid")
    hands.destroy(shop)


def test_windows_that_vanish_while_they_are_asked_about_do_no_harm(hands: Hands) -> None:
    with Recording() as recording:
        for number in range(30):
            window = hands.window("Brief", f"Number {number}")
            hands.activate(window)
            time.sleep(0.002 * (number % 7))
            hands.destroy(window)
        last = hands.window("Shop", "Still here")
        hands.activate(last)
        recording.wait_for(lambda change: change.title == "Still here")
        assert recording.device.problem == ""
    hands.destroy(last)


def test_a_window_that_is_gone_when_it_is_asked_about_leaves_nothing_in_front() -> None:
    with private_xserver() as server, Hands(server.display) as hands:
        shop = hands.window("Shop", "Checkout")
        hands.manage(shop)
        with Recording(server.display) as recording:
            recording.wait_for(shows("Shop"))
            ghost = hands.window("Ghost", "Gone")
            hands.destroy(ghost)
            hands.manage(ghost)
            recording.wait_for(shows(""))
            hands.manage(shop)
            recording.wait_for(shows("Shop"))
            assert recording.device.problem == ""


def test_without_a_window_manager_the_input_focus_is_asked_for() -> None:
    with private_xserver() as server, Hands(server.display) as hands:
        shop, mail = hands.window("Shop", "Checkout"), hands.window("Mail", "Inbox", 300, 200)
        with Recording(server.display) as recording:
            assert recording.details["device"] == "no window manager"
            hands.focus(shop)
            recording.wait_for(lambda change: change.application == "Shop")
            hands.focus(mail)
            change = recording.wait_for(lambda change: change.application == "Mail")
            assert (change.x, change.y, change.title) == (300, 200, "Inbox")


def test_a_display_that_goes_away_is_told_as_a_problem() -> None:
    with private_xserver() as server, Recording(server.display) as recording:
        recording.wait_for(lambda change: change.time_ns >= 0)
        server.kill()
        deadline = time.monotonic() + 3
        while not recording.device.problem and time.monotonic() < deadline:
            time.sleep(0.02)
        assert "gone" in recording.device.problem


def test_a_display_that_is_not_there_is_refused() -> None:
    assert ":4242" in expect_refusal(FocusDevice(":4242")).message
