"""The three things to know first, each a sentence made from figures by a rule that is said here."""

from dataclasses import dataclass

from observer.analysis.board import FindingFigures
from observer.analysis.gap import TaskGap
from observer.analysis.insight import Insight
from observer.export.reports.figures import (
    counted,
    length,
    listed,
    percent,
    share_words,
    time_words,
)
from observer.export.reports.shown_text import brief
from observer.model.annotation import SEVERITY_WORDS
from observer.model.finding import FindingState
from observer.model.sitting import Outcome


@dataclass(frozen=True, slots=True)
class Headline:
    """`about` names it, `figure` is the one to remember, `words` say it, `basis` what it rests on.

    `troubling` is for a figure that chance does not explain.
    """

    about: str
    figure: str
    words: str
    basis: str
    troubling: bool = False


def headlines(found: Insight) -> tuple[Headline, ...]:
    """The largest gap, the worst finding, and how far the study has come."""
    return (_largest_gap(found), _worst_finding(found), _reach(found))


def _largest_gap(found: Insight) -> Headline:
    """The task whose time or completion lies farthest beyond what was thought of it.

    First those that chance does not explain: slower than expected by the factor of their times,
    then completed by fewer than predicted. Then, said as such, what may be chance. Where nothing
    was expected, the task that fewest completed.
    """
    tried = [gap for gap in found.tasks if gap.figures.people]
    about = "The largest gap"
    if not tried:
        return Headline(about, "–", "No task has been tried yet.", "No attempt was observed")
    slow = [gap for gap in tried if gap.time_ratio and gap.time_ratio.value > 1]
    sure = [gap for gap in slow if gap.beyond_chance]
    if sure:
        return _slower(about, max(sure, key=_ratio), sure=True)
    fewer = [gap for gap in tried if gap.completion_gap and gap.completion_gap.value < 0]
    surely = [gap for gap in fewer if ((gap.completion_gap and gap.completion_gap.high) or 0) < 0]
    if surely:
        return _fewer(about, min(surely, key=_points), sure=True)
    if slow and (
        not fewer or _ratio(max(slow, key=_ratio)) - 1 > -_points(min(fewer, key=_points))
    ):
        return _slower(about, max(slow, key=_ratio), sure=False)
    if fewer:
        return _fewer(about, min(fewer, key=_points), sure=False)
    return _fewest(tried)


def _slower(about: str, gap: TaskGap, *, sure: bool) -> Headline:
    figures = gap.figures
    chance = (
        "More than chance explains." if sure else "With so few people, this may still be chance."
    )
    return Headline(
        about,
        f"{_ratio(gap):.1f}×",
        f"“{figures.task.title}” takes {_ratio(gap):.1f} times as long as expected. {chance}",
        f"Typically {time_words(figures.seconds)}; expected {length(gap.expected_seconds or 0)}",
        troubling=sure,
    )


def _fewer(about: str, gap: TaskGap, *, sure: bool) -> Headline:
    figures, predicted = gap.figures, gap.predicted
    chance = (
        "More than chance explains." if sure else "With so few people, this may still be chance."
    )
    return Headline(
        about,
        f"−{-_points(gap) * 100:.0f} points",
        f"Fewer than the team predicted complete “{figures.task.title}”. {chance}",
        f"Completed by {share_words(figures.completion)}; predicted"
        f" {percent(predicted.completion if predicted else 0)}",
        troubling=sure,
    )


def _fewest(tried: list[TaskGap]) -> Headline:
    gap = min(tried, key=lambda one: one.figures.completion.value if one.figures.completion else 1)
    done = gap.figures.completion
    words = f"“{gap.figures.task.title}” is completed by fewest."
    if done and done.value >= 1:
        words = f"Everybody completed every task they tried{_with_difficulty(tried)}."
    thought = any(one.time_ratio or one.completion_gap for one in tried)
    basis = "no task fell short of what was thought of it" if thought else "nothing was expected"
    return Headline(
        "Completion",
        percent(done.value) if done else "–",
        words,
        f"“{gap.figures.task.title}”: {share_words(done)}; {basis}",
    )


def _with_difficulty(tried: list[TaskGap]) -> str:
    attempts = sum(gap.figures.people for gap in tried)
    hard = sum(gap.figures.outcomes[Outcome.DIFFICULTY] for gap in tried)
    return f", {hard} of {counted(attempts, 'attempt')} with difficulty" if hard else ""


def _worst_finding(found: Insight) -> Headline:
    """The finding that leads the board: severity times the share of participants who met it.

    Of those that still stand, and of the others only where none does.
    """
    met = [one for one in found.findings if one.frequency and one.moments]
    met = [one for one in met if one.stands] or met
    if met:
        return _finding(met[0])
    worst = next((said for said in found.loose if said.severity is not None), None)
    if worst is not None and worst.severity is not None:
        return Headline(
            "What hurts most",
            f"Severity {worst.severity}",
            f"The worst moment so far: {brief(worst.note.strip()) or 'not yet described'}.",
            f"One of {counted(len(found.loose), 'friction moment')}; none belongs to a finding yet",
            troubling=worst.severity > 2,
        )
    return Headline(
        "What hurts most",
        str(len(found.loose)),
        "Nothing has been judged yet." if found.loose else "No friction has been marked.",
        counted(len(found.loose), "friction moment"),
    )


def _finding(one: FindingFigures) -> Headline:
    severity = (
        "not judged yet"
        if one.severity is None
        else f"severity {one.severity} of 4, {SEVERITY_WORDS[one.severity]}"
    )
    people = one.frequency.count if one.frequency else 0
    return Headline(
        "What hurts most",
        f"{len(one.participants)} of {people}",
        f"{counted(len(one.participants), 'participant')} met this: {one.finding.name}.",
        f"{share_words(one.frequency)}; {severity}{_what_became(one)}",
        troubling=(one.severity or 0) > 2 or one.seen_again,
    )


def _what_became(one: FindingFigures) -> str:
    """Nothing of one that is open."""
    return "" if one.finding.state is FindingState.OPEN else f"; {one.state}"


def _reach(found: Insight) -> Headline:
    """Who was watched of those planned, and which share of the problems has probably been seen."""
    people = len(found.facts.participants)
    wanted = sum(one.wanted for one in found.coverage)
    missing = [f"{one.name} ({one.missing})" for one in found.coverage if one.missing]
    planned = sum(min(len(one.watched), one.wanted) for one in found.coverage)
    if not people:
        figure = f"0 of {wanted}" if wanted else "0"
        return Headline("How far we are", figure, "Nobody has been watched yet.", "No session")
    if not wanted:
        words = f"{counted(people, 'participant')} watched; nobody said how many are wanted."
    elif missing:
        words = f"Still to be watched: {listed(missing)}."
    else:
        words = "Everybody who was planned has been watched."
    seen = found.discovery.seen
    basis = (
        f"About {percent(seen)} of the problems that people like these meet here have been seen"
        if seen is not None
        else f"{found.discovery.reason}; so how many problems are still unseen cannot be said"
    )
    figure = f"{planned} of {wanted}" if wanted else str(people)
    return Headline("How far we are", figure, words, basis)


def _ratio(gap: TaskGap) -> float:
    return gap.time_ratio.value if gap.time_ratio else 0.0


def _points(gap: TaskGap) -> float:
    return gap.completion_gap.value if gap.completion_gap else 0.0
