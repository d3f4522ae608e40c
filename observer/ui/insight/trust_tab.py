"""How far each rule can be trusted: what people made of what it suggested."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from observer.analysis.insight import Insight
from observer.analysis.precision import RulePrecision
from observer.database.library import Library
from observer.model.annotation import Standing
from observer.model.errors import LibraryError
from observer.ui.banner import show_error
from observer.ui.insight.bar_row import RowWords
from observer.ui.insight.book import Reading
from observer.ui.insight.evidence import Evidence, Witnesses
from observer.ui.insight.panel import INSET_PX, Panel
from observer.ui.insight.row_list import RowList
from observer.ui.insight.tab import ScrolledTab
from observer.ui.insight.words import of_words
from observer.ui.labels import text_label
from observer.ui.review.words import rule_title
from observer.ui.theme import SPACE

MADE = (
    "Precision is the share of judged suggestions that a person accepted, with its adjusted-Wald"
    " interval of 95%. With fewer than 8 judged nothing can be said; a rule whose whole interval"
    " lies below one half is wrong more often than right."
)


class TrustTab(ScrolledTab):
    """Two lists: over all sessions, and of this study alone."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._found: Insight | None = None
        nothing = _tr(
            "Let the rules look for signals in a review, and judge what they suggest: their record"
            " stands here."
        )
        self.warning: QLabel = text_label(tone="", wrap=True)
        self.everywhere = RowList(nothing)
        self.here = RowList(nothing)
        everywhere = Panel(_tr("All sessions"), _tr("accepted of those judged"), _tr(MADE))
        self.warning.setContentsMargins(INSET_PX, 0, INSET_PX, SPACE)
        everywhere.column.addWidget(self.warning)
        everywhere.column.addWidget(self.everywhere)
        here = Panel(_tr("This study"), _tr("accepted of those judged"), _tr(MADE))
        here.column.addWidget(self.here)
        self.column.addLayout(self.pair(everywhere, here, (1, 1)))
        self.column.addStretch(1)

    def show_reading(self, reading: Reading) -> None:
        """Show the rules' records."""
        self._found = reading.found
        self._show(self.everywhere, reading.records, here=False)
        self._show(self.here, reading.study_records, here=True)
        poor = [rule_title(one.rule) for one in reading.records if one.is_poor]
        self.warning.setVisible(bool(poor))
        self.warning.setText(
            _tr("Be wary of: {rules}. It is wrong more often than right.").format(
                rules=", ".join(poor)
            )
            if len(poor) == 1
            else _tr("Be wary of: {rules}. They are wrong more often than right.").format(
                rules=", ".join(poor)
            )
        )

    def _show(self, rows: RowList, records: tuple[RulePrecision, ...], *, here: bool) -> None:
        order = sorted(records, key=lambda one: (not one.is_poor, -one.judged, one.rule))
        rows.show_rows(
            [(_rule_row(one), partial(self._open_rule, one, here=here)) for one in order]
        )

    def _open_rule(self, record: RulePrecision, *, here: bool) -> None:
        if self._found is None:
            return
        try:
            told = self._library.rule_suggestions(self._found.facts.study.id, record.rule)
        except LibraryError as error:
            show_error(self, error)
            return
        witnesses = Witnesses(self._found)
        groups = tuple(
            group
            for standing, heading in (
                (Standing.KEPT, _tr("Accepted in this study")),
                (Standing.REJECTED, _tr("Rejected in this study")),
                (Standing.SUGGESTED, _tr("Waiting in this study")),
            )
            for group in witnesses.moments(
                heading, [said for said in told if said.standing is standing]
            )
        )
        sentences = [record.sentence]
        if record.waiting:
            sentences.append(_tr("{n} wait for a judgement.").format(n=record.waiting))
        if not here:
            sentences.append(_tr("Below are the moments of this study alone."))
        self.evidence_asked.emit(
            Evidence(rule_title(record.rule), tuple(sentences), groups, _tr(MADE))
        )


def _rule_row(one: RulePrecision) -> RowWords:
    precision = one.precision
    parts = []
    if one.is_poor:
        parts.append(_tr("wrong more often than right"))
    elif precision is None:
        parts.append(_tr("nothing judged yet"))
    elif one.judged < 8:
        parts.append(_tr("too few to trust or distrust"))
    else:
        parts.append(_tr("{low} to {high} right").format(
            low=f"{precision.low:.0%}", high=f"{precision.high:.0%}"))  # fmt: skip
    if one.waiting:
        parts.append(_tr("{n} wait").format(n=one.waiting))
    return RowWords(
        rule_title(one.rule),
        " · ".join(parts),
        of_words(one.accepted, one.judged) if one.judged else "–",
        precision.value if precision else 0.0,
        precision,
        token="s3" if one.is_poor else "accent",
        figure_token="s3" if one.is_poor else "ink",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
