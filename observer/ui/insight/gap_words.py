"""One task's gap in words, and the evidence behind it."""

from PySide6.QtCore import QCoreApplication

from observer.analysis.gap import TaskGap
from observer.analysis.headlines import misses_prediction, shown_ratio
from observer.ui.insight.evidence import Evidence, Witnesses
from observer.ui.insight.words import (
    counted,
    number_interval,
    of_words,
    percent_words,
    share_interval,
    time_interval,
    time_words,
)

MADE = (
    "Completion: of each participant's first attempt, with the adjusted-Wald interval. Time: the"
    " geometric mean of those who completed it without help, with its log-t interval. An interval"
    " is where the truth lies with 95% confidence; the gap is beyond chance where the whole"
    " interval lies on one side of what was expected."
)


def completion_words(gap: TaskGap) -> str:
    """`4 of 5`; a dash where nobody tried."""
    completion = gap.figures.completion
    if completion is None:
        return "–"
    return of_words(round(completion.value * completion.count), completion.count)


def verdict(gap: TaskGap) -> tuple[str, str]:
    """The gap in a few words, and the colour token of what they say."""
    if gap.figures.completion is None:
        return _tr("not tried yet"), "dim"
    if misses_prediction(gap) and gap.completion_gap is not None:
        points = round(-gap.completion_gap.value * 100)
        return _tr("{n} points below the prediction, beyond chance").format(n=points), "s3"
    ratio = gap.time_ratio
    if ratio is None:
        return _tr("no time to compare"), "dim"
    if gap.beyond_chance:
        token = "s3" if ratio.value > 1 else "ok"
        return (
            _tr("{ratio} times as long, beyond chance").format(ratio=shown_ratio(ratio.value)),
            token,
        )
    return (
        _tr("{ratio} times as long, may be chance").format(ratio=shown_ratio(ratio.value)),
        "dim",
    )


def gap_sentences(gap: TaskGap) -> tuple[str, ...]:
    """All figures of the task, a sentence each."""
    found = [_completion_sentence(gap)]
    seconds = gap.figures.seconds
    if seconds is not None:
        interval = time_interval(seconds)
        found.append(
            _tr("Typical time of those who completed it without help: {time}").format(
                time=time_words(seconds.value)
            )
            + (f" ({interval}, n = {seconds.count})." if interval else f" (n = {seconds.count}).")
        )
    if gap.expected_seconds:
        found.append(_tr("Expected: {time}.").format(time=time_words(gap.expected_seconds)))
    predicted = gap.predicted
    if predicted is not None:
        told = percent_words(predicted.completion)
        if predicted.seconds:
            told = _tr("{share} in {time}").format(share=told, time=time_words(predicted.seconds))
        found.append(
            _tr("Predicted by {n} of the team: {told}.").format(n=predicted.people, told=told)
        )
    words = verdict(gap)[0]
    found.append(f"{words[:1].upper()}{words[1:]}.")
    seq = gap.figures.seq
    if seq is not None:
        interval = number_interval(seq)
        told = _tr("Ease (SEQ, 1 to 7): {value:.1f}").format(value=seq.value)
        found.append(f"{told} ({interval})." if interval else f"{told}.")
    return tuple(found)


def gap_evidence(gap: TaskGap, witnesses: Witnesses) -> Evidence:
    """What explains the gap, in the participants' own words, and the attempts."""
    return Evidence(
        gap.figures.task.title,
        gap_sentences(gap),
        (
            *witnesses.moments(_tr("What explains it"), gap.explained_by),
            *witnesses.moments(_tr("In their own words"), gap.words),
            *witnesses.attempts(gap.figures.attempts),
        ),
        _tr(MADE),
    )


def _completion_sentence(gap: TaskGap) -> str:
    completion = gap.figures.completion
    if completion is None:
        return _tr("Nobody has tried it yet.")
    told = _tr("Completed by {people}: {share}, probably {interval}.").format(
        people=completion_words(gap),
        share=percent_words(completion.value),
        interval=share_interval(completion),
    )
    if gap.figures.helped:
        told += " " + _tr("Help was given {times}.").format(
            times=counted(gap.figures.helped, _tr("time"), _tr("times"))
        )
    return told


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
