"""What the Common Industry Format asks for beside a report: results by participant and by task.

ISO/IEC 25062:2006, Common Industry Format (CIF) for usability test reports, clause 5 and annexes:
completion is told with and without help, efficiency as the unassisted completion rate by the mean
time, in percent a minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from observer.analysis.insight import Insight
from observer.analysis.intervals import share
from observer.analysis.task_figures import COMPLETED, TaskFigures, seconds_of
from observer.export.reports.figures import counted, length, percent, share_words
from observer.model.sitting import Attempt

TO_FILL = "To be filled in"
"""Stands where the format wants what the library does not know."""


@dataclass(frozen=True, slots=True)
class CifTask:
    """A task's summary. Times are of those who completed it alone; `spread` is their deviation."""

    title: str
    unassisted: str
    assisted: str
    mean_time: str
    spread: str
    shortest: str
    longest: str
    efficiency: str
    assists: int
    friction: int
    rows: Sequence["CifRow"]


@dataclass(frozen=True, slots=True)
class CifRow:
    """One participant's first attempt at it."""

    participant: str
    outcome: str
    time: str
    assists: int


@dataclass(frozen=True, slots=True)
class Cif:
    """The parts that are the format's own."""

    to_fill: str
    tasks: Sequence[CifTask]


def cif(found: Insight) -> Cif:
    """The format's figures of all tasks that somebody tried."""
    who = {session.id: session.participant for session in found.facts.sessions}
    tried = [gap.figures for gap in found.tasks if gap.figures.people]
    return Cif(TO_FILL, tuple(_task(figures, who) for figures in tried))


def _task(figures: TaskFigures, who: dict[str, str]) -> CifTask:
    alone = [one for one in figures.attempts if one.outcome in COMPLETED and not one.helped]
    rate = share(len(alone), figures.people)
    times = [seconds_of(one) for one in alone]
    return CifTask(
        title=figures.task.title,
        unassisted=share_words(rate),
        assisted=share_words(figures.completion),
        mean_time=length(fmean(times)) if times else "–",
        spread=length(stdev(times)) if len(times) > 1 else "–",
        shortest=length(min(times)) if times else "–",
        longest=length(max(times)) if times else "–",
        efficiency=_efficiency(rate.value if rate else 0.0, times),
        assists=figures.helped,
        friction=len(figures.moments),
        rows=tuple(_row(one, who) for one in figures.attempts),
    )


def _row(one: Attempt, who: dict[str, str]) -> CifRow:
    return CifRow(who[one.session_id], str(one.outcome), length(seconds_of(one)), one.helped)


def _efficiency(rate: float, times: Sequence[float]) -> str:
    if not times or not fmean(times):
        return "–"
    each_minute = rate / (fmean(times) / 60)
    return f"{percent(each_minute)} a minute ({counted(len(times), 'attempt')})"
