"""The recording, asked without holding up the pages: its client's calls wait in threads of ours."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from observer.companion.limits import Allowance
from observer.model.annotation import AnnotationKind, Mark
from observer.model.errors import ObserverError
from observer.model.status import RecorderStatus
from observer.recorder.client import RecorderClient

_Answer = TypeVar("_Answer")

# Wide enough for a phone held upright at three pixels a point, or a laptop's half.
PICTURE_WIDTH = 960
PICTURE_EVERY_S = 1.0
"""The recording makes at most one picture in this time, however many watch."""

# Each is a write to the disk in the recording's process; what is over waits on its page.
_WRITES_AT_ONCE, _WRITES_A_SECOND = 300, 50.0


class RecorderLine:
    """Owns the threads `recording-line`; `close` joins them."""

    def __init__(self, client: RecorderClient) -> None:
        self._client = client
        # Marks must not wait behind a picture or a status that the recording is slow to give.
        self._marks = ThreadPoolExecutor(1, "recording-line-marks")
        self._looks = ThreadPoolExecutor(2, "recording-line-looks")
        self._writes = Allowance(_WRITES_AT_ONCE, _WRITES_A_SECOND)
        self._picture = b""
        self._picture_at_s = 0.0
        self._picture_lock = asyncio.Lock()

    async def status(self) -> RecorderStatus:
        """How it stands. Raises RecorderSilent, or RecorderError where it has gone."""
        return await _within(self._looks, self._client.status)

    def may_write(self) -> bool:
        """Whether the recording is to be asked to keep one thing more; counts it."""
        return self._writes.take()

    async def mark(
        self,
        kind: AnnotationKind,
        at_ns: int,
        severity: int | None,
        note: str,
        author: str,
        mark_id: str,
    ) -> Mark:
        """Mark a moment; on the disk when this returns. Raises RecorderError."""
        return await _within(
            self._marks,
            lambda: self._client.mark(
                kind, at_ns=at_ns, severity=severity, note=note, author=author, mark_id=mark_id
            ),
        )

    async def amend(self, mark_id: str, severity: int | None, withdrawn: bool | None) -> Mark:
        """Judge a mark or take it back. Raises RecorderError."""
        return await _within(
            self._marks,
            lambda: self._client.amend(mark_id, severity=severity, withdrawn=withdrawn),
        )

    async def picture(self) -> bytes:
        """The screen within the last second, as a JPEG; empty where there is none just then."""
        async with self._picture_lock:
            if time.monotonic() - self._picture_at_s >= PICTURE_EVERY_S:
                self._picture_at_s = time.monotonic()
                try:
                    self._picture = await _within(
                        self._looks, lambda: self._client.picture(PICTURE_WIDTH)
                    )
                except ObserverError:  # paused, a display lost: the page keeps what it shows
                    self._picture = b""
            return self._picture

    def close(self) -> None:
        """Wait for the calls under way, and end."""
        self._marks.shutdown(cancel_futures=True)
        self._looks.shutdown(cancel_futures=True)


async def _within(executor: ThreadPoolExecutor, call: Callable[[], _Answer]) -> _Answer:
    return await asyncio.get_running_loop().run_in_executor(executor, call)
