"""Tasks and questionnaires as a report shows them: figures in words, and a chart of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from observer.analysis.gap import TaskGap
from observer.analysis.insight import Insight, QuestionnaireFigure
from observer.analysis.published_averages import SEQ_AVERAGE, SUS_AVERAGE
from observer.analysis.scores import SEQ_POINTS
from observer.export.reports.charts import axis, interval_chart, share_chart
from observer.export.reports.effort import TookLine, took_line
from observer.export.reports.figures import (
    counted,
    length,
    percent,
    score_words,
    share_words,
    time_words,
)
from observer.model.sitting import Outcome
from observer.model.study import Score


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task. `verdict` sets what was observed beside what was thought, `sure` beyond chance."""

    title: str
    wording: str
    tried: int
    completion_chart: Markup
    completion: str
    completion_verdict: str
    completion_sure: bool
    time_chart: Markup
    time: str
    time_verdict: str
    time_sure: bool
    expected: str
    predicted: str
    outcomes: Sequence[tuple[str, int]]
    outcome_chart: Markup
    helped: int
    ease: str
    ease_chart: Markup
    criteria: str
    took: TookLine


@dataclass(frozen=True, slots=True)
class FormLine:
    """A questionnaire's mean score on its scale, beside what others measured with it."""

    title: str
    score: str
    chart: Markup
    beside: str


_AXIS_ENDS = (
    4,
    8,
    20,
    40,
    60,
    80,
    120,
    180,
    240,
    360,
    480,
    720,
    960,
    1200,
    2400,
    3600,
    7200,
    14400,
)
"""Seconds whose quarters are easily read."""

_CLASSES = {
    Outcome.SUCCESS: "success",
    Outcome.DIFFICULTY: "difficulty",
    Outcome.FAILED: "failed",
    Outcome.GIVEN_UP: "given-up",
}


def task_lines(found: Insight) -> tuple[TaskLine, ...]:
    """All tasks, their times on one axis."""
    full = longest(found)
    return tuple(_line(gap, full) for gap in found.tasks)


def longest(found: Insight) -> float:
    """Seconds at the end of the axis that all times are drawn on; the next round figure."""
    told = [0.0]
    for gap in found.tasks:
        seconds = gap.figures.seconds
        if seconds is not None:
            # An interval that reaches far out would press the others together; it is cut there.
            told.append(min(seconds.high or seconds.value, 3 * seconds.value))
        told.append(gap.expected_seconds or 0)
        told.append((gap.predicted.seconds or 0) if gap.predicted else 0)
    return _round_up(max(told))


def time_axis(full: float) -> Markup:
    """The axis of all times."""
    return axis([length(full * part / 4) for part in range(5)]) if full > 0 else Markup("")


def form_lines(found: Insight) -> tuple[FormLine, ...]:
    """The questionnaires that have a published score."""
    return tuple(_form(one) for one in found.questionnaires)


def _line(gap: TaskGap, full: float) -> TaskLine:
    figures, predicted = gap.figures, gap.predicted
    guessed = []
    if predicted:
        guessed.append(f"{percent(predicted.completion)} complete it")
        if predicted.seconds:
            guessed.append(length(predicted.seconds))
    outcomes = [(str(outcome), count) for outcome, count in figures.outcomes.items()]
    told = ", ".join(f"{count} {name}" for name, count in outcomes if count)
    expected = length(gap.expected_seconds) if gap.expected_seconds else ""
    completion, seconds = share_words(figures.completion), time_words(figures.seconds)
    title = figures.task.title
    return TaskLine(
        title=title,
        wording=figures.task.wording,
        tried=figures.people,
        completion_chart=interval_chart(
            f"{title}, completed: {completion}"
            + (f", predicted {percent(predicted.completion)}" if predicted else ""),
            figures.completion,
            1.0,
            predicted=predicted.completion if predicted else None,
        ),
        completion=completion,
        completion_verdict=_points(gap),
        completion_sure=bool(gap.completion_gap and (gap.completion_gap.high or 0) < 0),
        time_chart=interval_chart(
            f"{title}, time: {seconds}" + (f", expected {expected}" if expected else ""),
            figures.seconds,
            full,
            expected=gap.expected_seconds,
            predicted=predicted.seconds if predicted else None,
        ),
        time=seconds,
        time_verdict=_times(gap),
        time_sure=gap.beyond_chance and bool(gap.time_ratio and gap.time_ratio.value > 1),
        expected=expected,
        predicted=f"{', '.join(guessed)} (by {counted(predicted.people, 'person', 'people')})"
        if predicted
        else "",
        outcomes=outcomes,
        outcome_chart=share_chart(
            f"{title}: {told or 'not tried'}",
            [
                (_CLASSES[outcome], count / figures.people if figures.people else 0)
                for outcome, count in figures.outcomes.items()
            ],
        ),
        helped=figures.helped,
        ease=score_words(figures.seq, 1, SEQ_POINTS),
        ease_chart=interval_chart(
            f"{title}, ease: {score_words(figures.seq, 1, SEQ_POINTS)} of 7",
            figures.seq,
            SEQ_POINTS,
            expected=SEQ_AVERAGE,
        ),
        criteria=figures.task.success_criteria,
        took=took_line(figures),
    )


def _points(gap: TaskGap) -> str:
    if gap.completion_gap is None:
        return ""
    points = round(gap.completion_gap.value * 100)
    sign = "−" if points < 0 else "+" if points > 0 else ""
    return f"{sign}{abs(points)} points"


def _times(gap: TaskGap) -> str:
    return f"{gap.time_ratio.value:.1f}× expected" if gap.time_ratio else ""


def _form(one: QuestionnaireFigure) -> FormLine:
    average = SUS_AVERAGE if one.form.score is Score.SUS else None
    words = score_words(one.score, 0, 100, 0)
    beside = [f"{one.grade.words[0].upper()}{one.grade.words[1:]}."] if one.grade else []
    if average:
        beside.append(f"The mean of some 500 products is {SUS_AVERAGE:.0f} (Sauro 2011).")
    return FormLine(
        one.form.title,
        f"{words} of 100",
        interval_chart(f"{one.form.title}: {words} of 100", one.score, 100.0, expected=average),
        " ".join(beside),
    )


def _round_up(seconds: float) -> float:
    if seconds <= 0:
        return 0.0
    for step in _AXIS_ENDS:
        if seconds <= step:
            return float(step)
    return seconds
