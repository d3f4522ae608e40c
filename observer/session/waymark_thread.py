"""Marks a session's files in the background, while nobody seeks."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path

from observer.model.errors import MediaError
from observer.model.span import Span
from observer.session.waymarking import Glimpses, Waymarker
from observer.session.waypoints import Waypoints

MOST_BYTES = 320_000_000  # of waypoints, for a whole session; those near the playhead come first
_NICENESS = 10  # behind the window, and behind the playing of sound


class WaymarkThread:
    """One thread, `waymarks`; `close` joins it.

    It goes outwards from the last moment that somebody looked for, and stands still while they do.
    """

    def __init__(self, files: Sequence[tuple[Path, Span]]) -> None:
        self.waypoints = [Waypoints() for _ in files]
        self.glimpses = Glimpses()
        self._files = list(files)
        self._near_ns = 0
        self._free = threading.Event()
        self._closing = False
        self.is_done = False
        self._thread = threading.Thread(
            target=self._run,
            name="waymarks",
            daemon=True,  # close joins it; a window that fails before that must still end
        )

    def start(self) -> None:
        """Begin; the first `go_on` sets it going."""
        self._thread.start()

    def stand_still(self, near_ns: int) -> None:
        """Somebody seeks, near this moment."""
        self._near_ns = near_ns
        self._free.clear()

    def go_on(self) -> None:
        """Nobody seeks any more."""
        self._free.set()

    def close(self) -> None:
        """Join the thread, at the latest after the picture under way."""
        self._closing = True
        self._free.set()
        self._thread.join()

    def _run(self) -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        markers: dict[int, Waymarker] = {}
        left = set(range(len(self._files)))
        try:
            while left and self._may_go_on() and self._size() < MOST_BYTES:
                index = min(left, key=self._distance_ns)
                try:
                    if index not in markers:
                        path, _ = self._files[index]
                        markers[index] = Waymarker(path, self.waypoints[index], self.glimpses)
                    if not markers[index].mark_near(self._near_ns, self._may_go_on):
                        left.remove(index)
                except MediaError:
                    left.remove(index)  # who seeks there is told; without marks it is only slower
        finally:
            self.is_done = True
            for marker in markers.values():
                marker.close()

    def _may_go_on(self) -> bool:
        self._free.wait()
        return not self._closing

    def _size(self) -> int:
        return sum(waypoints.size for waypoints in self.waypoints)

    def _distance_ns(self, index: int) -> int:
        span = self._files[index][1]
        return max(span.start_ns - self._near_ns, self._near_ns - span.end_ns, 0)
