"""The three sentences that matter of a study: its largest gap, its worst finding, who is missing.

Each follows one rule, and says so where chance could explain what it tells.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from observer.analysis.board import SEEN_AGAIN
from observer.analysis.gap import TaskGap
from observer.analysis.insight import Insight
from observer.analysis.intervals import Estimate


class About(StrEnum):
    """What a headline speaks of."""

    GAP = "gap"
    FINDING = "finding"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Headline:
    """One sentence; `target` is the id of the task, finding or segment it speaks of, or empty.

    `alarming` says whether it tells of something that hurts and that chance does not explain.
    """

    about: About
    sentence: str
    target: str = ""
    alarming: bool = False


def headlines(found: Insight) -> tuple[Headline, Headline, Headline]:
    """The largest gap, the worst finding that stands, and who has not been watched."""
    return _largest_gap(found), _worst_finding(found), _who_is_missing(found)


def shown_ratio(ratio: float) -> str:
    """`1.8`, and two figures after the point where one would read as no difference."""
    return f"{ratio:.2f}" if 0.95 < ratio < 1.05 else f"{ratio:.1f}"


def misses_prediction(gap: TaskGap) -> bool:
    """Whether even the interval's upper end of completion lies below what was predicted."""
    by = gap.completion_gap
    return by is not None and by.high is not None and by.high < 0


def takes_longer(gap: TaskGap) -> bool:
    """Whether even the interval's lower end of the time lies above what was expected."""
    ratio = gap.time_ratio
    return ratio is not None and ratio.low is not None and ratio.low > 1


def _largest_gap(found: Insight) -> Headline:
    """Who never arrives comes before who arrives late; sure gaps before those of chance."""
    missed = [gap for gap in found.tasks if misses_prediction(gap)]
    slow = [gap for gap in found.tasks if takes_longer(gap)]
    unsure = [gap for gap in found.tasks if _worst_share(gap) > 0]
    if missed:
        return _completion(max(missed, key=_shortfall), beyond=True)
    if slow:
        return _time(max(slow, key=_slowness), beyond=True)
    if unsure:
        worst = max(unsure, key=_worst_share)
        say = _completion if _shortfall(worst) >= _slowness(worst) else _time
        return say(worst, beyond=False)
    return _no_gap(found)


def _no_gap(found: Insight) -> Headline:
    if any(gap.completion_gap or gap.time_ratio for gap in found.tasks):
        return Headline(About.GAP, "Every task went as well as was expected of it.")
    if any(gap.figures.people for gap in found.tasks):
        return Headline(
            About.GAP, "Nobody expected or predicted anything of a task, so no gap can be told."
        )
    return Headline(About.GAP, "No task has been tried yet.")


def _worst_share(gap: TaskGap) -> float:
    """How far it fell short, as a share of what was expected; to rank what chance could explain."""
    return max(_shortfall(gap), _slowness(gap))


def _shortfall(gap: TaskGap) -> float:
    """The share of participants who were predicted to complete it and did not; below 0: more."""
    return -gap.completion_gap.value if gap.completion_gap else 0.0


def _slowness(gap: TaskGap) -> float:
    """The share of the observed time that was not expected, 0 to 1."""
    ratio = gap.time_ratio
    return 0.0 if ratio is None or ratio.value <= 1 else 1 - 1 / ratio.value


def _completion(gap: TaskGap, *, beyond: bool) -> Headline:
    completion, predicted = gap.figures.completion, gap.predicted
    if completion is None or predicted is None:
        raise ValueError("a gap in completion has both")
    done = round(completion.value * completion.count)
    return Headline(
        About.GAP,
        f"“{gap.figures.task.title}” was completed by {done} of {completion.count}, where the team"
        f" predicted {predicted.completion:.0%}{_surety(beyond)}",
        gap.figures.task.id,
        beyond,
    )


def _time(gap: TaskGap, *, beyond: bool) -> Headline:
    ratio = gap.time_ratio
    if ratio is None:
        raise ValueError("a gap in time has a ratio")
    return Headline(
        About.GAP,
        f"“{gap.figures.task.title}” takes {shown_ratio(ratio.value)} times as long as expected"
        f"{_between(ratio)}{_surety(beyond)}",
        gap.figures.task.id,
        beyond,
    )


def _between(ratio: Estimate) -> str:
    if ratio.low is None or ratio.high is None or not math.isfinite(ratio.high):
        return ""
    return f" ({shown_ratio(ratio.low)} to {shown_ratio(ratio.high)})"


def _surety(beyond: bool) -> str:
    return ": more than chance explains." if beyond else ". Chance could explain it."


def _worst_finding(found: Insight) -> Headline:
    """The highest severity times frequency of those that are open, in work or seen again."""
    worst = next((one for one in found.findings if one.stands), None)
    if worst is None or not worst.participants:
        return _no_finding(found)
    people = len(found.facts.participants)
    severity = "not judged yet" if worst.severity is None else f"severity {worst.severity}"
    again = f", and {SEEN_AGAIN}" if worst.seen_again else ""
    return Headline(
        About.FINDING,
        f"{_quoted(worst.finding.name)} hurts most: {severity}, met by {len(worst.participants)} of"
        f" {people}{again}.",
        worst.finding.id,
        (worst.severity or 0) >= 3 or worst.seen_again,
    )


def _no_finding(found: Insight) -> Headline:
    waiting = len(found.loose)
    if waiting:
        moments = "1 moment waits" if waiting == 1 else f"{waiting} moments wait"
        return Headline(About.FINDING, f"No open finding; {moments} to be gathered into findings.")
    if found.findings:
        return Headline(About.FINDING, "No finding is open.")
    return Headline(About.FINDING, "No friction has been marked yet.")


def _who_is_missing(found: Insight) -> Headline:
    """The planned segment of whom the largest share is missing; then who predicted unseen."""
    short = [one for one in found.coverage if one.missing]
    if short:
        worst = max(short, key=lambda one: (one.missing / one.wanted, one.missing))
        watched = len(worst.watched)
        told = (
            f"Nobody of “{worst.name}” has been watched;"
            f" {worst.wanted} {'was' if worst.wanted == 1 else 'were'} planned."
            if not watched
            else f"“{worst.name}”: {watched} of {worst.wanted} watched, {worst.missing} to go."
        )
        return Headline(About.PEOPLE, told, worst.segment_id, not watched)
    watching = {one.name for one in found.watchers}
    unseen = sorted({one.author for one in found.facts.predictions} - watching)
    if unseen and found.facts.sessions:
        names = " and ".join((", ".join(unseen[:-1]), unseen[-1]) if unseen[:-1] else unseen)
        return Headline(About.PEOPLE, f"{names} predicted, and never watched a participant.")
    if any(one.wanted for one in found.coverage):
        return Headline(About.PEOPLE, "Every segment was watched as planned.")
    return Headline(About.PEOPLE, "The study plans no segments, so nobody can be missed.")


def _quoted(name: str) -> str:
    """In quotation marks, unless it brings some along."""
    return name if "“" in name else f"“{name}”"
