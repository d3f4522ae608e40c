"""Everything a study answers, made once from what was observed in its sessions."""

from collections.abc import Sequence
from dataclasses import dataclass

from observer.analysis.board import FindingFigures, board, loose_moments
from observer.analysis.cost import Cost, cost_of_friction
from observer.analysis.coverage import SegmentCoverage, Watcher, coverage, watchers
from observer.analysis.discovery import Discovery, discovery
from observer.analysis.gap import TaskGap, gap_report
from observer.analysis.intervals import Estimate, mean
from observer.analysis.scores import score
from observer.analysis.seams import Seams, seams
from observer.analysis.study_facts import StudyFacts
from observer.analysis.sus_grade import Grade, sus_grade
from observer.model.annotation import Annotation
from observer.model.study import Questionnaire, Score


@dataclass(frozen=True, slots=True)
class QuestionnaireFigure:
    """A published questionnaire asked at the end: its mean score over participants."""

    form: Questionnaire
    score: Estimate
    values: tuple[float, ...]

    @property
    def grade(self) -> Grade | None:
        """What the score is worth among other products; None where nobody published a scale."""
        match self.form.score:
            case Score.SUS:
                return sus_grade(self.score)
            case Score.UMUX_LITE:
                return sus_grade(self.score, umux_lite=True)
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Insight:
    """A study's answers; each part says in its own module how it is made."""

    facts: StudyFacts
    tasks: tuple[TaskGap, ...]
    questionnaires: tuple[QuestionnaireFigure, ...]
    seams: Seams
    coverage: tuple[SegmentCoverage, ...]
    watchers: tuple[Watcher, ...]
    discovery: Discovery
    cost: Cost
    findings: tuple[FindingFigures, ...]
    loose: tuple[Annotation, ...]
    hours: float


def insight(facts: StudyFacts) -> Insight:
    """All of it."""
    gaps = gap_report(facts)
    return Insight(
        facts=facts,
        tasks=gaps,
        questionnaires=tuple(_questionnaires(facts)),
        seams=seams(facts),
        coverage=coverage(facts),
        watchers=watchers(facts),
        discovery=discovery(_problems(facts)),
        cost=cost_of_friction(facts, gaps),
        findings=board(facts),
        loose=loose_moments(facts),
        hours=sum(session.duration_ns for session in facts.sessions) / 3.6e12,
    )


def _problems(facts: StudyFacts) -> dict[str, set[str]]:
    """Which findings each participant met; a loose moment is no problem that could repeat."""
    met: dict[str, set[str]] = {session.participant: set() for session in facts.sessions}
    known = {finding.id for finding in facts.findings}
    for session in facts.sessions:
        met[session.participant] |= {
            said.finding_id for said in session.friction if said.finding_id in known
        }
    return met


def _questionnaires(facts: StudyFacts) -> Sequence[QuestionnaireFigure]:
    found = []
    for form in facts.study.questionnaires:
        if form.score in (Score.NONE, Score.SEQ):
            continue
        told = [score(form, session.answers) for session in facts.sessions]
        values = tuple(value for value in told if value is not None)
        estimate = mean(values)
        if estimate is not None:
            found.append(QuestionnaireFigure(form, estimate, values))
    return found
