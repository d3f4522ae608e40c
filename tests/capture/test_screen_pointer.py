"""A resting pointer is asked for seldom, since the server says when it begins to move."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import xcffib.sync

from observer.capture.screen import ScreenDevice, pointer, pointer_alarm
from observer.capture.screen.pointer_alarm import RESTED_MS, SystemCounters, tell_of_stirring
from observer.capture.xserver import XServer, connect_display
from observer.model.clock import NS_PER_MS, SessionClock
from tests.capture.conformance import ListSink
from tests.capture.xhands import MOTION, Hands

pytestmark = pytest.mark.usefixtures("display")

RESTED_S = 3 * RESTED_MS / 1000


@pytest.fixture
def hands(display: str) -> Iterator[Hands]:
    with Hands(display) as hands:
        hands.move(10, 10)
        yield hands


@pytest.fixture
def server(display: str) -> Iterator[XServer]:
    server = connect_display(display)
    yield server
    server.close()


def test_the_server_tells_once_when_a_pointer_that_rested_moves(
    hands: Hands, server: XServer
) -> None:
    assert tell_of_stirring(server)
    for number in range(2):
        time.sleep(RESTED_S)
        hands.throw(*((MOTION, 0, 100 + step, 100 + number) for step in range(20)))
        assert _alarms(server) == 1
    hands.type_key()
    assert _alarms(server) == 0


def test_clicks_are_stirring_too_for_a_hand_may_follow(hands: Hands, server: XServer) -> None:
    assert tell_of_stirring(server)
    time.sleep(RESTED_S)
    hands.click()
    assert _alarms(server) == 1


def test_a_server_without_the_pointers_own_counter_tells_of_any_use(
    hands: Hands, server: XServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointer_alarm, "IDLE_COUNTERS", pointer_alarm.IDLE_COUNTERS[1:])
    assert tell_of_stirring(server)
    time.sleep(RESTED_S)
    hands.move(50, 50)
    assert _alarms(server) == 1


def test_a_server_without_such_a_counter_cannot_tell(
    server: XServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointer_alarm, "IDLE_COUNTERS", ("none",))
    assert not tell_of_stirring(server)


def test_a_server_that_sets_no_alarm_cannot_tell(
    server: XServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NotThere(SystemCounters):
        def __init__(self, unpacker: object) -> None:
            super().__init__(unpacker)
            self.by_name = {"IDLETIME": 0x1FFFFFFF}

    monkeypatch.setattr(pointer_alarm, "SystemCounters", NotThere)
    assert not tell_of_stirring(server)


@pytest.mark.parametrize("told", [True, False])
def test_a_pointer_that_rested_is_seen_to_move(
    told: bool, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointer, "tell_of_stirring", tell_of_stirring if told else lambda _: False)
    if told:  # then nothing but the alarm brings the picture
        seldom = replace(pointer.ALARMED, poll_ns=60_000 * NS_PER_MS)
        monkeypatch.setattr(pointer, "ALARMED", seldom)
    device = ScreenDevice()
    device.open()
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    time.sleep(1.0)
    moved_ns = clock.now_ns()
    hands.move(200, 150)
    time.sleep(0.3)
    device.close()
    shown = [
        frame for frame in sink.frames if moved_ns < frame.start_ns < moved_ns + 200 * NS_PER_MS
    ]
    assert any(len(frame.data) > 100 for frame in shown)


def test_a_screen_that_rests_is_closed_and_resumed_at_once() -> None:
    device = ScreenDevice()
    device.open()
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    for _ in range(3):
        time.sleep(0.35)
        device.pause()
        frames, resumed_ns = len(sink.frames), clock.now_ns()
        device.resume()
        time.sleep(0.25)
        assert sink.frames[frames].start_ns - resumed_ns < 200 * NS_PER_MS
        assert sink.frames[frames].keyframe
    began_s = time.monotonic()
    device.close()
    assert time.monotonic() - began_s < 0.2
    assert not any(thread.name == "screen" for thread in threading.enumerate())


def _alarms(server: XServer) -> int:
    """How often the server has told since it was last asked."""
    server.connection.core.GetInputFocus().reply()
    time.sleep(0.05)
    found = 0
    while (event := server.connection.poll_for_event()) is not None:
        found += isinstance(event, xcffib.sync.AlarmNotifyEvent)
    return found
