"""Where people went through components: the sit-ins behind a share of time and a hand-over."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from observer.analysis.insight import Insight
from observer.analysis.recognition import Recognition
from observer.analysis.seams import HandOver, Part, stays
from observer.analysis.study_facts import SessionFacts
from observer.model.clock import NS_PER_SECOND, format_ns
from observer.ui.insight.evidence import Group, Sight
from observer.ui.insight.words import counted, time_words


def crossing_groups(one: HandOver, found: Insight) -> tuple[Group, ...]:
    """Who went that way, how often, and when first; the first way is what is opened."""
    sights = []
    for session, visits in _visits(found):
        times_ns = [
            after[0]
            for before, after in pairwise(visits)
            if (before[2], after[2]) == (one.source, one.target)
        ]
        if times_ns:
            often = counted(len(times_ns), _tr("time"), _tr("times"))
            told = _tr("{times}, first at {when}").format(times=often, when=format_ns(times_ns[0]))
            sights.append(Sight(session.id, times_ns[0], session.participant, told))
    return (Group(_tr("Sit-ins in which it was gone"), tuple(sights)),) if sights else ()


def stay_groups(part: Part, found: Insight) -> tuple[Group, ...]:
    """Who had a component in front, how long, and when first."""
    sights = []
    for session, visits in _visits(found):
        own = [(start, end) for start, end, name in visits if name == part.component]
        if own:
            seconds = sum(end - start for start, end in own) / NS_PER_SECOND
            told = _tr("{time} in front, first at {when}").format(
                time=time_words(seconds), when=format_ns(own[0][0])
            )
            sights.append(Sight(session.id, own[0][0], session.participant, told))
    return (Group(_tr("Sit-ins in which it was in front"), tuple(sights)),) if sights else ()


def _visits(found: Insight) -> Iterator[tuple[SessionFacts, list[tuple[int, int, str]]]]:
    recognition = Recognition(found.facts.study)
    for session in found.facts.sessions:
        yield session, stays(session, recognition)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
