"""The recording's watchman: looks at devices, disk and clocks, and says what a person must know."""

import logging
from collections.abc import Sequence
from pathlib import Path

from observer.capture.protocol import Device
from observer.model.clock import NS_PER_SECOND, SessionClock
from observer.model.errors import ObserverError
from observer.recorder.alarms import AlarmBook, alarm_of, is_lost
from observer.recorder.disk_watch import DiskWatch
from observer.recorder.sample_queue import SampleQueue
from observer.recorder.shedding import Shedder
from observer.recorder.standstill import FreezeWatch, SuspendWatch

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.25
# A sound server that restarts is back within this time; a display never comes back.
ALL_LOST_FOR_NS = 5 * NS_PER_SECOND
_TOLD_FOR_NS = 30 * NS_PER_SECOND  # a standstill is over when it is told; it stays to be read


class RecordingWatch:
    """Looked at four times a second, from one thread; its answers may be read from any."""

    def __init__(
        self, folder: Path, clock: SessionClock, devices: Sequence[Device], queue: SampleQueue
    ) -> None:
        self.disk = DiskWatch(folder)
        self.warnings: tuple[str, ...] = ()
        self.problem: ObserverError | None = None
        self._clock = clock
        self._devices = devices
        self._queue = queue
        self._book = AlarmBook()
        self._suspend = SuspendWatch(clock)
        self._freeze = FreezeWatch(clock.now_ns)
        self._shedder = Shedder(devices)
        self._standstill = ""
        self._standstill_ns = 0
        self._heard_ns = 0

    def look(self, written_bytes: int, *, paused: bool) -> None:
        """Look at everything once."""
        now_ns = self._clock.now_ns()
        self._look_at_clocks(now_ns)
        self._shedder.look(self._queue.fullness, now_ns)
        self.disk.look(written_bytes, now_ns)
        self.problem = self.problem or self.disk.problem()
        alarms = [] if paused else self._alarms()
        self._book.take([*alarms, self._standstill] if self._standstill else alarms, now_ns)
        told = (self._standstill, self.disk.warning(), *alarms)
        self.warnings = tuple(sentence for sentence in told if sentence)
        lost = all(is_lost(device, self._queue.counts) for device in self._devices)
        if paused or not lost:
            self._heard_ns = now_ns

    @property
    def nothing_is_left(self) -> bool:
        """Whether every device has been lost for so long that none will come back."""
        return self._clock.now_ns() - self._heard_ns > ALL_LOST_FOR_NS

    def notes(self) -> tuple[str, ...]:
        """Everything that was ever wrong, with its times."""
        return self._book.notes(self._clock.now_ns())

    def _alarms(self) -> list[str]:
        found = (alarm_of(device, self._queue.counts) for device in self._devices)
        return list(dict.fromkeys(alarm for alarm in found if alarm))

    def _look_at_clocks(self, now_ns: int) -> None:
        sleep = self._suspend.look()
        frozen = self._freeze.look()
        if sleep:
            self._queue.write(sleep)
            self._standstill = (
                f"The computer slept for {sleep.missing_ns / NS_PER_SECOND:.0f} s; "
                "that time is not recorded"
            )
        elif frozen:
            self._standstill = frozen
        if sleep or frozen:
            log.warning("%s", self._standstill)
            self._standstill_ns = now_ns
        elif self._standstill and now_ns - self._standstill_ns > _TOLD_FOR_NS:
            self._standstill = ""
