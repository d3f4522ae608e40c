"""How a study was done, what its figures are made with, and what they cannot say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observer.analysis.discovery import LIMITS as DISCOVERY_LIMITS
from observer.analysis.insight import Insight
from observer.export.reports.figures import counted, days, length, listed
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.study import Asked, Score

FEW = 8
"""Below as many participants a share's interval is wider than half the scale."""

MODERATOR = "moderator"

_TRACK_WORDS = {
    TrackKind.SCREEN: "the screen",
    TrackKind.MICROPHONE: "the voice",
    TrackKind.SYSTEM_SOUND: "the computer's sound",
    TrackKind.CAMERA: "the face",
    TrackKind.INPUT: "mouse and keys (classes of keys, never letters)",
    TrackKind.FOCUS: "which window was in front",
}

_SOURCES = {
    Score.SEQ: (
        "One question, answered from 1 (very difficult) to 7: Sauro & Dumas, Comparison of three"
        " one-question, post-task usability questionnaires, Proc. CHI 2009. The mark on its scale"
        " is 5.5, the mean of over 400 tasks (Sauro 2012)."
    ),
    Score.SUS: (
        "Ten items, scored 0 to 100: Brooke, SUS: a “quick and dirty” usability scale, in"
        " Usability Evaluation in Industry, 1996. Graded on the curved scale of Sauro & Lewis,"
        " Quantifying the User Experience, 2016, made of 446 products."
    ),
    Score.UMUX_LITE: (
        "Two items, scored 0 to 100: Lewis, Utesch & Maher, UMUX-LITE: when there's no time for"
        " the SUS, Proc. CHI 2013. Its grade is that of the SUS it predicts."
    ),
}

COMPLETION_SOURCE = (
    "Shares (completion, who met a finding): the adjusted-Wald interval, of the methods for few"
    " people the one that holds the truth best on average (Agresti & Coull 1998; Sauro & Lewis,"
    " Proc. HFES 2005)."
)
TIME_SOURCE = (
    "Times: the geometric mean of those who completed a task without help, with its interval over"
    " the logarithms, since a few people are always very slow (Sauro & Lewis, Average task times in"
    " usability tests, Proc. CHI 2010)."
)
EFFORT_SOURCE = (
    "Clicks and the pointer's way: the geometric mean of those who completed a task without help,"
    " each taken one higher (Bartlett, Biometrics 3, 1947). Lostness: from the windows and pages"
    " gone through and the fewest the task takes (Smith, Interacting with Computers 8, 1996)."
)
SCORE_SOURCE = "Scores: the mean with its t interval."
DISCOVERY_SOURCE = (
    "Share of problems seen: 1 − (1 − p)ⁿ (Nielsen & Landauer, Proc. INTERCHI 1993), with p lowered"
    " for few participants as Lewis advises (IJHCI 13, 2001)."
)
SEVERITY_SOURCE = (
    "Severity: 0 not a problem, 1 cosmetic, 2 minor, 3 major, 4 catastrophe (Nielsen 1994)."
    " Findings are ordered by severity times the share of participants who met them."
)


@dataclass(frozen=True, slots=True)
class Method:
    """Whole sentences, and the sources of what was asked and counted."""

    sittings: Sequence[str]
    recorded: Sequence[str]
    questionnaires: Sequence[str]
    statistics: Sequence[str]


def method(found: Insight, tracks: Mapping[str, frozenset[TrackKind]]) -> Method:
    """`tracks` says by session what was recorded; sessions whose folder is gone are not in it."""
    return Method(
        sittings=_sittings(found),
        recorded=_recorded(tracks, len(found.facts.sessions)),
        questionnaires=_questionnaires(found),
        statistics=_statistics(found),
    )


