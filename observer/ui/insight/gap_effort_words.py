"""What a task took of its participants' hands, in words, and the attempts behind each figure."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from observer.analysis.effort import LOST_ABOVE
from observer.analysis.gap import TaskGap
from observer.analysis.intervals import Estimate
from observer.analysis.task_effort import AttemptEffort, TaskEffort
from observer.analysis.task_figures import COMPLETED, seconds_of
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.ui.insight.evidence import Evidence, Group, Sight, Witnesses
from observer.ui.insight.words import (
    amount_words,
    counted,
    number_interval,
    of_words,
    percent_words,
    time_words,
)
from observer.ui.review.words import outcome_words

_MOST_NAMED = 3


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
        for one in told.windows[:_MOST_NAMED]
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


def took_evidence(gap: TaskGap, which: Took, witnesses: Witnesses) -> Evidence:
    """The attempts behind a figure, the largest value first."""
    told = gap.figures.effort
    of_all = which not in (Took.CLICKS, Took.POINTER)
    counts = [one for one in told.measured if one.alone or of_all]
    others = [one for one in told.measured if not (one.alone or of_all)]
    measured = {one.attempt.id for one in told.measured}
    rest = [one for one in gap.figures.attempts if one.id not in measured]
    groups = [
        Group(heading, [_sight(one, which, witnesses) for one in _largest_first(ones, which)])
        for heading, ones in (
            (_tr("Attempts it stands on"), counts),
            (_tr("Left out: not completed, or with help"), others),
        )
        if ones
    ]
    if rest:
        (group,) = witnesses.attempts(rest)
        groups.append(Group(_tr("Not measured"), group.sights))
    title = f"{gap.figures.task.title}: {_NAMES[which]()}"
    return Evidence(title, took_sentences(gap, which), tuple(groups), _MADE[which]())


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


def _sight(one: AttemptEffort, which: Took, witnesses: Witnesses) -> Sight:
    attempt = one.attempt
    parts = [
        outcome_words(attempt.outcome),
        time_words(seconds_of(attempt)),
        format_ns(attempt.start_ns),
    ]
    if one.effort.unseen_ns >= NS_PER_SECOND:
        unseen = time_words(one.effort.unseen_ns / NS_PER_SECOND)
        parts.append(_tr("{time} not recorded").format(time=unseen))
    return Sight(
        attempt.session_id,
        attempt.start_ns,
        f"{witnesses.participant(attempt.session_id)}: {_value_words(one, which)}",
        " · ".join(parts),
        ok=attempt.outcome in COMPLETED,
    )


def _value(one: AttemptEffort, which: Took) -> float | None:
    effort = one.effort
    total_ns = sum(front_ns for _, front_ns in effort.fronts)
    return {
        Took.CLICKS: effort.clicks,
        Took.POINTER: effort.pointer_px,
        Took.LOSTNESS: one.lostness,
        Took.HELP: effort.help_turns,
        Took.WINDOWS: float(total_ns) if total_ns else None,
    }[which]


def _value_words(one: AttemptEffort, which: Took) -> str:
    value, effort = _value(one, which), one.effort
    if value is None:
        return _tr("not recorded")
    if which is Took.CLICKS:
        return counted(round(value), _tr("click"), _tr("clicks"))
    if which is Took.POINTER:
        return _tr("{n} px").format(n=amount_words(value))
    if which is Took.LOSTNESS:
        return _tr("{value}, {steps} steps over {places}").format(
            value=amount_words(value, 2),
            steps=effort.steps,
            places=counted(effort.places or 0, _tr("place"), _tr("places")),
        )
    if which is Took.HELP:
        return counted(round(value), _tr("time"), _tr("times")) if value else _tr("never")
    return " · ".join(
        f"{window_name(name)} {percent_words(front_ns / value)}"
        for name, front_ns in effort.fronts[:_MOST_NAMED]
    )


def _largest_first(ones: Iterable[AttemptEffort], which: Took) -> list[AttemptEffort]:
    def size(one: AttemptEffort) -> float:
        value = _value(one, which)
        return -1.0 if value is None else value

    return sorted(ones, key=size, reverse=True)


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

_NAMES: dict[Took, Callable[[], str]] = {
    Took.CLICKS: lambda: _tr("clicks"),
    Took.POINTER: lambda: _tr("way of the pointer"),
    Took.LOSTNESS: lambda: _tr("lostness"),
    Took.HELP: lambda: _tr("help sought"),
    Took.WINDOWS: lambda: _tr("windows in front"),
}

_MADE: dict[Took, Callable[[], str]] = {
    Took.CLICKS: lambda: _tr(
        "Presses of any button during the attempt. Typical is the geometric mean of those who"
        " completed it without help, each taken one higher so that nought may be among them, with"
        " its 95% log-t interval."
    ),
    Took.POINTER: lambda: _tr(
        "The straight lines between the places the pointer was told at, without stretches that"
        " were not recorded. Typical is the geometric mean of those who completed it without help,"
        " with its 95% log-t interval."
    ),
    Took.LOSTNESS: lambda: _tr(
        "From the steps S, the different places N and the fewest steps R the task takes: the root"
        " of (N/S − 1)² + (R/N − 1)² (Smith 1996). 0 is not lost at all; below 0.4 people do not"
        " look lost, above 0.5 they do. A place is a window or page, by its title."
    ),
    Took.HELP: lambda: _tr(
        "F1, Ctrl+F, or a window whose title speaks of help or a search engine, as the signal"
        " “help opened” has it; going on within a minute is the same turn."
    ),
    Took.WINDOWS: lambda: _tr(
        "How long each application was in front, as a share of the attempt. Each attempt counts"
        " the same, however long it took."
    ),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
