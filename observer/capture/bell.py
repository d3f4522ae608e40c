"""What ends another thread's sleep."""

import os
import select
from typing import NamedTuple


class Woken(NamedTuple):
    """Why a sleep ended; neither where its time was over."""

    rung: bool
    ready: bool  # there is something to read


class Bell:
    """Lets one thread sleep until its file has something to read; any other may ring.

    A ring that comes while nobody sleeps ends the next sleep. Closed once the sleeper has ended.
    """

    def __init__(self) -> None:
        self._ends: tuple[int, int] | None = os.pipe()

    def ring(self) -> None:
        """End the sleep."""
        if self._ends is not None:
            os.write(self._ends[1], b"\0")

    def sleep(self, file: int, limit_s: float | None) -> Woken:
        """Until the bell rings, or the file (its descriptor) can be read, or the time is over."""
        if self._ends is None:
            raise RuntimeError("nobody sleeps by a bell that was closed")
        bell = self._ends[0]
        ready, _, _ = select.select([file, bell], [], [], limit_s)
        rung = bell in ready
        if rung:
            os.read(bell, 4096)
        return Woken(rung, file in ready)

    def close(self) -> None:
        """Let go; safe to call twice."""
        ends, self._ends = self._ends, None
        for end in ends or ():
            os.close(end)
