"""The study at a glance: three sentences, the gap, what hurts, the seams, words and hours."""

from PySide6.QtWidgets import QHBoxLayout

from observer.analysis.headlines import About, Headline, headlines
from observer.ui.insight.book import Reading
from observer.ui.insight.evidence import Witnesses
from observer.ui.insight.gap_panel import GapPanel
from observer.ui.insight.gap_words import gap_evidence
from observer.ui.insight.headline_card import HeadlineCard
from observer.ui.insight.tab import ScrolledTab
from observer.ui.theme import SPACE


class Overview(ScrolledTab):
    """What one looks at first."""

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self.cards = {about: HeadlineCard(about) for about in About}
        self.gap = GapPanel()
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for card in self.cards.values():
            row.addWidget(card, 1)
            card.clicked.connect(lambda _on=False, card=card: self._follow(card.headline))
        self.column.addLayout(row)
        self.column.addWidget(self.gap)
        self.column.addStretch(1)
        self.gap.gap_opened.connect(self._open_gap)

    def show_reading(self, reading: Reading) -> None:
        """Show a study's answers."""
        self._reading = reading
        found = reading.found
        if found is None:
            return
        for headline in headlines(found):
            self.cards[headline.about].show_headline(headline)
        self.gap.show_gaps(found.tasks)

    def _follow(self, headline: Headline) -> None:
        if headline.about is About.GAP and headline.target:
            row = next(one for one in self.gap.rows if one.gap.figures.task.id == headline.target)
            row.click()
        elif headline.about is About.FINDING:
            self.tab_asked.emit("findings")
        elif headline.about is About.PEOPLE:
            self.tab_asked.emit("people")

    def _open_gap(self, gap: object) -> None:
        from observer.analysis.gap import TaskGap

        found = self._reading.found if self._reading else None
        if found is not None and isinstance(gap, TaskGap):
            self.evidence_asked.emit(gap_evidence(gap, Witnesses(found)))
