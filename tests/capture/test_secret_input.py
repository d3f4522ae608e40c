"""Secret windows: of what is done in them not a thing is told, on a desktop of a test's own."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from observer.capture.focus import FocusDevice
from observer.capture.input import InputDevice
from observer.capture.input.front_watch import FrontWatch
from observer.capture.input.secret_stretches import LATE_NEWS_NS
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import FocusChange, Gap, GapReason, InputEvent, InputKind
from observer.model.secrets import SecretWindows
from tests.capture.conformance import PATIENCE_S, ListSink
from tests.capture.private_xserver import PrivateServer, private_desktop, private_xserver
from tests.capture.xhands import Hands

SECRETS = SecretWindows(("keepassxc",), ("PIN of",))
LONG_S = 1.5 * LATE_NEWS_NS / NS_PER_SECOND  # after which nothing before is too near


@pytest.fixture(scope="module")
def desktop() -> Iterator[PrivateServer]:
    with private_desktop() as server:
        yield server


@pytest.fixture
def hands(desktop: PrivateServer) -> Iterator[Hands]:
    with Hands(desktop.display) as hands:
        hands.move(5, 5)
        yield hands


def keys_of(sink: ListSink) -> list[InputEvent]:
    events = (sample for sample in sink.samples if isinstance(sample, InputEvent))
    return [event for event in events if event.kind is InputKind.KEY]


@contextmanager
def witnessed(desktop: PrivateServer, clock: SessionClock) -> Iterator[ListSink]:
    """All that is done, secret or not, at the times the server gives it."""
    nothing_is_secret = SecretWindows(applications=())
    device = InputDevice(desktop.display, secrets=nothing_is_secret)
    sink = ListSink(clock)
    device.open()
    device.start(clock, sink)
    try:
        yield sink
    finally:
        device.close()


class Recording:
    """Input and focus of a display; leaving it closes both."""

    def __init__(self, display: str, secrets: SecretWindows = SECRETS) -> None:
        self.input = InputDevice(display, secrets=secrets)
        self.focus = FocusDevice(display, secrets=secrets)

    def __enter__(self) -> "Recording":
        self.clock = SessionClock.starting_now()
        self.sinks = ListSink(self.clock), ListSink(self.clock)
        self.input.open()
        self.input.start(self.clock, self.sinks[0])
        self.focus.open()
        self.focus.start(self.clock, self.sinks[1])
        time.sleep(0.05)
        return self

    def wait_for_keys(self, count: int) -> None:
        """Until so many were taken: a busy machine may take its time."""
        deadline_s = time.monotonic() + 10
        while len(self.keys) < count:
            assert time.monotonic() < deadline_s, f"{len(self.keys)} of {count} keys"
            time.sleep(0.02)

    def __exit__(self, *_: object) -> None:
        time.sleep(0.15)  # the server may keep what it recorded for a tenth of a second
        self.input.close()
        self.focus.close()

    @property
    def events(self) -> list[InputEvent]:
        return [sample for sample in self.sinks[0].samples if isinstance(sample, InputEvent)]

    @property
    def keys(self) -> list[InputEvent]:
        return keys_of(self.sinks[0])

    @property
    def gaps(self) -> list[Gap]:
        return [sample for sample in self.sinks[0].samples if isinstance(sample, Gap)]

    @property
    def changes(self) -> list[FocusChange]:
        return [sample for sample in self.sinks[1].samples if isinstance(sample, FocusChange)]


@pytest.fixture
def windows(hands: Hands) -> Iterator[tuple[int, int]]:
    """A plain one, which is in front, and a secret one."""
    secret, plain = hands.window("KeePassXC", "Mine"), hands.window("Shop", "Cart", 300, 300)
    for window, x in ((secret, 50), (plain, 320)):
        hands.bring_to_front(window)
        hands.place(window, x, 300)
    time.sleep(0.1)
    yield plain, secret
    hands.destroy(secret)
    hands.destroy(plain)


def test_nothing_done_in_a_secret_window_is_told_however_quickly_one_switches(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    plain, secret = windows
    secret_keys, plain_keys = [], []
    with Recording(desktop.display) as recording, witnessed(desktop, recording.clock) as done:
        for turn in range(50):
            hands.activate(secret)  # it may be in front from here on
            if turn % 2:
                hands.bring_to_front(secret)
            secret_from_ns = recording.clock.now_ns()
            for _ in range(turn % 5):
                secret_keys.append(hands.type_key())
                time.sleep(0.002)
            hands.bring_to_front(plain)
            secret_until_ns = recording.clock.now_ns()
            assert secret_from_ns < secret_until_ns
            if turn % 10 == 9:
                time.sleep(LONG_S)
                plain_keys.append(hands.type_key())
                time.sleep(LONG_S)
    told_ns = [event.time_ns for event in recording.keys]
    wanted = [recording.clock.from_monotonic_ns(before) for before, _ in plain_keys]
    assert len(told_ns) == len(plain_keys) == 5
    for told, pressed in zip(told_ns, wanted, strict=True):
        assert abs(told - pressed) < 20 * NS_PER_MS
    assert {gap.reason for gap in recording.gaps} == {GapReason.SECRET}
    assert {gap.track for gap in recording.gaps} == {TrackKind.INPUT}
    assert len(secret_keys) == 100
    withheld_ns = [key.time_ns for key in keys_of(done) if key.time_ns not in told_ns]
    assert len(withheld_ns) == len(secret_keys)
    for time_ns in withheld_ns:
        assert any(gap.start_ns <= time_ns < gap.end_ns for gap in recording.gaps)
    assert not any(gap.start_ns <= told < gap.end_ns for gap in recording.gaps for told in told_ns)
    assert recording.sinks[0].times_ns == sorted(recording.sinks[0].times_ns)


def test_neither_clicks_nor_scrolls_nor_moves_in_a_secret_window_are_told(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    plain, secret = windows
    with Recording(desktop.display) as recording:
        hands.move(400, 350)
        hands.click()
        time.sleep(LONG_S)
        hands.bring_to_front(secret)
        for button in (1, 4, 5):
            hands.move(100 + button, 350)
            hands.click(button)
        hands.bring_to_front(plain)
        time.sleep(LONG_S)
        hands.move(410, 350)
        hands.click()
    assert all(event.x >= 400 for event in recording.events)
    clicks = [event for event in recording.events if event.kind is InputKind.PRESS]
    assert [event.x for event in clicks] == [400, 410]
    assert len(recording.gaps) == 1


def test_a_title_that_becomes_secret_makes_its_window_secret(
    desktop: PrivateServer, hands: Hands
) -> None:
    window = hands.window("Bank", "Welcome")
    hands.bring_to_front(window)
    with Recording(desktop.display) as recording:
        hands.type_key()
        time.sleep(LONG_S)
        hands.entitle(window, "Enter the pin of your card")
        hands.type_key()
        time.sleep(0.05)
        hands.type_key()
        hands.entitle(window, "Thank you")
        time.sleep(LONG_S)
        hands.type_key()
    hands.destroy(window)
    assert len(recording.keys) == 2
    assert recording.keys[1].time_ns - recording.keys[0].time_ns > 2 * LATE_NEWS_NS
    assert len(recording.gaps) == 1
    assert [(change.title, change.secret) for change in recording.changes] == [
        ("Welcome", False),
        ("", True),
        ("Thank you", False),
    ]


def test_of_a_secret_window_it_is_told_that_it_is_in_front_and_nothing_else(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    _, secret = windows
    with Recording(desktop.display) as recording:
        hands.bring_to_front(secret)
        hands.entitle(secret, "Another title")
        deadline = time.monotonic() + PATIENCE_S
        while not (recording.changes and recording.changes[-1].secret):
            assert time.monotonic() < deadline, recording.changes
            time.sleep(0.01)
        time.sleep(0.1)
    told = recording.changes[-1]
    assert told == FocusChange(told.time_ns, "", "", secret=True)
    assert [change.secret for change in recording.changes] == [False, True]


def test_a_gap_of_a_secret_window_ends_with_a_pause_and_begins_anew_after_it(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    _, secret = windows
    with Recording(desktop.display) as recording:
        hands.bring_to_front(secret)
        time.sleep(0.05)
        hands.type_key()
        time.sleep(0.15)
        recording.input.pause()
        paused_ns, told = recording.clock.now_ns(), list(recording.gaps)
        recording.input.resume()
        resumed_ns = recording.clock.now_ns()
        hands.type_key()
    assert recording.keys == []
    assert len(told) == 1
    assert told[0].end_ns <= paused_ns
    assert len(recording.gaps) == 2
    assert told[0].end_ns <= recording.gaps[1].start_ns <= resumed_ns
    assert recording.gaps[1].end_ns > resumed_ns + 100 * NS_PER_MS


def test_a_button_let_go_after_a_secret_window_is_not_told_without_its_press(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    plain, secret = windows
    with Recording(desktop.display) as recording:
        hands.bring_to_front(secret)
        time.sleep(0.05)
        hands.throw((4, 1, 0, 0))
        hands.bring_to_front(plain)
        time.sleep(LONG_S)
        hands.throw((5, 1, 0, 0))
        hands.click(3)
    assert [event.button for event in recording.events] == ["right", "right"]


def test_without_a_window_manager_the_window_with_the_keys_is_the_one_in_front() -> None:
    with private_xserver() as server, Hands(server.display) as hands:
        plain, secret = hands.window("Shop", "Cart", 300, 300), hands.window("KeePassXC", "Mine")
        hands.focus(plain)
        with Recording(server.display) as recording:
            hands.type_key()
            recording.wait_for_keys(1)
            time.sleep(LONG_S)
            hands.focus(secret)
            time.sleep(LONG_S)
            hands.type_key()
            time.sleep(LONG_S)
            hands.focus(plain)
            time.sleep(2 * LONG_S)
            hands.type_key()
            recording.wait_for_keys(2)
    assert len(recording.keys) == 2
    assert len(recording.gaps) == 1


def test_a_secret_window_that_passes_by_between_two_looks_is_not_missed(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    plain, secret = windows
    clock = SessionClock.starting_now()
    watch = FrontWatch(desktop.display, SECRETS)
    assert not watch.look(clock).secret
    hands.bring_to_front(secret)
    hands.bring_to_front(plain)
    assert watch.look(clock).secret
    assert watch.has_news
    assert not watch.look(clock).secret
    assert not watch.look(clock).secret
    watch.close()


def test_other_windows_that_pass_by_are_not_taken_for_secret_ones(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    plain, _ = windows
    other = hands.window("Mail", "Inbox")
    hands.bring_to_front(plain)
    clock = SessionClock.starting_now()
    watch = FrontWatch(desktop.display, SECRETS)
    watch.look(clock)
    for window in (other, plain, other):
        hands.bring_to_front(window)
        assert not watch.look(clock).secret
    hands.bring_to_front(plain)
    hands.bring_to_front(other)
    assert not watch.look(clock).secret
    watch.close()
    hands.destroy(other)


def test_news_that_comes_after_a_sleep_may_be_of_a_window_that_is_gone(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    plain, _ = windows
    clock = SessionClock.starting_now()
    watch = FrontWatch(desktop.display, SECRETS)
    watch.look(clock)
    brief = hands.window("KeePassXC", "Brief")
    hands.bring_to_front(brief)
    hands.destroy(brief)
    hands.bring_to_front(plain)
    time.sleep(LONG_S)
    assert watch.look(clock).secret
    assert not watch.look(clock).secret
    watch.close()


def test_nothing_is_held_back_where_nothing_is_secret(
    desktop: PrivateServer, hands: Hands, windows: tuple[int, int]
) -> None:
    del windows
    with Recording(desktop.display, SecretWindows((), ())) as recording:
        assert "input-secrets" not in {thread.name for thread in threading.enumerate()}
        hands.click()
        time.sleep(0.2)
        arrived_ns = recording.sinks[0].arrived_ns
        assert len(recording.events) == 2
    late = [a - e.time_ns for a, e in zip(arrived_ns, recording.events, strict=True)]
    assert max(late) < LATE_NEWS_NS


def test_what_a_lost_display_did_not_tell_is_a_gap_of_both_tracks() -> None:
    with private_xserver() as server:
        with Recording(server.display) as recording:
            lost_ns = recording.clock.now_ns()
            server.kill()
            time.sleep(0.3)
        ends = [sink.samples[-1] for sink in recording.sinks]
    for gap, track in zip(ends, (TrackKind.INPUT, TrackKind.FOCUS), strict=True):
        assert isinstance(gap, Gap)
        assert (gap.reason, gap.track) == (GapReason.DEVICE_LOST, track)
        assert abs(gap.start_ns - lost_ns) < 200 * NS_PER_MS
        assert gap.end_ns >= lost_ns + 300 * NS_PER_MS
