"""What tasks took of the hands, as a report shows it."""

from dataclasses import dataclass

from markupsafe import Markup

from observer.analysis.intervals import Estimate
from observer.analysis.task_figures import TaskFigures
from observer.export.reports.charts import share_chart
from observer.export.reports.figures import NARROW, percent
from observer.export.reports.shown_text import brief

_MOST_NAMED = 3
_PARTS = ("front-1", "front-2", "front-3", "front-4")
"""How the windows' parts of the bar are drawn, the longest first."""


@dataclass(frozen=True, slots=True)
class TookLine:
    """A task's figures in words; a dash where there is none. `measured` says of how many."""

    measured: str
    clicks: str
    pointer: str
    lostness: str
    help: str
    windows: str
    windows_chart: Markup


def took_line(figures: TaskFigures) -> TookLine:
    """One task's line."""
    told = figures.effort
    lost = told.lostness
    windows = ", ".join(
        f"{_window(one.application)} {percent(one.share)}" for one in told.windows[:_MOST_NAMED]
    )
    return TookLine(
        measured=f"{len(told.measured)} of {figures.people}" if figures.people else "–",
        clicks=_words(told.clicks, 0),
        pointer=_words(told.pointer_px, -1),
        lostness=f"{_words(lost, 2)}; {told.lost} of {lost.count} lost" if lost else "–",
        help="–"
        if told.help_turns is None
        else f"{told.help_turns}, by {told.sought_help} of {len(told.told_help)}",
        windows=windows or "–",
        windows_chart=share_chart(
            f"{figures.task.title}, in front: {windows or 'not recorded'}",
            [(part, one.share) for part, one in zip(_PARTS, told.windows, strict=False)],
        ),
    )


def _window(application: str) -> str:
    return brief(application) or "a secret window"


def _words(one: Estimate | None, digits: int) -> str:
    """`22 (11 to 43, n = 4)`, to so many digits behind the point; tens where it is -1."""
    if one is None:
        return "–"

    def told(value: float) -> str:
        return f"{round(value, digits):,.{max(0, digits)}f}"

    people = f"n{NARROW}={NARROW}{one.count}"
    if one.low is None or one.high is None:
        return f"{told(one.value)} ({people}, no interval)"
    return f"{told(one.value)} ({told(one.low)} to {told(one.high)}, {people})"
