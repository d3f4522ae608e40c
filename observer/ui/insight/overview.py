"""The study at a glance: three sentences, the gap, what hurts, the seams, words and hours."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from observer.analysis.board import FindingFigures
from observer.analysis.gap import TaskGap
from observer.analysis.headlines import About, Headline, headlines
from observer.analysis.insight import Insight, QuestionnaireFigure
from observer.analysis.seams import HandOver, Part
from observer.ui.insight.board.finding_words import finding_evidence
from observer.ui.insight.book import Reading
from observer.ui.insight.cost_panel import CostPanel
from observer.ui.insight.cost_words import cost_evidence
from observer.ui.insight.evidence import Evidence, Witnesses, attempts_evidence
from observer.ui.insight.gap_effort_evidence import took_evidence
from observer.ui.insight.gap_effort_words import Took
from observer.ui.insight.gap_panel import GapPanel
from observer.ui.insight.gap_words import gap_evidence
from observer.ui.insight.headline_card import HeadlineCard
from observer.ui.insight.overview_rows import (
    finding_row,
    hurting,
    quote_row,
    score_row,
    score_sentence,
    spoken,
    watch_rows,
)
from observer.ui.insight.panel import Panel
from observer.ui.insight.people_words import (
    questionnaire_evidence,
    segment_evidence,
    study_evidence,
    unseen_evidence,
    watcher_evidence,
)
from observer.ui.insight.row_list import RowList
from observer.ui.insight.seam_map import SeamMap
from observer.ui.insight.seam_words import hand_over_evidence, part_evidence
from observer.ui.insight.tab import ScrolledTab
from observer.ui.theme import SPACE

_MOST_PARTS = 5
"""What can be read in the small picture; the seams' own page has all of them."""


