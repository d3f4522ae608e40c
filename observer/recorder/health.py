"""What a recording knows of its own health: the disk, the level, what was dropped."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from observer.capture.protocol import Device, Filling, Hearing, Thinning
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import LibraryReadOnly, ObserverError
from observer.model.manifest import Health
from observer.recorder.sample_queue import SampleQueue

# Closing a session copies its video once to add an index; this much is kept for the last writes.
STOP_BELOW_BYTES = 64 * 1024 * 1024
# A rate read off the first seconds holds a keyframe and little else.
_RATE_AFTER_NS = 5 * NS_PER_SECOND
_LOOK_EVERY_S = 1.0


class DiskWatch:
    """How much room is left where the session is written, looked at once a second at most."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._looked_at_s = 0.0
        self.free_bytes = 0
        self._is_gone = False
        self.look()

    def look(self) -> None:
        """Read the free space again if the last reading is old."""
        now_s = time.monotonic()
        if now_s - self._looked_at_s >= _LOOK_EVERY_S:
            self._looked_at_s = now_s
            try:
                self.free_bytes = shutil.disk_usage(self._folder).free
            except OSError:
                self._is_gone = True

    def problem(self) -> ObserverError | None:
        """The known error to stop with once the folder is gone or too little room is left."""
        if self._is_gone:
            return LibraryReadOnly(
                f"The folder {self._folder} can no longer be reached, so the recording was stopped",
                "Bring its disk back, then run: observer repair",
            )
        if self.free_bytes >= STOP_BELOW_BYTES:
            return None
        return LibraryReadOnly(
            "The disk is full, so the recording was stopped; everything up to here is kept",
            "Free some space, then start a recording again",
        )

    def seconds_left(self, written_bytes: int, elapsed_ns: int) -> float:
        """How long the disk lasts at the rate so far; 0 while too little is known."""
        if elapsed_ns < _RATE_AFTER_NS or written_bytes <= 0:
            return 0.0
        rate = written_bytes / (elapsed_ns / NS_PER_SECOND)
        return max(0, self.free_bytes - STOP_BELOW_BYTES) / rate


def refuse_full_disk(library: Path) -> None:
    """Raise LibraryReadOnly where there is too little room to begin a recording in `library`."""
    folder = next(path for path in (library, *library.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    if free < 2 * STOP_BELOW_BYTES:
        raise LibraryReadOnly(
            f"Only {free / 1e6:.0f} MB are free on the disk of {library}, too little to record",
            f"Free {2 * STOP_BELOW_BYTES / 1e6:.0f} MB or more, or choose a library elsewhere",
        )


def level_db(devices: Sequence[Device]) -> float | None:
    """The level of the first device that hears something; None where none does."""
    return next((device.level_db for device in devices if isinstance(device, Hearing)), None)


def dropped_moves(queue: SampleQueue, devices: Sequence[Device]) -> int:
    """Pointer moves that were let go, in the devices or on the way to the disk."""
    return queue.dropped_moves + sum(d.dropped_moves for d in devices if isinstance(d, Thinning))


def health_of(queue: SampleQueue, devices: Sequence[Device], warnings: tuple[str, ...]) -> Health:
    """What went less than perfectly, for the manifest."""
    notes = list(warnings)
    if queue.stalls:
        notes.append(f"The disk could not keep up: the devices waited {queue.stalls / 2:.1f} s")
    return Health(
        dropped_moves=dropped_moves(queue, devices),
        filled_sound_ns=sum(d.filled_ns for d in devices if isinstance(d, Filling)),
        notes=tuple(notes),
    )


def boot_id() -> str:
    """Which boot of this machine the monotonic clock belongs to; empty where nothing tells."""
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text().strip() if path.exists() else ""
