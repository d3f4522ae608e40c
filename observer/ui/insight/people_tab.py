"""Whom the team has watched, who of the team has watched, and how much is left to find."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication

from observer.analysis.coverage import SegmentCoverage, Watcher
from observer.analysis.discovery import LIMITS, Discovery
from observer.analysis.insight import Insight
from observer.ui.insight.bar_row import RowWords
from observer.ui.insight.book import Reading
from observer.ui.insight.discovery_curve import DiscoveryCurve
from observer.ui.insight.evidence import Evidence, Witnesses
from observer.ui.insight.figure_label import FigureLabel, flush
from observer.ui.insight.panel import INSET_PX, Panel
from observer.ui.insight.people_words import (
    segment_evidence,
    unseen_evidence,
    unseen_names,
    watcher_evidence,
)
from observer.ui.insight.row_list import RowList
from observer.ui.insight.tab import ScrolledTab
from observer.ui.insight.words import (
    ago_words,
    counted,
    hours_words,
    of_words,
    percent_words,
)
from observer.ui.theme import HEADING

_FORMULA = (
    "n participants find 1 − (1 − p)ⁿ of the problems (Nielsen and Landauer, 1993). p, how probably"
    " one of them meets a problem, is taken from who met which finding, and lowered for few"
    " participants as Lewis (2001) advises. "
) + LIMITS


class PeopleTab(ScrolledTab):
    """Coverage, exposure and discovery."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Insight | None = None
        self.coverage = RowList(_tr("Give the study segments: kinds of customers, and how many."))
        self.watchers = RowList(_tr("Nobody has said yet who watched. It is asked after a sit-in."))
        self.discovered = FigureLabel(size=HEADING, weight=600)
        self.standing_on = FigureLabel(tone="dim")
        self.discovered.pressed.connect(self._open_problems)
        self.standing_on.pressed.connect(self._open_problems)
        self.curve = DiscoveryCurve()
        self.curve.clicked.connect(self._open_problems)
        self._lay_out()

    def show_reading(self, reading: Reading) -> None:
        """Show a study's people."""
        found = self._found = reading.found
        if found is None:
            return
        most = max((max(one.wanted, len(one.watched)) for one in found.coverage), default=0) or 1
        self.coverage.show_rows(
            [(segment_row(one, most), partial(self._open_segment, one)) for one in found.coverage]
        )
        longest = max((one.hours for one in found.watchers), default=0) or 1
        today = datetime.now().astimezone()
        seen = [
            (watcher_row(one, longest, today), partial(self._open_watcher, one))
            for one in found.watchers
        ]
        self.watchers.show_rows([*seen, *self._who_never(found)])
        self._show_discovery(found.discovery)

    def _lay_out(self) -> None:
        whom = Panel(_tr("Whom we watched"), _tr("participants of each segment, against the plan"))
        whom.column.addWidget(self.coverage)
        who = Panel(
            _tr("Who watched"),
            _tr("hours with customers, and the last contact"),
            _tr(
                "Counted from who was there, as it was said after each sit-in or by the observers'"
                " own pages. Who predicted and never watched stands here with no hours."
            ),
        )
        who.column.addWidget(self.watchers)
        left = Panel(_tr("What is left to find"), "", _tr(_FORMULA))
        for label in (self.discovered, self.standing_on):
            row = flush(label)
            row.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
            left.column.addLayout(row)
        left.column.addWidget(self.curve)
        self.column.addLayout(self.pair(whom, who, (1, 1)))
        self.column.addWidget(left)
        self.column.addStretch(1)

    def _who_never(self, found: Insight) -> list[tuple[RowWords, partial[None]]]:
        return [
            (
                RowWords(name, _tr("predicted, never watched"), "0 h", 0.0, figure_token="s3"),
                partial(self._open_unseen, name),
            )
            for name in unseen_names(found)
        ]

    def _show_discovery(self, told: Discovery) -> None:
        self.curve.show_discovery(told)
        self.curve.setVisible(told.chance is not None)
        if told.seen is None or told.more is None:
            self.discovered.setText(told.reason + ".")
        elif told.more:
            self.discovered.setText(
                _tr("Probably {share} of such problems are found; {n} to 85%.").format(
                    share=percent_words(told.seen),
                    n=counted(told.more, _tr("more participant"), _tr("more participants")),
                )
            )
        else:
            self.discovered.setText(
                _tr("Probably {share} of such problems are found: enough for most.").format(
                    share=percent_words(told.seen)
                )
            )
        self.standing_on.setText(
            (
                _tr("From {problems} met by {people}, {once} of them by one alone.")
                if told.once
                else _tr("From {problems} met by {people}, each by two or more.")
            ).format(
                problems=counted(told.problems, _tr("finding"), _tr("findings")),
                people=counted(told.participants, _tr("participant"), _tr("participants")),
                once=told.once,
            )
        )

    # -- evidence ------------------------------------------------------------------------

    def _open_segment(self, one: SegmentCoverage) -> None:
        if self._found is not None:
            self.evidence_asked.emit(segment_evidence(one, self._found))

    def _open_watcher(self, one: Watcher) -> None:
        if self._found is not None:
            self.evidence_asked.emit(watcher_evidence(one, self._found))

    def _open_unseen(self, name: str) -> None:
        if self._found is not None:
            self.evidence_asked.emit(unseen_evidence(name, self._found))

    def _open_problems(self) -> None:
        if self._found is None:
            return
        witnesses = Witnesses(self._found)
        groups = tuple(
            group
            for one in self._found.findings
            for group in witnesses.moments(one.finding.name, one.moments)
        )
        groups = groups or witnesses.sessions(
            _tr("Sit-ins"), [one.id for one in self._found.facts.sessions]
        )
        sentences = (self.discovered.text(), self.standing_on.text())
        self.evidence_asked.emit(
            Evidence(_tr("What is left to find"), sentences, groups, _tr(_FORMULA))
        )


def segment_row(one: SegmentCoverage, most: int) -> RowWords:
    """A segment against its plan."""
    watched = len(one.watched)
    if not one.wanted:
        below = _tr("nobody planned how many")
    elif one.missing:
        below = _tr("{n} to go").format(n=one.missing)
    else:
        below = _tr("as planned")
    alarming = bool(one.wanted and not watched)
    return RowWords(
        one.name,
        below,
        of_words(watched, one.wanted) if one.wanted else str(watched),
        watched / (one.wanted or most),
        figure_token="s3" if alarming else "ink",
    )


def watcher_row(one: Watcher, longest: float, today: datetime) -> RowWords:
    """A team member's hours and last contact."""
    return RowWords(
        one.name,
        _tr("{people} · last contact {ago}").format(
            people=counted(one.participants, _tr("participant"), _tr("participants")),
            ago=ago_words(one.last_at, today),
        ),
        hours_words(one.hours),
        one.hours / longest,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
