"""The small panels of the overview in words: what hurts, what was said, who has watched."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from PySide6.QtCore import QCoreApplication

from observer.analysis.board import FindingFigures
from observer.analysis.insight import Insight, QuestionnaireFigure
from observer.analysis.intervals import Estimate
from observer.analysis.sus_grade import Grade
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.clock import format_ns
from observer.ui.insight.bar_row import RowWords
from observer.ui.insight.evidence import Witnesses
from observer.ui.insight.people_words import unseen_names
from observer.ui.insight.words import (
    ago_words,
    amount_words,
    counted,
    hours_words,
    number_interval,
    of_words,
)

_MOST = 4
_MOST_WORDS = 3


def finding_row(one: FindingFigures, people: int) -> RowWords:
    """A finding: how bad, seen by whom, where."""
    places = dict.fromkeys((said.component, said.team) for said in one.moments if said.component)
    where = ", ".join(f"{part} · {team}" if team else part for part, team in places)
    count = counted(len(one.moments), _tr("moment"), _tr("moments"))
    again = _tr("seen again") if one.seen_again else ""
    return RowWords(
        one.finding.name,
        " · ".join(part for part in (again, where, count) if part),
        of_words(len(one.participants), people),
        one.frequency.value if one.frequency else 0.0,
        one.frequency,
        token="s3",
        badge=-1 if one.severity is None else one.severity,
    )


def hurting(found: Insight) -> list[FindingFigures]:
    """The worst findings that still stand and that a moment shows."""
    return [one for one in found.findings if one.stands and one.moments][:_MOST]


def spoken(found: Insight) -> list[Annotation]:
    """What was said where the gap is widest: one quote a participant, worst tasks first."""
    wide = sorted(
        found.tasks, key=lambda gap: gap.completion_gap.value if gap.completion_gap else 0.0
    )
    people: set[str] = set()
    heard: set[str] = set()
    chosen: list[Annotation] = []
    for said in (one for gap in wide for one in gap.words):
        words = said.quote.strip() or said.note.strip()
        if said.session_id not in people and words not in heard:
            people.add(said.session_id)
            heard.add(words)
            chosen.append(said)
            if len(chosen) == _MOST_WORDS:
                break
    return chosen or _any_quotes(found)


def _any_quotes(found: Insight) -> list[Annotation]:
    quotes = (
        said
        for session in found.facts.sessions
        for said in session.annotations
        if said.quote.strip() or (said.kind is AnnotationKind.QUOTE and said.note.strip())
    )
    return list(islice(quotes, _MOST_WORDS))


def quote_row(said: Annotation, found: Insight, witnesses: Witnesses) -> RowWords:
    """`“It just says invalid.”`, who said it, when and in which task."""
    session = next(one for one in found.facts.sessions if one.id == said.session_id)
    segment = next(
        (one.name for one in found.facts.study.segments if one.id == session.segment_id), ""
    )
    task = found.facts.study.task(said.task_id)
    words = " ".join((said.quote.strip() or said.note.strip()).split())
    parts = (
        witnesses.participant(said.session_id),
        segment,
        task.title if task else "",
        format_ns(said.start_ns),
    )
    return RowWords(f"“{words}”", " · ".join(part for part in parts if part), "▶", None,
                    figure_token="accent")  # fmt: skip


def score_row(one: QuestionnaireFigure) -> RowWords:
    """A questionnaire's mean score of 0 to 100, with its interval."""
    score = one.score
    interval = number_interval(score)
    people = counted(score.count, _tr("participant"), _tr("participants"))
    parts = (grade_words(one.grade) if one.grade else "", interval, people)
    return RowWords(
        one.form.title,
        ", ".join(part for part in parts if part),
        amount_words(score.value, 1),
        score.value / 100,
        _as_share(score),
    )


def grade_words(grade: Grade) -> str:
    """`grade C (D to B)`: among other products, and what chance leaves open."""
    if not grade.low or grade.low == grade.high:
        return _tr("grade {letter}").format(letter=grade.letter)
    return _tr("grade {letter} ({low} to {high})").format(
        letter=grade.letter, low=grade.low, high=grade.high
    )


def score_sentence(one: QuestionnaireFigure) -> str:
    """The same in a sentence."""
    words = score_row(one)
    return _tr("Mean score {figure} of 100 ({interval}).").format(
        figure=words.figure, interval=words.subline
    )


def _as_share(score: Estimate) -> Estimate | None:
    """The interval on a bar of 0 to 100; None where there is none."""
    if score.low is None or score.high is None:
        return None
    low, high = max(0.0, score.low / 100), min(1.0, score.high / 100)
    return replace(score, value=score.value / 100, low=low, high=high)


def watch_rows(found: Insight) -> list[RowWords]:
    """Hours and last contact, those who predicted and never came last."""
    today = datetime.now().astimezone()
    rows = [
        RowWords(one.name, "", f"{hours_words(one.hours)} · {ago_words(one.last_at, today)}")
        for one in found.watchers[:_MOST]
    ]
    unseen = unseen_names(found)
    never = [RowWords(name, "", _tr("0 h · never"), figure_token="s3") for name in unseen]
    return [*rows, *never][: _MOST + 1]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
