"""Components and hand-overs in words, and the evidence behind them."""

from PySide6.QtCore import QCoreApplication

from observer.analysis.insight import Insight
from observer.analysis.seams import HandOver, Part
from observer.ui.insight.evidence import Evidence, Witnesses
from observer.ui.insight.seam_sights import crossing_groups, stay_groups
from observer.ui.insight.words import counted, percent_words

MADE = (
    "A moment counts for the component that was in front when it was marked, and for a hand-over"
    " where the way from one component to another lies within 10 seconds of it. Weight is the sum"
    " of the severities, 1 for a moment nobody has judged. A box is as wide as its share of the"
    " time, its colour the weight of its friction; so are the arrows."
)


def part_words(part: Part) -> str:
    """`Payment of Cedar: 7 moments, weight 21, 34% of the time`."""
    of_team = _tr("{part} of {team}").format(part=part.component, team=part.team)
    return _tr("{name}: {moments}, weight {weight}, {share} of the time").format(
        name=of_team if part.team else part.component,
        moments=counted(len(part.moments), _tr("moment"), _tr("moments")),
        weight=part.weight,
        share=percent_words(part.share_of_time),
    )


def hand_over_words(one: HandOver) -> str:
    """`Basket → Payment: gone 14 times, 9 moments, weight 27`."""
    return _tr("{source} → {target}: gone {times}, {moments}, weight {weight}").format(
        source=one.source,
        target=one.target,
        times=counted(one.times, _tr("time"), _tr("times")),
        moments=counted(len(one.moments), _tr("moment"), _tr("moments")),
        weight=one.weight,
    )


def part_evidence(part: Part, found: Insight) -> Evidence:
    """The moments inside a component, and who had it in front."""
    groups = (
        *Witnesses(found).moments(_tr("Friction met in it"), part.moments),
        *stay_groups(part, found),
    )
    return Evidence(part.component, (part_words(part) + ".",), groups, _tr(MADE))


def hand_over_evidence(one: HandOver, found: Insight) -> Evidence:
    """The moments at a hand-over, and who went that way."""
    title = f"{one.source} → {one.target}"
    groups = (
        *Witnesses(found).moments(_tr("Friction met at it"), one.moments),
        *crossing_groups(one, found),
    )
    return Evidence(title, (hand_over_words(one) + ".",), groups, _tr(MADE))


def share_words(part: Part) -> str:
    """Its share of the time and its team, as its box says them."""
    return " · ".join(words for words in (percent_words(part.share_of_time), part.team) if words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
