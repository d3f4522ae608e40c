"""The gap: what was expected of each task, what was predicted, and what was observed."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, geometric_mean

from observer.analysis.intervals import Estimate
from observer.analysis.study_facts import StudyFacts
from observer.analysis.task_figures import TaskFigures, task_figures
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.study import Prediction


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the team predicted of a task: shares averaged, times by their geometric mean."""

    people: int
    completion: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class TaskGap:
    """One task, three ways. Times are in seconds; None where nobody said or was observed.

    `time_ratio` is the observed typical time by the expected one, with the interval's ends
    alongside; `beyond_chance` says whether the whole interval lies above (or below) what was
    expected. `completion_gap` is observed less predicted completion. `explained_by` are the task's
    friction moments, the worst first, and `words` the participants' own.
    """

    figures: TaskFigures
    expected_seconds: float | None
    predicted: Predicted | None
    time_ratio: Estimate | None
    completion_gap: Estimate | None
    explained_by: tuple[Annotation, ...]
    words: tuple[Annotation, ...]

    @property
    def beyond_chance(self) -> bool:
        """Whether the observed time differs from the expected one by more than chance explains."""
        ratio = self.time_ratio
        if ratio is None or ratio.low is None or ratio.high is None:
            return False
        return ratio.low > 1 or ratio.high < 1


def gap_report(facts: StudyFacts) -> tuple[TaskGap, ...]:
    """Every task of the study, in its order."""
    words = _quotes_by_task(facts)
    return tuple(
        _gap(facts, figures, words.get(figures.task.id, ())) for figures in task_figures(facts)
    )


def predicted_of(predictions: tuple[Prediction, ...], task_id: str) -> Predicted | None:
    """What was predicted of a task by all who predicted; None for nobody."""
    told = [one for one in predictions if one.task_id == task_id and one.participants]
    if not told:
        return None
    times = [one.time_ns / NS_PER_SECOND for one in told if one.time_ns > 0]
    return Predicted(
        people=len(told),
        completion=fmean(one.successes / one.participants for one in told),
        seconds=geometric_mean(times) if times else None,
    )


def _gap(facts: StudyFacts, figures: TaskFigures, words: Sequence[Annotation]) -> TaskGap:
    task = figures.task
    expected = task.expected_ns / NS_PER_SECOND or None
    predicted = predicted_of(facts.predictions, task.id)
    return TaskGap(
        figures=figures,
        expected_seconds=expected,
        predicted=predicted,
        time_ratio=_scaled(figures.seconds, expected),
        completion_gap=_shifted(figures.completion, predicted.completion if predicted else None),
        explained_by=figures.moments,
        words=tuple(words),
    )


def _scaled(observed: Estimate | None, by: float | None) -> Estimate | None:
    if observed is None or by is None:
        return None
    low, high = (None if end is None else end / by for end in (observed.low, observed.high))
    return Estimate(observed.value / by, low, high, observed.count, observed.confidence)


def _shifted(observed: Estimate | None, by: float | None) -> Estimate | None:
    if observed is None or by is None:
        return None
    low, high = (None if end is None else end - by for end in (observed.low, observed.high))
    return Estimate(observed.value - by, low, high, observed.count, observed.confidence)


def _quotes_by_task(facts: StudyFacts) -> dict[str, list[Annotation]]:
    """What participants said during each task, in their own words."""
    found: dict[str, list[Annotation]] = {}
    for session in facts.sessions:
        for said in session.annotations:
            if not said.task_id:
                continue
            quoted = said.quote or (said.kind is AnnotationKind.QUOTE and said.note)
            if quoted and quoted.strip():
                found.setdefault(said.task_id, []).append(said)
    return found
