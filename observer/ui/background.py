"""The one hop: work leaves the window's thread here and its outcome comes back here.

The outcome is delivered in the window's thread, and only while the owner lives. A known failure
is shown as a plain sentence with its remedy; anything else is a defect, logged with its traceback.

The working thread holds no Qt object and no callback: it posts plain values, so that nothing of
Qt is ever let go in a thread it does not belong to.
"""

import itertools
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from observer.model.errors import Cancelled
from observer.ui.banner import show_error

T = TypeVar("T")

_THREADS = 6
"""So that an import, an export and a rehearsal together leave short work its own. Made on need."""


class Progress:
    """What the work is handed: call it with a fraction of 0 to 1, ask it whether to stop."""

    def __init__(
        self, report: Callable[[float], None], say: Callable[[str], None], cancel: Event
    ) -> None:
        self._report = report
        self._say = say
        self._cancel = cancel

    def __call__(self, fraction: float) -> None:
        """Say how far the work is, 0 to 1."""
        self._report(min(1.0, max(0.0, fraction)))

    def say(self, line: str) -> None:
        """Say in words what is being done."""
        self._say(line)

    def cancelled(self) -> bool:
        """Whether the user asked to stop; the work then raises Cancelled or returns early."""
        return self._cancel.is_set()


class Task:
    """One piece of work under way, seen from the window's thread."""

    def __init__(self, number: int, owner: "_Owner", callbacks: "_Callbacks") -> None:
        self._number = number
        self._owner = owner
        self._callbacks = callbacks
        self._cancel = Event()

    def cancel(self) -> None:
        """Ask the work to stop; it ends as a Cancelled failure, which is never shown."""
        self._cancel.set()

    @property
    def running(self) -> bool:
        """Whether its outcome is still to be delivered."""
        return self._number in _tasks

    def _report(self, fraction: float) -> None:
        if self._owner.alive and self._callbacks.progressed is not None:
            self._callbacks.progressed(fraction)

    def _say(self, line: str) -> None:
        if self._owner.alive and self._callbacks.said is not None:
            self._callbacks.said(line)

    def _end(self, result: object, error: Exception | None) -> None:
        _tasks.pop(self._number, None)
        self._owner.tasks.discard(self)
        if not self._owner.alive:
            return
        if error is None:
            self._callbacks.done(result)
        elif self._callbacks.failed is not None:
            self._callbacks.failed(error)
        elif not isinstance(error, Cancelled):
            owner = self._owner.reference()
            if owner is not None:
                show_error(owner, error)


@dataclass(frozen=True, slots=True)
class _Callbacks:
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    progressed: Callable[[float], None] | None
    said: Callable[[str], None] | None


class _Owner:
    """Knows whether an owner lives, with one connection to it however often it asks for work."""

    def __init__(self, owner: QObject) -> None:
        self.alive = True
        self.tasks: set[Task] = set()
        self.reference = weakref.ref(owner)
        owner.destroyed.connect(self._die)

    def _die(self) -> None:
        self.alive = False
        for task in self.tasks:
            task.cancel()


@dataclass(frozen=True, slots=True)
class _Report:
    number: int
    fraction: float


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    line: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    number: int
    result: object
    error: Exception | None


_Letter = _Report | _Line | _Outcome


class _Post(QObject):
    """Carries what the working threads say into the window's thread, in order."""

    _waiting = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._letters: SimpleQueue[_Letter] = SimpleQueue()
        self._waiting.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def send(self, letter: _Letter) -> None:
        """Called from any thread."""
        self._letters.put(letter)
        self._waiting.emit()

    def _deliver(self) -> None:
        try:
            letter = self._letters.get_nowait()
        except Empty:  # thrown away by close_background
            return
        task = _tasks.get(letter.number)
        if task is None:
            return
        if isinstance(letter, _Report):
            task._report(letter.fraction)
        elif isinstance(letter, _Line):
            task._say(letter.line)
        else:
            task._end(letter.result, letter.error)


_numbers = itertools.count()
_tasks: dict[int, Task] = {}
_owners: "weakref.WeakKeyDictionary[QObject, _Owner]" = weakref.WeakKeyDictionary()
_pool: ThreadPoolExecutor | None = None
_post: _Post | None = None


def run(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None] | None = None,
    progressed: Callable[[float], None] | None = None,
    said: Callable[[str], None] | None = None,
) -> Task:
    """Do `work` in the background for `owner`; call `done` with what it returns.

    Without `failed`, a failure is shown in the owner's window (a cancelled task shows nothing).
    All callbacks run in the window's thread, none after the owner is destroyed. `work` must not
    hold the owner or any other Qt object: hand it plain values.
    """
    global _pool, _post  # noqa: PLW0603  # one pool for the process; close_background ends it
    if _post is None:
        _post = _Post()
    if _pool is None:
        _pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="background")
    known = _owners.get(owner)
    if known is None:
        known = _owners[owner] = _Owner(owner)
    number = next(_numbers)
    task = Task(number, known, _Callbacks(done, failed, progressed, said))
    _tasks[number] = task
    known.tasks.add(task)
    _pool.submit(_execute, number, work, task._cancel, _post.send)
    return task


def close_background() -> None:
    """Ask what is under way to stop, and join the threads; nothing more is delivered.

    What was asked for and takes no time is still done, as a mark that was just made. `run` may be
    called again afterwards.
    """
    global _pool  # noqa: PLW0603  # see run
    for task in tuple(_tasks.values()):
        task.cancel()
    _tasks.clear()
    if _pool is not None:
        _pool.shutdown(wait=True)
        _pool = None


def _execute(
    number: int,
    work: Callable[[Progress], object],
    cancel: Event,
    send: Callable[[_Letter], None],
) -> None:
    progress = Progress(
        lambda fraction: send(_Report(number, fraction)),
        lambda line: send(_Line(number, line)),
        cancel,
    )
    try:
        outcome = _Outcome(number, work(progress), None)
    except Exception as error:  # noqa: BLE001  # carried to the window's thread, shown there
        outcome = _Outcome(number, None, error)
    send(outcome)