class Overview(ScrolledTab):
    """What one looks at first."""

    assumed = Signal(object)
    """Assumptions of the cost that somebody has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Insight | None = None
        self.cards = {about: HeadlineCard(about) for about in About}
        self.gap = GapPanel()
        self.hurts = RowList(
            _tr("No finding is open. Gather moments that show the same problem on the board.")
        )
        self.map = SeamMap(260, most=_MOST_PARTS)
        self.words = RowList(_tr("Write down what participants say: their words stand here."))
        self.exposure = RowList(_tr("Nobody has said yet who watched."))
        self.asked = RowList("")
        self._asked_panel = _filled(
            _tr("What they said at the end"), _tr("scores of the questionnaires"), self.asked
        )
        self.cost = CostPanel()
        self._lay_out()
        self._connect()

    def show_reading(self, reading: Reading) -> None:
        """Show a study's answers."""
        found = self._found = reading.found
        if found is None:
            return
        witnesses = Witnesses(found)
        for headline in headlines(found):
            self.cards[headline.about].show_headline(headline)
        self.gap.show_gaps(found.tasks)
        people = len(found.facts.participants)
        self.hurts.show_rows(
            [(finding_row(one, people), partial(self._open_finding, one)) for one in hurting(found)]
        )
        self.map.show_seams(found.seams)
        self.words.show_rows(
            [
                (
                    quote_row(said, found, witnesses),
                    partial(self.sight_asked.emit, witnesses.sight(said)),
                )
                for said in spoken(found)
            ]
        )
        self.exposure.show_rows(
            [(words, partial(self._open_watcher, words.title)) for words in watch_rows(found)]
        )
        self.asked.show_rows(
            [
                (score_row(one), partial(self._open_questionnaire, one))
                for one in found.questionnaires
            ]
        )
        self._asked_panel.setVisible(bool(found.questionnaires))
        self.cost.show_cost(found.cost, found.facts.assumptions)

    def show_measuring(self, part: float | None) -> None:
        """Say how much of what the hands did has been looked at."""
        self.gap.show_measuring(part)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        for card in self.cards.values():
            top.addWidget(card, 1)
        self.column.addLayout(top)
        self.column.addWidget(self.gap)
        self.column.addLayout(
            self.pair(
                _filled(_tr("What hurts most"), _tr("open findings, seen by"), self.hurts),
                _filled(_tr("Seams"), _tr("friction at the hand-overs"), self.map),
            )
        )
        self.column.addLayout(
            self.pair(
                _filled(_tr("In their words"), "", self.words),
                _filled(_tr("Exposure"), _tr("hours with customers, last contact"), self.exposure),
            )
        )
        self.column.addWidget(self._asked_panel)
        self.column.addWidget(self.cost)
        self.stack_when_narrow(self.cost.sides)
        self.column.addStretch(1)

    def _connect(self) -> None:
        for card in self.cards.values():
            card.clicked.connect(lambda _on=False, card=card: self._follow(card.headline))
        self.gap.gap_opened.connect(self._open_gap)
        self.gap.took_opened.connect(self._open_took)
        self.map.part_opened.connect(self._open_part)
        self.map.hand_over_opened.connect(self._open_hand_over)
        self.cost.assumed.connect(self.assumed)
        self.cost.evidence_asked.connect(self._open_cost)

    def _follow(self, headline: Headline) -> None:
        """To what the sentence stands on."""
        found = self._found
        if found is None:
            return
        if headline.about is About.GAP:
            gap = next((one for one in found.tasks if one.figures.task.id == headline.target), None)
            if gap is not None:
                self._open_gap(gap)
            else:
                self.evidence_asked.emit(attempts_evidence(found, headline.sentence))
        elif headline.about is About.FINDING:
            worst = next((one for one in found.findings if one.finding.id == headline.target), None)
            if worst is None:
                groups = Witnesses(found).moments(_tr("Moments without a finding"), found.loose)
                told = Evidence(_tr("Findings"), (headline.sentence,), groups)
                self.evidence_asked.emit(told)
            else:
                self._open_finding(worst)
        else:
            self._open_people(headline)

    def _open_people(self, headline: Headline) -> None:
        """The segment that is missing, or everybody who was watched."""
        found = self._found
        if found is None:
            return
        segment = next((one for one in found.coverage if one.segment_id == headline.target), None)
        if headline.target and segment is not None:
            self.evidence_asked.emit(segment_evidence(segment, found))
        else:
            title = _tr("Who was watched")
            self.evidence_asked.emit(study_evidence(found, title, headline.sentence))

    def _open_watcher(self, name: str) -> None:
        found = self._found
        if found is None:
            return
        watcher = next((one for one in found.watchers if one.name == name), None)
        told = watcher_evidence(watcher, found) if watcher else unseen_evidence(name, found)
        self.evidence_asked.emit(told)

    def _open_cost(self) -> None:
        if self._found is not None:
            self.evidence_asked.emit(cost_evidence(self._found))

    def _open_questionnaire(self, one: QuestionnaireFigure) -> None:
        if self._found is not None:
            told = questionnaire_evidence(one, score_sentence(one), self._found)
            self.evidence_asked.emit(told)

    def _open_gap(self, gap: TaskGap) -> None:
        if self._found is not None:
            self.evidence_asked.emit(gap_evidence(gap, Witnesses(self._found)))

    def _open_took(self, gap: TaskGap, which: Took) -> None:
        if self._found is not None:
            self.evidence_asked.emit(took_evidence(gap, which, Witnesses(self._found)))

    def _open_finding(self, one: FindingFigures) -> None:
        if self._found is not None:
            self.evidence_asked.emit(finding_evidence(one, Witnesses(self._found)))

    def _open_part(self, part: Part) -> None:
        if self._found is not None:
            self.evidence_asked.emit(part_evidence(part, self._found))

    def _open_hand_over(self, one: HandOver) -> None:
        if self._found is not None:
            self.evidence_asked.emit(hand_over_evidence(one, self._found))


def _filled(title: str, purpose: str, content: QWidget) -> Panel:
    panel = Panel(title, purpose)
    panel.column.addWidget(content, 1)
    return panel


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
