"""How a task went over all participants: who completed it, in what time, how easy it felt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from observer.analysis.intervals import Estimate, geometric_mean, mean, share
from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.analysis.task_effort import TaskEffort, task_effort
from observer.model.annotation import Annotation
from observer.model.clock import NS_PER_SECOND
from observer.model.effort import Effort
from observer.model.sitting import Attempt, Outcome
from observer.model.study import Score, Task

COMPLETED = (Outcome.SUCCESS, Outcome.DIFFICULTY)
"""Outcomes that count as completed: who gets there with difficulty gets there."""


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """One task's figures. Each estimate is None where nobody was observed.

    `seconds` is over completed attempts without help alone: another's time is not the task's.
    `seq` is the answer to the Single Ease Question, 1 to 7. `attempts` are the first ones, one a
    participant, that the figures stand on, by session.
    """

    task: Task
    attempts: tuple[Attempt, ...]
    completion: Estimate | None
    seconds: Estimate | None
    seq: Estimate | None
    helped: int
    outcomes: dict[Outcome, int]
    moments: tuple[Annotation, ...]
    effort: TaskEffort

    @property
    def people(self) -> int:
        """How many tried it."""
        return len(self.attempts)


def task_figures(facts: StudyFacts) -> tuple[TaskFigures, ...]:
    """The figures of each task, in the study's order."""
    friction = moments_by_task(facts.sessions)
    efforts = {one.attempt_id: one for session in facts.sessions for one in session.efforts}
    return tuple(
        _figures(facts, task, friction.get(task.id, ()), efforts) for task in facts.study.tasks
    )


def first_attempts(sessions: Iterable[SessionFacts], task_id: str) -> tuple[Attempt, ...]:
    """Each participant's first ended attempt: who tries again has learned from the first."""
    found: dict[str, Attempt] = {}
    for session in sessions:
        for attempt in session.attempts:
            if attempt.task_id == task_id and attempt.outcome is not None:
                found.setdefault(session.participant, attempt)
    return tuple(found.values())


def seconds_of(attempt: Attempt) -> float:
    """How long an ended attempt took."""
    return ((attempt.end_ns or attempt.start_ns) - attempt.start_ns) / NS_PER_SECOND


def own_times(attempts: Iterable[Attempt]) -> list[float]:
    """Seconds of the attempts that were completed without help."""
    return [seconds_of(attempt) for attempt in attempts if is_own(attempt)]


def is_own(attempt: Attempt) -> bool:
    """Whether it was completed without help: what it took is what the task takes."""
    return attempt.outcome in COMPLETED and not attempt.helped and seconds_of(attempt) > 0


def _figures(
    facts: StudyFacts, task: Task, friction: Sequence[Annotation], efforts: Mapping[str, Effort]
) -> TaskFigures:
    attempts = first_attempts(facts.sessions, task.id)
    completed = sum(attempt.outcome in COMPLETED for attempt in attempts)
    return TaskFigures(
        task=task,
        attempts=attempts,
        completion=share(completed, len(attempts)),
        seconds=geometric_mean(own_times(attempts)),
        seq=mean(_ease(facts, task.id)),
        helped=sum(attempt.helped for attempt in attempts),
        outcomes={
            outcome: sum(attempt.outcome is outcome for attempt in attempts) for outcome in Outcome
        },
        moments=tuple(friction),
        effort=task_effort(task, attempts, {one for one in attempts if is_own(one)}, efforts),
    )


def moments_by_task(sessions: Iterable[SessionFacts]) -> dict[str, list[Annotation]]:
    """Friction and bugs by the task they were met in, the worst first; of equals the earlier."""
    found: dict[str, list[Annotation]] = {}
    for session in sessions:
        for said in session.friction:
            if said.task_id:
                found.setdefault(said.task_id, []).append(said)
    for moments in found.values():
        moments.sort(key=lambda said: -(said.severity or 0))
    return found


def _ease(facts: StudyFacts, task_id: str) -> Sequence[float]:
    forms = {form.id for form in facts.study.questionnaires if form.score is Score.SEQ}
    return [
        float(answer.value)
        for session in facts.sessions
        for answer in session.answers
        if answer.questionnaire_id in forms
        and answer.task_id == task_id
        and answer.value is not None
    ]
