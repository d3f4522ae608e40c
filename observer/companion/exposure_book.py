"""Watched time: a page in sight while the session records, told to the library as it grows."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from observer.model.clock import NS_PER_SECOND
from observer.model.errors import ObserverError
from observer.model.sitting import Exposure

log = logging.getLogger(__name__)

_LONGEST_ABSENCE_NS = 10 * 60 * NS_PER_SECOND
"""A connection lost for so long was watched through, if the page says so."""


class Keeper(Protocol):
    """Where watched time is kept: `Library.add_exposure`, which merges what overlaps."""

    def __call__(self, watched: Exposure, /) -> None:
        """Keep a watched stretch. Raises ObserverError where it cannot."""


class WatchedTime:
    """One observer's stretches; the one that grows is the last."""

    def __init__(self) -> None:
        self.stretches: list[list[int]] = []
        self._growing = False

    def look(self, now_ns: int, *, watching: bool, since_lost: bool = False) -> None:
        """The observer watches at this moment, or does not."""
        if self._growing:
            self.stretches[-1][1] = max(self.stretches[-1][1], now_ns)
        elif watching:
            if not (since_lost and self._continues(now_ns)):
                self.stretches.append([now_ns, now_ns])
            self.stretches[-1][1] = now_ns
        self._growing = watching

    def _continues(self, now_ns: int) -> bool:
        return bool(self.stretches) and now_ns - self.stretches[-1][1] <= _LONGEST_ABSENCE_NS


class ExposureBook:
    """Everybody's watched time. Owns the thread `exposure`; `close` joins it."""

    def __init__(self, session_id: str, keep: Keeper) -> None:
        self._session_id = session_id
        self._keep = keep
        self._times: dict[str, WatchedTime] = {}
        self._kept: dict[str, list[int]] = {}
        self._thread = ThreadPoolExecutor(1, "exposure")

    def of(self, name: str) -> WatchedTime:
        """This person's watched time."""
        return self._times.setdefault(name, WatchedTime())

    async def flush(self) -> None:
        """Tell the library what has grown; what it cannot take is told again next time."""
        for watched in self._grown():
            try:
                await asyncio.get_running_loop().run_in_executor(self._thread, self._keep, watched)
            except ObserverError as error:
                log.warning("watched time waits to be kept: %s", error)
                return
            self._kept[watched.author] = [watched.start_ns, watched.end_ns]
            stretches = self._times[watched.author].stretches
            if len(stretches) > 1 and stretches[0] == self._kept[watched.author]:
                del stretches[0]

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()

    def _grown(self) -> list[Exposure]:
        return [
            Exposure(self._session_id, name, start_ns, end_ns)
            for name, time in self._times.items()
            for start_ns, end_ns in time.stretches
            if end_ns > start_ns and [start_ns, end_ns] != self._kept.get(name)
        ]
