"""Exports under way: made in the background, a few at a time, in the order they were asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from observer.model.errors import Cancelled
from observer.model.identity import new_id
from observer.ui.background import Progress, Task, run

_AT_ONCE = 2  # each takes the processors it gets; short ones need not wait for a long one

Work = Callable[[Progress], Path]
"""Makes the file and says where it lies. It must not hold any Qt object."""


class JobState(StrEnum):
    """How far an export is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(slots=True)
class Job:
    """One file to be made. `path` is where it will lie, then where it lies."""

    name: str
    path: Path
    work: Work
    state: JobState = JobState.WAITING
    part: float = 0.0
    error: Exception | None = None
    task: Task | None = None
    id: str = field(default_factory=new_id)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be made."""
        return self.state in (JobState.WAITING, JobState.RUNNING)


class ExportQueue(QObject):
    """All exports of the window since it was opened."""

    added = Signal(object)  # Job
    changed = Signal(object)  # Job: its state or its part
    finished = Signal(object)  # Job: done, failed or stopped
    removed = Signal(str)  # a job's id

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []

    @property
    def open_jobs(self) -> list[Job]:
        """Those that are still to be made."""
        return [job for job in self.jobs if job.is_open]

    @property
    def part(self) -> float:
        """How far all that was asked for together is, 0 to 1."""
        parts = [job.part for job in self.jobs if job.is_open or job.state is JobState.DONE]
        return sum(parts) / len(parts) if parts else 1.0

    def taken(self) -> list[Path]:
        """The names that files to come will have."""
        return [job.path for job in self.open_jobs]

    def add(self, name: str, path: Path, work: Work) -> Job:
        """Make a file as soon as there is room for it."""
        job = Job(name, path, work)
        self.jobs.append(job)
        self.added.emit(job)
        self._begin()
        return job

    def cancel(self, job: Job) -> None:
        """Make it no longer; nothing of it stays."""
        if job.state is JobState.WAITING:
            self._end(job, JobState.STOPPED)
        elif job.task is not None:
            job.task.cancel()

    def clear(self) -> None:
        """Forget those that came to an end."""
        for job in [job for job in self.jobs if not job.is_open]:
            self.forget(job)

    def forget(self, job: Job) -> None:
        """List it no longer; its file stays."""
        if not job.is_open and job in self.jobs:
            self.jobs.remove(job)
            self.removed.emit(job.id)

    def _begin(self) -> None:
        running = sum(job.state is JobState.RUNNING for job in self.jobs)
        waiting = [job for job in self.jobs if job.state is JobState.WAITING]
        for job in waiting[: max(0, _AT_ONCE - running)]:
            job.state = JobState.RUNNING
            job.task = run(
                self,
                job.work,
                partial(self._done, job),
                partial(self._fail, job),
                partial(self._progress, job),
            )
            self.changed.emit(job)

    def _progress(self, job: Job, part: float) -> None:
        job.part = part
        self.changed.emit(job)

    def _done(self, job: Job, path: Path) -> None:
        job.path, job.part = path, 1.0
        self._end(job, JobState.DONE)

    def _fail(self, job: Job, error: Exception) -> None:
        job.error = error
        self._end(job, JobState.STOPPED if isinstance(error, Cancelled) else JobState.FAILED)

    def _end(self, job: Job, state: JobState) -> None:
        job.state, job.task = state, None
        self.changed.emit(job)
        self.finished.emit(job)
        self._begin()