def limits(found: Insight) -> tuple[str, ...]:
    """What a reader must not take the figures for."""
    people = len(found.facts.participants)
    told = []
    if not people:
        return ("Nobody has been watched yet: this report says what was planned.",)
    if people < FEW:
        told.append(
            f"{counted(people, 'participant')} {'shows' if people == 1 else 'show'} what goes wrong"
            " and why, but hardly how many customers it happens to: mind the intervals, not the"
            " figures."
        )
    told.append(
        "An interval says in which range the figure for all such customers probably lies. Were the"
        " study repeated many times, 95 of 100 such intervals would hold it. What lies within the"
        " interval is not contradicted by what was seen."
    )
    unassigned = [one for one in found.coverage if not one.segment_id]
    missing = [one.name for one in found.coverage if one.missing]
    if missing:
        told.append(f"Of {listed(missing)} fewer were watched than planned: they may differ.")
    if unassigned and found.facts.study.segments:
        told.append(
            f"Of {counted(len(unassigned[0].watched), 'participant')} nobody said which kind of"
            " customer they are."
        )
    told.append(
        "People knew that they were watched, tried tasks that were given to them, and may have"
        " been helped: attempts with help count as completed, but their times are left out."
    )
    told.append(_moderated(found))
    if found.discovery.chance is not None:
        told.append(f"The share of problems seen is an estimate. {DISCOVERY_LIMITS}")
    return tuple(told)


def _sittings(found: Insight) -> list[str]:
    facts = found.facts
    if not facts.sessions:
        return ["No session has been recorded yet."]
    total = sum(session.duration_ns for session in facts.sessions) / NS_PER_SECOND
    when = days([session.recorded_at for session in facts.sessions])
    told = [
        f"{counted(len(facts.participants), 'participant')} in"
        f" {counted(len(facts.sessions), 'moderated session')}, {length(total)} altogether, on"
        f" {when}.".replace(", on  ", ", ")
    ]
    if " to " in when:
        told[0] = told[0].replace(f", on {when}", f", from {when}")
    if facts.study.tasks:
        told.append(
            f"{counted(len(facts.study.tasks), 'task')}, read out as worded in this report; each"
            " participant's first attempt at a task counts."
        )
    predicted = {one.author for one in facts.predictions}
    if predicted:
        people = counted(len(predicted), "team member")
        told.append(f"{people} predicted the outcome before the first session.")
    return told


def _recorded(tracks: Mapping[str, frozenset[TrackKind]], sessions: int) -> list[str]:
    told = []
    for kind, words in _TRACK_WORDS.items():
        count = sum(kind in kinds for kinds in tracks.values())
        if count:
            told.append(f"{words}: {count} of {counted(sessions, 'session')}")
    return told


def _questionnaires(found: Insight) -> list[str]:
    told = []
    for form in found.facts.study.questionnaires:
        when = "after each task" if form.asked is Asked.AFTER_TASK else "at the end"
        source = _SOURCES.get(form.score, "the team's own questions, without a published score.")
        told.append(f"{form.title}, asked {when}. {source}")
    return told


def _statistics(found: Insight) -> list[str]:
    told = [COMPLETION_SOURCE, TIME_SOURCE]
    if any(gap.figures.effort.measured for gap in found.tasks):
        told.append(EFFORT_SOURCE)
    if found.questionnaires or any(gap.figures.seq for gap in found.tasks):
        told.append(SCORE_SOURCE)
    if found.discovery.chance is not None:
        told.append(DISCOVERY_SOURCE)
    return [*told, SEVERITY_SOURCE, "All intervals are 95% intervals."]


def _moderated(found: Insight) -> str:
    """How many moderated, and how many watched; who they are is left out."""
    roles: dict[str, set[str]] = {}
    for session in found.facts.sessions:
        for watched in session.exposures:
            roles.setdefault(watched.role, set()).add(watched.author)
    moderators = roles.get(MODERATOR, set())
    everybody = {one.author for session in found.facts.sessions for one in session.exposures}
    observers = everybody - moderators
    watching = f"{counted(len(observers), 'observer')} watched"
    if not moderators:
        return (
            f"Who moderated was not written down; {watching}. How a moderator asks shapes answers."
        )
    return (
        f"{counted(len(moderators), 'moderator')} led the sessions and {watching}. How a moderator"
        " asks shapes what people do and say."
    )
