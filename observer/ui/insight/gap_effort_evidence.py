"""The attempts behind a figure of what a task took, and how the figure is made."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from observer.analysis.gap import TaskGap
from observer.analysis.task_effort import AttemptEffort
from observer.analysis.task_figures import COMPLETED, seconds_of
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.model.effort import Effort
from observer.ui.insight.evidence import Evidence, Group, Sight, Witnesses
from observer.ui.insight.gap_effort_words import MOST_NAMED, Took, took_sentences, window_name
from observer.ui.insight.words import amount_words, counted, percent_words, time_words
from observer.ui.review.words import outcome_words


def took_evidence(gap: TaskGap, which: Took, witnesses: Witnesses) -> Evidence:
    """The attempts behind a figure, the largest value first."""
    told = gap.figures.effort
    of_own = which in (Took.CLICKS, Took.POINTER)
    counts = [
        one for one in told.measured if (one.alone or not of_own) and _value(one, which) is not None
    ]
    others = [one for one in told.measured if one not in counts]
    measured = {one.attempt.id for one in told.measured}
    rest = [one for one in gap.figures.attempts if one.id not in measured]
    groups = [
        Group(heading, [_sight(one, which, witnesses) for one in _largest_first(ones, which)])
        for heading, ones in (
            (_tr("Attempts it stands on"), counts),
            (_LEFT_OUT.get(which, lambda: _tr("Left out: not recorded"))(), others),
        )
        if ones
    ]
    if rest:
        (group,) = witnesses.attempts(rest)
        groups.append(Group(_tr("Not measured"), group.sights))
    title = f"{gap.figures.task.title}: {_NAMES[which]()}"
    return Evidence(title, took_sentences(gap, which), tuple(groups), _MADE[which]())


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
    if which is Took.LOSTNESS:
        return _lost_words(value, effort)
    if value is None:
        return _tr("not recorded")
    if which is Took.CLICKS:
        return counted(round(value), _tr("click"), _tr("clicks"))
    if which is Took.POINTER:
        return _tr("{n} px").format(n=amount_words(value))
    if which is Took.HELP:
        return counted(round(value), _tr("time"), _tr("times")) if value else _tr("never")
    return " · ".join(
        f"{window_name(name)} {percent_words(front_ns / value)}"
        for name, front_ns in effort.fronts[:MOST_NAMED]
    )


def _lost_words(value: float | None, effort: Effort) -> str:
    if effort.places is None:
        return _tr("not recorded")
    steps = _tr("{steps} over {places}").format(
        steps=counted(effort.steps or 0, _tr("step"), _tr("steps")),
        places=counted(effort.places, _tr("place"), _tr("places")),
    )
    return steps if value is None else f"{amount_words(value, 2)}, {steps}"


def _largest_first(ones: Iterable[AttemptEffort], which: Took) -> list[AttemptEffort]:
    def size(one: AttemptEffort) -> float:
        value = _value(one, which)
        return -1.0 if value is None else value

    return sorted(ones, key=size, reverse=True)


_LEFT_OUT: dict[Took, Callable[[], str]] = {
    Took.CLICKS: lambda: _tr("Left out: not completed, or with help"),
    Took.POINTER: lambda: _tr("Left out: not completed, or with help"),
    Took.LOSTNESS: lambda: _tr("Left out: fewer places than expected"),
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
        " look lost, above 0.5 they do. A place is a window or page, by its title. Who went through"
        " fewer than R stopped on the way, and is left out."
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
