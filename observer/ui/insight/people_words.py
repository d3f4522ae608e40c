"""What figures about people stand on: the sit-ins of a segment, of a watcher, of the study."""

from PySide6.QtCore import QCoreApplication

from observer.analysis.coverage import SegmentCoverage, Watcher
from observer.analysis.insight import Insight, QuestionnaireFigure
from observer.analysis.scores import score
from observer.ui.insight.evidence import Evidence, Group, Sight, Witnesses
from observer.ui.insight.words import (
    amount_words,
    counted,
    day_words,
    hours_words,
)


def segment_evidence(one: SegmentCoverage, found: Insight) -> Evidence:
    """Who of a segment was watched."""
    ids = [session.id for session in found.facts.sessions if session.segment_id == one.segment_id]
    told = _tr("{n} watched, {m} planned.").format(n=len(one.watched), m=one.wanted or "–")
    groups = Witnesses(found).sessions(_tr("Sit-ins"), ids) or _by_segment(found)
    return Evidence(one.name, (told,), groups)


def watcher_evidence(one: Watcher, found: Insight) -> Evidence:
    """Which sit-ins somebody of the team watched."""
    ids = [
        session.id
        for session in found.facts.sessions
        if any(watched.author == one.name for watched in session.exposures)
    ]
    told = _tr("{time} with {people}, last on {day}.").format(
        time=hours_words(one.hours),
        people=counted(one.participants, _tr("participant"), _tr("participants")),
        day=day_words(one.last_at),
    )
    return Evidence(one.name, (told,), Witnesses(found).sessions(_tr("Sit-ins watched"), ids))


def unseen_evidence(name: str, found: Insight) -> Evidence:
    """Which sit-ins somebody who predicted could have watched."""
    told = _tr("{name} said what would happen, and was at no sit-in of this study.")
    ids = [session.id for session in found.facts.sessions]
    groups = Witnesses(found).sessions(_tr("Sit-ins there were"), ids)
    return Evidence(name, (told.format(name=name),), groups)


def unseen_names(found: Insight) -> list[str]:
    """Who predicted and never watched."""
    watching = {one.name for one in found.watchers}
    return sorted({one.author for one in found.facts.predictions} - watching)


def study_evidence(found: Insight, title: str, told: str) -> Evidence:
    """Every sit-in, by segment."""
    return Evidence(title, (told,), _by_segment(found))


def _by_segment(found: Insight) -> tuple[Group, ...]:
    witnesses = Witnesses(found)
    names = {one.id: one.name for one in found.facts.study.segments}
    segments = dict.fromkeys(session.segment_id for session in found.facts.sessions)
    return tuple(
        group
        for segment in segments
        for group in witnesses.sessions(
            names.get(segment, _tr("No segment")) if names else _tr("Sit-ins"),
            [one.id for one in found.facts.sessions if one.segment_id == segment],
        )
    )


def questionnaire_evidence(one: QuestionnaireFigure, sentence: str, found: Insight) -> Evidence:
    """Each participant's own score."""
    told = [(session, score(one.form, session.answers)) for session in found.facts.sessions]
    sights = tuple(
        Sight(
            session.id,
            0,
            _tr("{who}: {figure}").format(who=session.participant, figure=amount_words(value, 1)),
            day_words(session.recorded_at),
        )
        for session, value in told
        if value is not None
    )
    return Evidence(one.form.title, (sentence,), (Group(_tr("Who answered"), sights),))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
