"""The one hop: work leaves the window's thread here and its outcome comes back here.

The outcome is delivered in the window's thread, and only while the owner lives. A known failure
is shown as a plain sentence with its remedy; anything else is a defect, logged with its traceback.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from observer.model.errors import Cancelled
from observer.ui.banner import show_error

T = TypeVar("T")

_THREADS = 6
"""So that an import, an export and a rehearsal together leave short work its own. Made on need."""


class Progress:
    """What the work is handed: call it with a fraction of 0 to 1, ask it whether to stop."""

    def __init__(self, report: Callable[[float], None], cancel: Event) -> None:
        self._report = report
        self._cancel = cancel

    def __call__(self, fraction: float) -> None:
        """Say how far the work is, 0 to 1."""
        self._report(min(1.0, max(0.0, fraction)))

    def cancelled(self) -> bool:
        """Whether the user asked to stop; the work then raises Cancelled or returns early."""
        return self._cancel.is_set()


class Task(QObject):
    """One piece of work under way. `progressed` is emitted in the window's thread."""

    progressed = Signal(float)
    _reported = Signal(float)
    _ended = Signal(object, object)

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        super().__init__()
        self._owner: QObject | None = owner
        self._done = done
        self._failed = failed
        self._cancel = Event()
        self.progress = Progress(self._reported.emit, self._cancel)
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        owner.destroyed.connect(self._orphan)

    def cancel(self) -> None:
        """Ask the work to stop; it ends as a Cancelled failure, which is never shown."""
        self._cancel.set()

    @property
    def running(self) -> bool:
        """Whether its outcome is still to be delivered."""
        return self in _running

    def execute(self, work: Callable[[Progress], object]) -> None:
        """Do the work, in whatever thread this is called from."""
        try:
            result = work(self.progress)
        except Exception as error:  # noqa: BLE001  # carried to the window's thread, shown there
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _orphan(self) -> None:
        self._owner = None
        self._cancel.set()

    def _pass_on(self, fraction: float) -> None:
        if self._owner is not None and shiboken6.isValid(self._owner):
            self.progressed.emit(fraction)

    def _deliver(self, result: object, error: Exception | None) -> None:
        _running.discard(self)
        owner = self._owner
        if owner is None or not shiboken6.isValid(owner):
            return
        if error is None:
            self._done(result)
        elif self._failed is not None:
            self._failed(error)
        elif not isinstance(error, Cancelled):
            show_error(owner, error)


_running: set[Task] = set()
_pool: ThreadPoolExecutor | None = None


def run(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None] | None = None,
    progressed: Callable[[float], None] | None = None,
) -> Task:
    """Do `work` in the background for `owner`; call `done` with what it returns.

    Without `failed`, a failure is shown in the owner's window (a cancelled task shows nothing).
    All callbacks run in the window's thread, none after the owner is destroyed.
    """
    global _pool  # noqa: PLW0603  # one pool for the process; close_background ends it
    if _pool is None:
        _pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="background")
    task = Task(owner, done, failed)
    if progressed is not None:
        task.progressed.connect(progressed)
    _running.add(task)
    _pool.submit(partial(task.execute, work))
    return task


def close_background() -> None:
    """Cancel what is under way and join the threads; `run` may be called again afterwards."""
    global _pool  # noqa: PLW0603  # see run
    for task in tuple(_running):
        task.cancel()
    _running.clear()
    if _pool is not None:
        _pool.shutdown(wait=True, cancel_futures=True)
        _pool = None
