"""Where in the product a moment lies: the window in front, its component, the task at hand."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from observer.database.library import Library
from observer.model.samples import FocusChange
from observer.model.sitting import Attempt
from observer.model.study import Study


@dataclass(frozen=True, slots=True)
class Place:
    """What was in front at a moment, and what of the study that is; empty where unknown."""

    application: str = ""
    title: str = ""
    component: str = ""
    team: str = ""
    task_id: str = ""


class Surroundings:
    """Of one session: its windows and attempts, seen through its study's components."""

    def __init__(
        self, study: Study | None, windows: Sequence[FocusChange], attempts: Sequence[Attempt]
    ) -> None:
        self._study = study
        self._windows = sorted(windows, key=lambda change: change.time_ns)
        self._starts_ns = [change.time_ns for change in self._windows]
        self._attempts = attempts

    def at(self, time_ns: int) -> Place:
        """What surrounds a moment."""
        place = bisect_right(self._starts_ns, time_ns) - 1
        front = self._windows[place] if place >= 0 else FocusChange(0, "", "")
        component = self._study and self._study.component_of(front.application, front.title)
        return Place(
            front.application,
            front.title,
            component.name if component else "",
            component.team if component else "",
            self._task_at(time_ns),
        )

    def _task_at(self, time_ns: int) -> str:
        """The task of the latest attempt that had begun and had not ended."""
        running = [
            attempt
            for attempt in self._attempts
            if attempt.start_ns <= time_ns and (attempt.end_ns is None or time_ns < attempt.end_ns)
        ]
        return running[-1].task_id if running else ""


def surroundings_of(library: Library, session_id: str) -> Surroundings:
    """What the library knows of one session. Raises SessionNotFound."""
    row = library.session(session_id)
    return Surroundings(
        library.study_by_name(row.study),
        library.windows(session_id),
        library.attempts(session_id),
    )
