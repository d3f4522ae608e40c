"""What the tasks tab and the tasks lane do to the attempts of the open session."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from observer.annotate.attempts import AttemptFields, Attempts, AttemptStep
from observer.database.library import Library
from observer.model.errors import ObserverError
from observer.model.span import Span
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side_panel import SidePanel
from observer.ui.review.timeline import Timeline
from observer.ui.review.verbs import Verbs
from observer.ui.review.way_back import Step


class AttemptJoins(QObject):
    """Every step can be taken back, by Ctrl+Z or from the message that tells of it."""

    said = Signal(str, object)  # words, and the way back or None
    changed = Signal()
    failed = Signal(object)  # ObserverError

    def __init__(self, book: MomentBook, side: SidePanel, timeline: Timeline, verbs: Verbs) -> None:
        super().__init__(book)
        self._book = book
        self._side = side
        self._verbs = verbs
        self._attempts: Attempts | None = None
        tasks = side.tasks
        tasks.add_requested.connect(self._add)
        tasks.form.corrected.connect(self._correct)
        tasks.form.remove_requested.connect(self._remove)
        timeline.attempt_pressed.connect(side.show_attempt)
        timeline.attempt_dragged.connect(self._move)

    def open(self, library: Library, session_id: str) -> None:
        """Another session's."""
        self._attempts = Attempts(library, session_id)

    def close(self) -> None:
        """No session is open."""
        self._attempts = None

    # -- verbs ---------------------------------------------------------------------------

    def _add(self, task_id: str) -> None:
        span = self._verbs.chosen
        if span is None:
            self.said.emit(
                self.tr("Set the attempt’s stretch first: I where it begins, O where it ends"), None
            )
            return
        step = self._do(lambda attempts: attempts.add(task_id, span))
        if step is not None and step.after is not None:
            self._verbs.set_range(None)
            self._side.show_attempt(step.after.id)
            self._keep(self.tr("adding an attempt"), step)
            self._say(self.tr("Attempt added: say how it ended"))

    def _correct(self, attempt_id: str, said: AttemptFields) -> None:
        step = self._do(lambda attempts: attempts.change(attempt_id, **said))
        if step is not None:
            self._keep(self.tr("correcting an attempt"), step)

    def _remove(self, attempt_id: str) -> None:
        step = self._do(lambda attempts: attempts.remove(attempt_id))
        if step is not None:
            self._keep(self.tr("removing an attempt"), step)
            self._say(self.tr("Attempt removed"))

    def _move(self, attempt_id: str, span: Span) -> None:
        step = self._do(
            lambda attempts: attempts.change(attempt_id, start_ns=span.start_ns, end_ns=span.end_ns)
        )
        if step is not None:
            self._keep(self.tr("moving an attempt"), step)
            self._say(self.tr("The task was moved"))

    # -- how -----------------------------------------------------------------------------

    def _do(self, verb: Callable[[Attempts], AttemptStep]) -> AttemptStep | None:
        attempts = self._attempts
        if attempts is None:
            return None
        step = None
        try:
            step = verb(attempts)
        except ObserverError as error:
            self.failed.emit(error)
        self._book.show_attempts(attempts.all())
        self.changed.emit()
        return step

    def _keep(self, what: str, step: AttemptStep) -> None:
        """Let it be taken back, and made again."""
        if step.before != step.after:
            forth = AttemptStep(step.after, step.before)
            self._verbs.way_back.add(
                Step(what, lambda: self._take_back(step), lambda: self._take_back(forth))
            )

    def _take_back(self, step: AttemptStep) -> bool:
        def verb(attempts: Attempts) -> AttemptStep:
            attempts.take_back(step)
            return step

        return self._do(verb) is not None

    def _say(self, words: str) -> None:
        self.said.emit(words, self._verbs.way_back.of_latest())
