"""From the thread that hears of input to the sink: queued, thinned, and silent in a pause."""

import queue
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from observer.capture.input.thinning import SLOT_NS, MoveThinner
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.samples import InputEvent
from observer.model.sink import Sink

_QUEUED = 2000  # two seconds of a mouse that reports a thousand times a second
_MOVES_DROPPED_ABOVE = _QUEUED * 3 // 4

Heard = TypeVar("Heard")


class EventFlow(Generic[Heard]):
    """What was heard goes in by `add`; `run`, on a thread of its own, tells the sink of it.

    `understand` makes an event of what was heard, at its session time, or None of what is not
    to be told. Times are kept from falling.
    """

    def __init__(self, understand: Callable[[Heard], InputEvent | None]) -> None:
        self._understand = understand
        self._heard: queue.Queue[Heard | None] = queue.Queue(_QUEUED)
        self._delivering = threading.Lock()
        self._thinner = MoveThinner()
        self._begun = False
        self._running = False
        self._since_ns = 0  # events from before this moment are not told
        self._latest_ns = 0
        self._dropped_moves = 0

    @property
    def begun(self) -> bool:
        """Whether there is a sink to tell."""
        return self._begun

    @property
    def dropped_moves(self) -> int:
        """Pointer moves let go because they came faster than they could be taken."""
        return self._dropped_moves

    def begin(self, clock: SessionClock, sink: Sink) -> None:
        """Tell the sink of what happens from this moment on."""
        self._clock = clock
        self._sink = sink
        # An X server tells whole milliseconds, rounded down: what is done in the first one counts.
        self._since_ns = max(0, clock.now_ns() - NS_PER_MS)
        self._begun = self._running = True

    def pause(self) -> None:
        """Tell nothing of what is done until `resume`."""
        with self._delivering:
            if self._running:
                self._write_waiting()
            self._running = False

    def resume(self) -> None:
        """Go on with what is done from this moment on."""
        with self._delivering:
            if self._begun:
                self._since_ns = self._clock.now_ns()
                self._running = True

    def add(self, heard: Heard, *, is_move: bool) -> None:
        """Queue what was heard; a move is let go while the queue is nearly full."""
        if is_move and self._heard.qsize() > _MOVES_DROPPED_ABOVE:
            self._dropped_moves += 1
        else:
            self._heard.put(heard)

    def end(self) -> None:
        """Let `run` return once it has told what is queued."""
        self._heard.put(None)

    def run(self) -> None:
        """Tell of what is heard, until `end`."""
        while True:
            wait_s = SLOT_NS / NS_PER_SECOND if self._thinner.waiting else None
            try:
                heard = self._heard.get(timeout=wait_s)
            except queue.Empty:
                with self._delivering:
                    self._write_waiting()
                continue
            if heard is None:
                break
            event = self._understand(heard)
            if event is not None:
                self._tell(event)
        with self._delivering:
            self._write_waiting()
            self._running = False

    def _tell(self, event: InputEvent) -> None:
        self._latest_ns = max(self._latest_ns, event.time_ns)
        event = replace(event, time_ns=self._latest_ns)
        with self._delivering:
            if self._running and event.time_ns >= self._since_ns:
                for thinned in self._thinner.take(event):
                    self._sink.write(thinned)

    def _write_waiting(self) -> None:
        for event in self._thinner.flush():
            self._sink.write(event)
