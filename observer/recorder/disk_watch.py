"""How much room is left where a session is written, and for how long it lasts."""

import shutil
import time
from collections import deque
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import LibraryReadOnly, ObserverError

# Closing a session copies its video once to add an index; this much is kept for the last writes.
STOP_BELOW_BYTES = 64 * 1024 * 1024
WARN_BELOW_S = 10 * 60
STOP_BELOW_S = 2 * 60
# A rate read off the first seconds holds a keyframe and little else.
_RATE_AFTER_NS = 20 * NS_PER_SECOND
_RATE_OVER_NS = 60 * NS_PER_SECOND
_LOOK_EVERY_S = 1.0


class DiskWatch:
    """Room and how long it lasts, looked at once a second at most."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._looked_at_s = 0.0
        self._is_gone = False
        self._looks: deque[tuple[int, int, int]] = deque()  # session time, written, free
        self.free_bytes = 0
        self.look(0, 0)

    def look(self, written_bytes: int, elapsed_ns: int) -> None:
        """Read the free space again if the last reading is old."""
        now_s = time.monotonic()
        if now_s - self._looked_at_s < _LOOK_EVERY_S:
            return
        self._looked_at_s = now_s
        try:
            self.free_bytes = shutil.disk_usage(self._folder).free
        except OSError:
            self._is_gone = True
            return
        self._looks.append((elapsed_ns, written_bytes, self.free_bytes))
        while self._looks[0][0] < elapsed_ns - _RATE_OVER_NS:
            self._looks.popleft()

    def seconds_left(self) -> float:
        """How long the disk lasts at the last minute's rate, whoever fills it; 0 while too little
        is known."""
        own, all_together = self._rates()
        rate = max(own, all_together)
        return self._room() / rate if rate > 0 else 0.0

    def warning(self) -> str:
        """A plain sentence once less than ten minutes are left; empty before."""
        left_s = self.seconds_left()
        if not 0 < left_s < WARN_BELOW_S:
            return ""
        return f"The disk is full in {left_s / 60:.0f} min; free some space on it"

    def problem(self) -> ObserverError | None:
        """The known error to stop with once the folder is gone or too little room is left."""
        if self._is_gone:
            return LibraryReadOnly(
                f"The folder {self._folder} can no longer be reached, so the recording was stopped",
                "Bring its disk back, then run: observer repair",
            )
        own, _ = self._rates()  # what others write may stop at any moment; ours does not
        if self.free_bytes >= STOP_BELOW_BYTES and self._room() >= own * STOP_BELOW_S:
            return None
        return LibraryReadOnly(
            "The disk is full, so the recording was stopped; everything up to here is kept",
            "Free some space, then start a recording again",
        )

    def _room(self) -> int:
        return max(0, self.free_bytes - STOP_BELOW_BYTES)

    def _rates(self) -> tuple[float, float]:
        """Bytes a second that this session writes, and by which the free space shrinks."""
        if not self._looks or self._looks[-1][0] - self._looks[0][0] < _RATE_AFTER_NS:
            return 0.0, 0.0
        first, last = self._looks[0], self._looks[-1]
        seconds = (last[0] - first[0]) / NS_PER_SECOND
        return (last[1] - first[1]) / seconds, (first[2] - last[2]) / seconds


def refuse_full_disk(library: Path) -> None:
    """Raise LibraryReadOnly where there is too little room to begin a recording in `library`."""
    folder = next(path for path in (library, *library.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    if free < 2 * STOP_BELOW_BYTES:
        raise LibraryReadOnly(
            f"Only {free / 1e6:.0f} MB are free on the disk of {library}, too little to record",
            f"Free {2 * STOP_BELOW_BYTES / 1e6:.0f} MB or more, or choose a library elsewhere",
        )
