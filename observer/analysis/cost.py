"""What the observed friction costs the customers, with what that rests on beside it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from observer.analysis.gap import TaskGap, gap_report
from observer.analysis.intervals import Estimate
from observer.analysis.study_facts import StudyFacts
from observer.model.finding import Assumptions


@dataclass(frozen=True, slots=True)
class TaskCost:
    """Seconds that one customer loses at one go, and hours that all of them lose in a year."""

    task_id: str
    lost_seconds: Estimate
    hours_a_year: Estimate | None


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a study's friction; `stated` are the sentences it rests on.

    `hours_a_year` is None until somebody said how many customers there are and how often they
    come, `value` until somebody said what an hour is worth.
    """

    tasks: tuple[TaskCost, ...]
    hours_a_year: Estimate | None
    value: Estimate | None
    stated: tuple[str, ...]


def cost_of_friction(facts: StudyFacts, gaps: Sequence[TaskGap] | None = None) -> Cost:
    """Of the study's `gaps`, made here where they are not at hand.

    Time lost x how many customers x how often, for each task whose time was expected.

    Time lost is the observed typical time less the expected one, and none where it was quicker.
    The interval of the sum adds the tasks' own ends, so it is rather too wide than too narrow.
    """
    told = facts.assumptions
    goes = told.population * told.times_a_year
    tasks = []
    for gap in gap_report(facts) if gaps is None else gaps:
        observed, expected = gap.figures.seconds, gap.expected_seconds
        if observed is not None and expected is not None:
            lost = _mapped(observed, _above(expected))
            hours = _mapped(lost, _times(goes / 3600)) if goes else None
            tasks.append(TaskCost(gap.figures.task.id, lost, hours))
    total = _sum(one.hours_a_year for one in tasks)
    value = _mapped(total, _times(told.hour_value)) if total and told.hour_value else None
    return Cost(tuple(tasks), total, value, _stated(told, tasks))


def _above(usual: float) -> Callable[[float], float]:
    return lambda seconds: max(0.0, seconds - usual)


def _times(factor: float) -> Callable[[float], float]:
    return lambda amount: amount * factor


def _mapped(estimate: Estimate, by: Callable[[float], float]) -> Estimate:
    low = None if estimate.low is None else by(estimate.low)
    high = None if estimate.high is None else by(estimate.high)
    return Estimate(by(estimate.value), low, high, estimate.count, estimate.confidence)


def _sum(estimates: Iterable[Estimate | None]) -> Estimate | None:
    known = [one for one in estimates if one is not None]
    if not known:
        return None
    lows, highs = [one.low for one in known], [one.high for one in known]
    return Estimate(
        sum(one.value for one in known),
        None if None in lows else sum(low for low in lows if low is not None),
        None if None in highs else sum(high for high in highs if high is not None),
        min(one.count for one in known),
        known[0].confidence,
    )


def _stated(told: Assumptions, tasks: Sequence[TaskCost]) -> tuple[str, ...]:
    sentences = [
        "Time lost is the typical observed time of those who completed a task without help, less"
        " the time that was expected of it."
    ]
    if told.population and told.times_a_year:
        sentences.append(
            f"{told.population:,} customers do each task {told.times_a_year:g} times a year."
        )
    else:
        sentences.append(
            "Nobody has said yet how many customers there are, and how often they come."
        )
    if told.hour_value:
        sentences.append(
            f"An hour of theirs is worth {told.hour_value:g} {told.currency}".rstrip() + "."
        )
    if any(one.lost_seconds.low is None for one in tasks):
        sentences.append("Of a task that one person completed there is no interval.")
    return tuple(sentences)
