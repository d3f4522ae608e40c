"""A study's tasks as they are gone through in one session, one attempt after another."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from observer.model.identity import new_id
from observer.model.sitting import Attempt, Outcome
from observer.model.study import Task


class TaskRun:
    """Which task it is, and how the attempt at it fares. Each change is kept by `save` at once.

    waiting ── start ──▶ running ── finish ──▶ waiting (for the next task)

    `undo` takes the last start or finish back: `remove` forgets an attempt that was none.
    """

    def __init__(
        self,
        session_id: str,
        tasks: Sequence[Task],
        save: Callable[[Attempt], None],
        remove: Callable[[str], None],
    ) -> None:
        self._session_id = session_id
        self.tasks = tuple(tasks)
        self._save = save
        self._remove = remove
        self._attempts: list[Attempt] = []
        self._place = 0

    def go_on_from(self, attempts: Sequence[Attempt]) -> None:
        """Take up what an earlier window left: the attempts so far, in the order they began."""
        self._attempts = list(attempts)
        running = self.running
        known = [task.id for task in self.tasks]
        if self._attempts and self._attempts[-1].task_id in known:
            self._place = known.index(self._attempts[-1].task_id) + (0 if running else 1)

    @property
    def task(self) -> Task | None:
        """The task at hand; None once all are done."""
        return self.tasks[self._place] if self._place < len(self.tasks) else None

    @property
    def number(self) -> int:
        """Which task it is, counted from 1."""
        return self._place + 1

    @property
    def running(self) -> Attempt | None:
        """The attempt that lasts."""
        last = self._attempts[-1] if self._attempts else None
        return last if last is not None and last.end_ns is None else None

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """All attempts so far."""
        return tuple(self._attempts)

    @property
    def can_undo(self) -> bool:
        """Whether there is an attempt to take back or to take up again."""
        return bool(self._attempts)

    def start(self, now_ns: int) -> None:
        """Begin an attempt at the task at hand; nothing happens while one lasts."""
        task = self.task
        if task is not None and self.running is None:
            self._keep(Attempt(new_id(), self._session_id, task.id, now_ns), replaces=False)

    def finish(self, now_ns: int, outcome: Outcome) -> None:
        """End the attempt and go to the next task; nothing happens where none lasts."""
        running = self.running
        if running is not None:
            end_ns = max(now_ns, running.start_ns)
            self._keep(replace(running, end_ns=end_ns, outcome=outcome), replaces=True)
            self._place = min(self._place + 1, len(self.tasks))

    def help(self) -> None:
        """The moderator had to help with the attempt that lasts."""
        running = self.running
        if running is not None:
            self._keep(replace(running, helped=running.helped + 1), replaces=True)

    def go_to(self, number: int) -> None:
        """Take another task up, counted from 1; one past the last means all are done.

        An attempt that lasts stays with its task, so nothing happens then.
        """
        if self.running is None:
            self._place = max(0, min(number - 1, len(self.tasks)))

    def undo(self) -> None:
        """Take the last start or finish back."""
        if not self._attempts:
            return
        last = self._attempts[-1]
        known = [task.id for task in self.tasks]
        if last.end_ns is None:
            self._attempts.pop()
            self._remove(last.id)
        else:
            self._keep(replace(last, end_ns=None, outcome=None), replaces=True)
        if last.task_id in known:
            self._place = known.index(last.task_id)

    def _keep(self, attempt: Attempt, *, replaces: bool) -> None:
        self._save(attempt)
        if replaces:
            self._attempts[-1] = attempt
        else:
            self._attempts.append(attempt)
