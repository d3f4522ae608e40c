"""Friction by component and team, and at the hand-overs between them."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from observer.analysis.insight import Insight
from observer.analysis.seams import ELSEWHERE, HandOver, Part
from observer.ui.insight.bar_row import RowWords
from observer.ui.insight.book import Reading
from observer.ui.insight.evidence import Evidence, Witnesses
from observer.ui.insight.panel import Panel
from observer.ui.insight.row_list import RowList
from observer.ui.insight.seam_map import SeamMap
from observer.ui.insight.seam_sights import stay_groups
from observer.ui.insight.seam_words import MADE, hand_over_evidence, part_evidence
from observer.ui.insight.tab import ScrolledTab
from observer.ui.insight.words import counted, percent_words

_MOST_ROWS = 40


class SeamsTab(ScrolledTab):
    """A picture, and lists that say the same and can be reached by key."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Insight | None = None
        self.map = SeamMap(420)
        self.hand_overs = RowList(
            _tr("Nobody has gone from one component to another. Name components in the study.")
        )
        self.parts = RowList(_tr("No friction has been marked yet."))
        self.teams = RowList(_tr("No component says which team owns it."))
        self._lay_out()
        self.map.part_opened.connect(self._open_part)
        self.map.hand_over_opened.connect(self._open_hand_over)

    def show_reading(self, reading: Reading) -> None:
        """Show a study's seams."""
        found = self._found = reading.found
        if found is None:
            return
        seams = found.seams
        self.map.show_seams(seams)
        heaviest = max((one.weight for one in seams.hand_overs), default=0) or 1
        self.hand_overs.show_rows(
            [
                (_hand_over_row(one, heaviest), partial(self._open_hand_over, one))
                for one in seams.hand_overs[:_MOST_ROWS]
            ]
        )
        most = max((part.weight for part in seams.parts), default=0) or 1
        self.parts.show_rows(
            [
                (_part_row(part, most), partial(self._open_part, part))
                for part in seams.parts[:_MOST_ROWS]
            ]
        )
        top = max((weight for _, weight in seams.teams), default=0) or 1
        self.teams.show_rows(
            [
                (
                    RowWords(team, figure=str(weight), share=weight / top, token="s3"),
                    partial(self._open_team, team, tuple(seams.parts)),
                )
                for team, weight in seams.teams
            ]
        )

    def _lay_out(self) -> None:
        picture = Panel(
            _tr("Seams"), _tr("where the way from one team's part to the next hurts"), _tr(MADE)
        )
        picture.column.addWidget(self.map, 1)
        ways = Panel(_tr("Hand-overs"), _tr("the heaviest first"))
        ways.column.addWidget(self.hand_overs)
        inside = Panel(_tr("By component"), _tr("weight of the friction, share of the time"))
        inside.column.addWidget(self.parts)
        teams = Panel(_tr("By team"), _tr("weight of the friction in what it owns"))
        teams.column.addWidget(self.teams)
        self.column.addLayout(self.pair(picture, ways))
        self.column.addLayout(self.pair(inside, teams))
        self.column.addStretch(1)

    def _open_part(self, part: Part) -> None:
        if self._found is not None:
            self.evidence_asked.emit(part_evidence(part, self._found))

    def _open_hand_over(self, one: HandOver) -> None:
        if self._found is not None:
            self.evidence_asked.emit(hand_over_evidence(one, self._found))

    def _open_team(self, team: str, parts: tuple[Part, ...]) -> None:
        if self._found is None:
            return
        witnesses = Witnesses(self._found)
        groups = tuple(
            group
            for part in parts
            if part.team == team
            for group in witnesses.moments(part.component, part.moments)
            or stay_groups(part, self._found)
        )
        weight = sum(part.weight for part in parts if part.team == team)
        told = _tr("Friction of weight {n} in what {team} owns.").format(n=weight, team=team)
        self.evidence_asked.emit(Evidence(team, (told,), groups, _tr(MADE)))


def _hand_over_row(one: HandOver, heaviest: int) -> RowWords:
    return RowWords(
        f"{one.source} → {one.target}",
        _tr("gone {times}").format(times=counted(one.times, _tr("time"), _tr("times"))),
        counted(len(one.moments), _tr("moment"), _tr("moments")) if one.moments else "–",
        one.weight / heaviest,
        token="s3",
        figure_token="ink" if one.moments else "dim",
    )


def _part_row(part: Part, most: int) -> RowWords:
    parts = (part.team, _tr("{share} of the time").format(share=percent_words(part.share_of_time)))
    return RowWords(
        part.component if part.component != ELSEWHERE else _tr("Elsewhere"),
        " · ".join(words for words in parts if words),
        counted(len(part.moments), _tr("moment"), _tr("moments")) if part.moments else "–",
        part.weight / most,
        token="s3",
        figure_token="ink" if part.moments else "dim",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
