"""A screen knows when it falls behind, and when it has caught up."""

import time
from collections.abc import Callable

from observer.capture.protocol import Pacing
from observer.capture.synthetic.screen import SyntheticScreen
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.samples import Sample
from tests.capture.conformance import ListSink

SLOW_S = 0.15


class SlowSink(ListSink):
    """Takes its time while it is told to."""

    slow = False

    def write(self, sample: Sample) -> None:
        super().write(sample)
        if self.slow:
            time.sleep(SLOW_S)


def test_a_screen_that_is_held_up_says_how_late_it_is_until_it_has_caught_up() -> None:
    device = SyntheticScreen(fps=30)
    assert isinstance(device, Pacing)
    device.open()
    clock = SessionClock.starting_now()
    sink = SlowSink(clock)
    device.start(clock, sink)
    _wait(lambda: len(sink.samples) > 5 and device.late_ns == 0)
    sink.slow = True
    _wait(lambda: device.late_ns > 0)
    assert 80 * NS_PER_MS < device.late_ns < 400 * NS_PER_MS
    sink.slow = False
    _wait(lambda: device.late_ns == 0)
    device.close()


def _wait(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.01)
