"""The bounded queue between the devices' threads and the one thread that writes."""

import contextlib
import queue
import threading

from observer.model.samples import EncodedFrame, InputEvent, InputKind, Sample
from observer.recorder.track_counts import TrackCounts

# About half a minute of a busy sit-in (30 pictures, 10 sound blocks, 60 moves a second). A disk
# that stalls for longer makes the screen wait, which then holds fewer, later pictures.
CAPACITY = 3000
# Pointer moves are let go first: they are the only sample that nothing else depends on.
_MOVES_DROPPED_ABOVE = CAPACITY * 3 // 4


class SampleQueue:
    """A Sink that hands samples to another thread and counts what passes and what it drops."""

    def __init__(self) -> None:
        self.counts = TrackCounts()
        self._queue: queue.Queue[Sample | None] = queue.Queue(CAPACITY)
        self._lock = threading.Lock()
        self._dropped_moves = 0
        self._stalls = 0
        self._closed = threading.Event()

    def write(self, sample: Sample) -> None:
        """Take a sample; waits while the queue is full, unless it is a move, which is dropped."""
        if self._closed.is_set():
            return  # the writer has failed and said so; a device must not wait for it
        if (
            isinstance(sample, InputEvent)
            and sample.kind is InputKind.MOVE
            and self._queue.qsize() > _MOVES_DROPPED_ABOVE
        ):
            with self._lock:
                self._dropped_moves += 1
            return
        if isinstance(sample, EncodedFrame) and (hole := self.counts.hole_before(sample)):
            self._put(hole)
        self._put(sample)

    def take(self, timeout_s: float) -> Sample | None:
        """The next sample, or None once `timeout_s` has passed without one, or after `wake`."""
        try:
            return self._queue.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def wake(self) -> None:
        """End a `take` that waits for a sample."""
        with contextlib.suppress(queue.Full):  # then none waits
            self._queue.put_nowait(None)

    def is_empty(self) -> bool:
        """Whether everything handed in has been taken."""
        return self._queue.empty()

    def close(self) -> None:
        """Take nothing more: what comes after is let go."""
        self._closed.set()

    @property
    def fullness(self) -> float:
        """How much of the queue is taken, 0 to 1."""
        return self._queue.qsize() / CAPACITY

    @property
    def dropped_moves(self) -> int:
        """Pointer moves let go because the disk could not keep up."""
        return self._dropped_moves

    @property
    def stalls(self) -> int:
        """Half seconds that a device had to wait for the disk."""
        return self._stalls

    def _put(self, sample: Sample) -> None:
        while not self._closed.is_set():
            try:
                self._queue.put(sample, timeout=0.5)
            except queue.Full:
                with self._lock:
                    self._stalls += 1
            else:
                self.counts.note(sample)
                return
