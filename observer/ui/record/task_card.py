"""The task at hand on the console: its words to read out, how long it takes, how it ended."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from observer.annotate.task_run import TaskRun
from observer.model.clock import format_ns
from observer.model.sitting import Attempt, Outcome
from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import set_tone, text_label
from observer.ui.theme import HEADING, SMALL, SPACE

_TICK_MS = 250


class TaskCard(QFrame):
    """Drives a TaskRun by buttons; hidden where the study has no task."""

    task_changed = Signal(str, str)
    """The title and wording of the task at hand; both empty once all are done."""
    finished = Signal(object)
    """An Attempt that ended just then."""

    def __init__(
        self, run: TaskRun, now_ns: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._now_ns = now_ns
        self.setProperty("surface", "panel")
        self.place = text_label(size=SMALL, tone="dim")
        self.clock = text_label(size=SMALL, tone="dim")
        self.wording = text_label(size=HEADING, weight=600, wrap=True)
        self.criteria = text_label(size=SMALL, tone="dim", wrap=True)
        self.start = push_button(self.tr("Start"), role="primary", icon_name="play")
        self.ends: dict[Outcome, QPushButton] = {}
        self.helped = push_button(self.tr("Helped"))
        self.earlier = icon_button("chevron-left", self.tr("Task before"))
        self.later = icon_button("chevron-right", self.tr("Next task"))
        self.undo = icon_button("undo", self.tr("Take the last step back"))
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.setVisible(bool(run.tasks))
        self.show_run()

    def show_run(self) -> None:
        """Show how the run stands."""
        run = self._run
        task, running = run.task, run.running
        count = len(run.tasks)
        if task is None:
            self.place.setText(self.tr("{n} tasks").format(n=count))
            self.wording.setText(self.tr("All tasks are done"))
        else:
            self.place.setText(self.tr("Task {n} of {count}").format(n=run.number, count=count))
            self.wording.setText(f"“{task.wording}”" if task.wording else task.title)
        self.criteria.setText(self._criteria())
        self.criteria.setVisible(bool(self.criteria.text()))
        self.start.setVisible(running is None and task is not None)
        for button in (*self.ends.values(), self.helped):
            button.setVisible(running is not None)
        helped = running.helped if running else 0
        words = self.tr("Helped")
        self.helped.setText(f"{words} · {helped}" if helped else words)
        self.earlier.setEnabled(running is None and run.number > 1)
        self.later.setEnabled(running is None and task is not None)
        self.undo.setEnabled(run.can_undo)
        self._tick()

    def announce(self) -> None:
        """Tell `task_changed` of the task at hand: somebody who has to know has come."""
        task = self._run.task
        self.task_changed.emit(task.title if task else "", task.wording if task else "")

    def _criteria(self) -> str:
        task = self._run.task
        if task is None:
            return ""
        parts = []
        if task.start_state and self._run.running is None:
            parts.append(self.tr("Before: {words}").format(words=task.start_state))
        if task.success_criteria:
            parts.append(self.tr("Done when: {words}").format(words=task.success_criteria))
        return "\n".join(parts)

    def _tick(self) -> None:
        task, running = self._run.task, self._run.running
        expected = task.expected_ns if task else 0
        words = self.tr("expected {time}").format(time=format_ns(expected)) if expected else ""
        spent_ns = self._now_ns() - running.start_ns if running else 0
        if running:
            words = f"{format_ns(spent_ns)} · {words}" if words else format_ns(spent_ns)
        self.clock.setText(words)
        set_tone(self.clock, "accent" if 0 < expected < spent_ns else "dim")

    def _do(self, step: Callable[[], None]) -> None:
        before = self._run.task
        step()
        self.show_run()
        if self._run.task != before:
            self.announce()

    def _finish(self, outcome: Outcome) -> None:
        running = self._run.running
        self._do(lambda: self._run.finish(self._now_ns(), outcome))
        ended = next((a for a in self._run.attempts if running and a.id == running.id), None)
        if isinstance(ended, Attempt):
            self.finished.emit(ended)

    def _build(self) -> None:
        words = {
            Outcome.SUCCESS: self.tr("Done"),
            Outcome.DIFFICULTY: self.tr("With difficulty"),
            Outcome.FAILED: self.tr("Failed"),
            Outcome.GIVEN_UP: self.tr("Gave up"),
        }
        run = self._run
        self.start.clicked.connect(lambda: self._do(lambda: run.start(self._now_ns())))
        self.helped.clicked.connect(lambda: self._do(run.help))
        self.earlier.clicked.connect(lambda: self._do(lambda: run.go_to(run.number - 1)))
        self.later.clicked.connect(lambda: self._do(lambda: run.go_to(run.number + 1)))
        self.undo.clicked.connect(lambda: self._do(run.undo))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.place)
        for tool in (self.earlier, self.later, self.undo):
            head.addWidget(tool)
        head.addStretch(1)
        head.addWidget(self.clock)
        column.addLayout(head)
        column.addWidget(self.wording)
        column.addWidget(self.criteria)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.start)
        for outcome, word in words.items():
            button = push_button(word, role="primary" if outcome is Outcome.SUCCESS else "")
            button.clicked.connect(partial(self._finish, outcome))
            self.ends[outcome] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.helped)
        column.addLayout(row)
