"""Lets the rules go through the open session, in the background."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from observer.model.errors import Cancelled
from observer.ui.background import Progress, Task, run
from observer.ui.review.moment_book import MomentBook

LookForSignals = Callable[[str, Callable[[], bool]], int]
"""Called in the background with a session's id and whether to stop; how many are new."""


class SignalSearch(QObject):
    """One search at a time; what comes late for a session that was left is dropped."""

    changed = Signal()  # it began, or ended
    found = Signal(int)  # how many suggestions it made

    def __init__(self, book: MomentBook) -> None:
        super().__init__(book)
        self._book = book
        self._look: LookForSignals | None = None
        self._task: Task | None = None
        self._fruitless: set[str] = set()

    def set_look(self, look: LookForSignals) -> None:
        """What looks for signals."""
        self._look = look

    @property
    def is_running(self) -> bool:
        """Whether the rules are at it."""
        return self._task is not None

    @property
    def was_fruitless(self) -> bool:
        """Whether the open session was gone through, and nothing was found."""
        editor = self._book.editor
        return editor is not None and editor.session_id in self._fruitless

    def start(self) -> None:
        """Begin, unless it is under way; a failure is the book's to tell."""
        look, editor = self._look, self._book.editor
        if look is None or editor is None or self._task is not None:
            return
        session_id = editor.session_id
        task: Task

        def is_over() -> bool:
            """Whether another session is open by now, or it was stopped."""
            if task is not self._task:
                return True
            self._task = None
            self.changed.emit()
            return editor is not self._book.editor

        def work(progress: Progress) -> int:
            return look(session_id, progress.cancelled)

        def fail(error: Exception) -> None:
            if not is_over() and not isinstance(error, Cancelled):
                self._book.failed.emit(error)

        def done(count: int) -> None:
            if not is_over():
                if count == 0:
                    self._fruitless.add(session_id)
                self._book.reload()
                self.found.emit(count)

        self._task = task = run(self, work, done, fail)
        self.changed.emit()

    def stop(self) -> None:
        """What was found so far is forgotten."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.changed.emit()
