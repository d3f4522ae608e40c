"""The marks of a running recording: kept on the disk first, then known here."""

import threading
from collections.abc import Callable
from dataclasses import replace

from observer.model.annotation import Mark
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import RecorderError
from observer.model.identity import is_id, new_id
from observer.recorder.messages import AskAmend, AskMark


class MarkBook:
    """Makes marks and changes them; `keep` puts one on the disk before it returns.

    Safe from any thread. Raises RecorderError for a moment that has not come yet.
    """

    def __init__(self, keep: Callable[[Mark], None], now_ns: Callable[[], int]) -> None:
        self._keep = keep
        self._now_ns = now_ns
        self._lock = threading.Lock()
        self._marks: dict[str, Mark] = {}
        self.changes = 0
        """How often a mark was made or changed: whoever polls sees by it that there is news."""

    def mark(self, ask: AskMark) -> Mark:
        """Mark a moment. Raises ValueError for an id that is none."""
        if ask.mark_id in self._marks:
            return self._marks[ask.mark_id]
        if ask.mark_id and not is_id(ask.mark_id):
            raise ValueError("its id is none")
        now_ns = self._now_ns()
        _refuse_future(ask.at_ns, now_ns)
        start_ns = ask.at_ns if ask.at_ns is not None else max(0, now_ns - ask.ago_ns)
        mark_id = ask.mark_id or new_id()
        return self._put(
            Mark(mark_id, ask.kind, start_ns, now_ns, ask.severity, ask.note, ask.author)
        )

    def amend(self, ask: AskAmend) -> Mark:
        """Change a mark, or take it back. Raises RecorderError for one that is not known."""
        known = self._marks.get(ask.mark_id)
        if known is None:
            raise RecorderError(
                "This recording does not know that mark",
                "It may belong to another session; change it in the review",
            )
        _refuse_future(ask.start_ns, self._now_ns())
        fields = {
            name: value
            for name in ("kind", "start_ns", "severity", "note", "withdrawn")
            if (value := getattr(ask, name)) is not None
        }
        return self._put(replace(known, **fields))

    @property
    def count(self) -> int:
        """How many marks stand."""
        return sum(not mark.withdrawn for mark in self._marks.values())

    def _put(self, mark: Mark) -> Mark:
        with self._lock:
            self._keep(mark)
            self._marks = {**self._marks, mark.id: mark}
            self.changes += 1
        return mark


def _refuse_future(moment_ns: int | None, now_ns: int) -> None:
    if moment_ns is not None and moment_ns > now_ns:
        raise RecorderError(
            "That moment has not come yet",
            f"The recording is {now_ns / NS_PER_SECOND:.0f} seconds long; mark a moment in it",
        )
