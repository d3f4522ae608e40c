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
        self._told: tuple[int, int] | None = None

    def look(self, now_ns: int, *, watching: bool, since_lost: bool = False) -> None:
        """The observer watches at this moment, or does not."""
        if self._growing:
            self.stretches[-1][1] = max(self.stretches[-1][1], now_ns)
        elif watching:
            if not (since_lost and self._continues(now_ns)):
                self.stretches.append([now_ns, now_ns])
            self.stretches[-1][1] = now_ns
        self._growing = watching

    def untold(self) -> list[tuple[int, int]]:
        """What has grown since it was told, oldest first."""
        stretches = [(start_ns, end_ns) for start_ns, end_ns in self.stretches]
        return [one for one in stretches if one[1] > one[0] and one != self._told]

    def told(self, stretch: tuple[int, int]) -> None:
        """This is kept, and with it all before: what can still grow is the last."""
        self._told = stretch
        self.stretches[:-1] = [one for one in self.stretches[:-1] if one[0] > stretch[0]]

    def _continues(self, now_ns: int) -> bool:
        return bool(self.stretches) and now_ns - self.stretches[-1][1] <= _LONGEST_ABSENCE_NS


class ExposureBook:
    """Everybody's watched time. Owns the thread `exposure`; `close` joins it."""

    def __init__(self, session_id: str, keep: Keeper) -> None:
        self._session_id = session_id
        self._keep = keep
        self._times: dict[str, WatchedTime] = {}
        self._thread = ThreadPoolExecutor(1, "exposure")

    def of(self, name: str) -> WatchedTime:
        """This person's watched time."""
        return self._times.setdefault(name, WatchedTime())

    async def flush(self) -> None:
        """Tell the library what has grown; what it cannot take is told again next time."""
        loop = asyncio.get_running_loop()
        for name, time in list(self._times.items()):
            for stretch in time.untold():
                watched = Exposure(self._session_id, name, *stretch)
                try:
                    await loop.run_in_executor(self._thread, self._keep, watched)
                except ObserverError as error:
                    log.warning("watched time waits to be kept: %s", error)
                    return
                time.told(stretch)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()
