"""What a task took of its participants' hands, in words, and the attempts behind each figure."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from observer.analysis.effort import LOST_ABOVE
from observer.analysis.gap import TaskGap
from observer.analysis.intervals import Estimate
from observer.analysis.task_effort import TaskEffort
from observer.ui.insight.words import (
    amount_words,
    counted,
    number_interval,
    of_words,
    percent_words,
)

MOST_NAMED = 3
"""Windows that a line has room for."""


class Took(StrEnum):
    """A figure of what a task took."""

    CLICKS = "clicks"
    POINTER = "pointer"
    LOSTNESS = "lostness"
    HELP = "help"
    WINDOWS = "windows"


def took_figure(gap: TaskGap, which: Took) -> tuple[str, str]:
    """A figure and the quiet words below it; a dash where there is none."""
    return _FIGURES[which](gap)


def windows_words(told: TaskEffort) -> str:
    """`web 75% · mail 25%`: the windows that were longest in front."""
    if not told.windows:
        return _tr("no windows recorded")
    return " · ".join(
        f"{window_name(one.application)} {percent_words(one.share)}"
        for one in told.windows[:MOST_NAMED]
    )


def window_name(application: str) -> str:
    """What a window is called; of a secret one nothing is known."""
    return application or _tr("a secret window")


def took_sentences(gap: TaskGap, which: Took) -> tuple[str, ...]:
    """A figure, its interval, and on whom it stands, in sentences."""
    told = gap.figures.effort
    found = [_SENTENCES[which](gap)]
    missing = gap.figures.people - len(told.measured)
    if missing:
        people = of_words(missing, gap.figures.people)
        found.append(
            _tr("Not measured: {people}, as no hands were recorded or the folder is gone.").format(
                people=people
            )
        )
    return tuple(found)


def _clicks_figure(gap: TaskGap) -> tuple[str, str]:
    clicks = gap.figures.effort.clicks
    return _amount(clicks), _below(_tr("clicks"), clicks)


def _pointer_figure(gap: TaskGap) -> tuple[str, str]:
    way = gap.figures.effort.pointer_px
    value = _tr("{n} px").format(n=_amount(way)) if way else _amount(way)
    return value, _below(_tr("pointer"), way)


def _lostness_figure(gap: TaskGap) -> tuple[str, str]:
    told = gap.figures.effort
    if told.lostness is None:
        return "–", _tr("lostness, unknown")
    people = of_words(told.lost, told.lostness.count)
    value = amount_words(told.lostness.value, 2)
    return value, _tr("lostness, {people} lost").format(people=people)


def _help_figure(gap: TaskGap) -> tuple[str, str]:
    told = gap.figures.effort
    if told.help_turns is None:
        return "–", _tr("help sought")
    people = of_words(told.sought_help, len(told.told_help))
    return amount_words(told.help_turns), _tr("help sought, by {people}").format(people=people)


def _amount(one: Estimate | None) -> str:
    return "–" if one is None else amount_words(one.value)


def _below(name: str, one: Estimate | None) -> str:
    interval = number_interval(one, 0) if one else ""
    return f"{name}, {interval}" if interval else name


def _typical(name: str, one: Estimate | None) -> str:
    if one is None:
        return _tr("Nobody whose hands were recorded completed it without help.")
    interval = number_interval(one, 0)
    told = f"{interval}, n = {one.count}" if interval else f"n = {one.count}"
    return _tr("Typical of those who completed it without help: {amount} {name} ({told}).").format(
        amount=amount_words(one.value), name=name, told=told
    )


def _lostness_sentence(gap: TaskGap) -> str:
    told = gap.figures.effort
    if told.lostness is None:
        if not gap.figures.task.expected_steps:
            return _tr("Say on the study's page how few steps the task takes: lostness needs them.")
        if any(one.effort.places is not None for one in told.measured):
            return _tr(
                "Nobody went through {n} windows and pages or more, which the task is said to take:"
                " count places, not clicks, as its expected steps."
            ).format(n=gap.figures.task.expected_steps)
        return _tr("It is not known where anybody went.")
    interval = number_interval(told.lostness, 2)
    value = amount_words(told.lostness.value, 2)
    return _tr("Lostness {value}: {people} were lost, above {limit}.").format(
        value=f"{value} ({interval})" if interval else value,
        people=of_words(told.lost, told.lostness.count),
        limit=LOST_ABOVE,
    )


def _help_sentence(gap: TaskGap) -> str:
    told = gap.figures.effort
    if told.help_turns is None:
        return _tr("It is not known whether anybody turned to help.")
    return _tr("Help or search was turned to {times}, by {people}.").format(
        times=counted(told.help_turns, _tr("time"), _tr("times")),
        people=of_words(told.sought_help, len(told.told_help)),
    )


def _windows_sentence(gap: TaskGap) -> str:
    told = gap.figures.effort
    if not told.windows:
        return _tr("It is not known which windows were in front.")
    return _tr("In front, as a mean share of the attempts' time: {windows}.").format(
        windows=", ".join(
            f"{window_name(one.application)} {percent_words(one.share)}" for one in told.windows
        )
    )


_FIGURES: dict[Took, Callable[[TaskGap], tuple[str, str]]] = {
    Took.CLICKS: _clicks_figure,
    Took.POINTER: _pointer_figure,
    Took.LOSTNESS: _lostness_figure,
    Took.HELP: _help_figure,
    Took.WINDOWS: lambda gap: ("", windows_words(gap.figures.effort)),
}

_SENTENCES: dict[Took, Callable[[TaskGap], str]] = {
    Took.CLICKS: lambda gap: _typical(_tr("clicks"), gap.figures.effort.clicks),
    Took.POINTER: lambda gap: _typical(_tr("px"), gap.figures.effort.pointer_px),
    Took.LOSTNESS: _lostness_sentence,
    Took.HELP: _help_sentence,
    Took.WINDOWS: _windows_sentence,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
