"""How far coders agree on the open session, over the review."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from observer.analysis.agreement import Agreement, Facet, agreement
from observer.analysis.matching import pairs_of
from observer.ui.buttons import icon_button
from observer.ui.keycaps import key_caps
from observer.ui.labels import text_label
from observer.ui.overlay import Overlay, centred_area
from observer.ui.review.agreement.choices_bar import ChoicesBar
from observer.ui.review.agreement.comparison import (
    Comparison,
    Row,
    in_cell,
    rows_of,
    usual_coders,
)
from observer.ui.review.agreement.confusion import Cell, ConfusionTable
from observer.ui.review.agreement.figures import Figures
from observer.ui.review.agreement.glance import Glance
from observer.ui.review.agreement.pairs import Pair, Pairs
from observer.ui.review.agreement.unit_filter import UnitFilter
from observer.ui.review.agreement.unit_list import CoderHeads, UnitList
from observer.ui.review.agreement.words import label_words, reading_words, rule_words
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.empty_note import EmptyNote
from observer.ui.theme import HEADING, SMALL, SPACE, theme

_WIDTH, _HEIGHT = 1320, 852
_LEFT_PX = 400
_BAR_PX = 12  # a scroll bar's
_LOW_PX = 700
"""A panel lower than this spares the picture, and has how to read it in the figures' tips alone."""


class AgreementView(Overlay):
    """Figures, table and units of the moments that may be seen; it follows every edit."""

    shown = Signal(object)  # ns, beyond what an int of Qt holds: show what was there then
    opened = Signal(str)  # a moment's id: go on with it in the review
    play_toggled = Signal()

    def __init__(self, window: QWidget, book: MomentBook, chosen: Comparison | None) -> None:
        """`chosen` is what was compared before; None takes oneself and whom there is most of."""
        super().__init__(window, window.tr("Agreement"))
        self._book = book
        self._cell: Cell | None = None
        self._found: Agreement | None = None
        self._rows: list[Row] = []
        counts = {who: sum(m.author == who for m in book.moments) for who in _authors(book)}
        self.choices = ChoicesBar(counts, book.author, book.study)
        usual = chosen.coders if chosen else usual_coders(book.moments, book.author)
        coders = tuple(who for who in self.choices.coders if who in usual)
        self._chosen = replace(chosen or Comparison(()), coders=coders)
        self.summary = text_label(tone="dim")
        self.rule = text_label(size=SMALL, tone="dim", wrap=True)
        self.figures = Figures()
        self.confusion = ConfusionTable()
        self.pairs = Pairs()
        self.glance = Glance()
        self.filter = UnitFilter()
        self.units = UnitList()
        self.heads = CoderHeads(self.units)
        self._caption = text_label(size=SMALL, weight=600)
        self._reading = text_label(reading_words(), size=SMALL, tone="dim", wrap=True)
        self.figures.setToolTip(reading_words())
        self.none = EmptyNote("", "")
        self.no_units = EmptyNote(
            self.tr("No such events"), self.tr("Choose All to see the others.")
        )
        self._body = QStackedWidget()
        self._list = QStackedWidget()
        self._lay_out()
        self._connect()
        self.choices.show_comparison(self._chosen)
        self._compare()

    @property
    def chosen(self) -> Comparison:
        """What is compared."""
        return self._chosen

    def start(self, time_ns: int) -> None:
        """Open it at what was marked by then, with the keys where there is something to do."""
        self.units.settle_at(time_ns)
        first = next(iter(self.choices.coders.values()), self.close_button)
        self.open(self.units if self._rows else first)

    def panel_area(self, room: QRect) -> QRect:
        """Nearly the whole window; less where there is nobody to compare with."""
        alone = len(self.choices.coders) < 2
        area = centred_area(room, _WIDTH, _HEIGHT // 2 if alone else _HEIGHT, 3 * SPACE)
        roomy = area.height() >= _LOW_PX
        self._reading.setVisible(roomy)
        self.glance.allow(roomy)
        return area

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the units, whatever has the focus and has no use for them."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.units.go_to(self.units.currentIndex().row() + step)
            event.accept()
        else:
            super().keyPressEvent(event)

    # -- making it ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.close_button = icon_button("close", self.tr("Close (Esc)"))
        self.close_button.clicked.connect(self.close_overlay)
        head = QHBoxLayout()
        head.setSpacing(SPACE + 4)
        head.addWidget(text_label(self.tr("Agreement"), size=HEADING, weight=600))
        head.addWidget(self.summary, 1)
        head.addWidget(self.close_button)
        ground = _Ground()
        column = QVBoxLayout(ground)
        column.setContentsMargins(3 * SPACE - 4, 2 * SPACE - 4, 3 * SPACE - 4, 2 * SPACE - 4)
        column.setSpacing(SPACE + 4)
        column.addLayout(head)
        column.addWidget(self.choices)
        column.addWidget(self._body, 1)
        self.column.setContentsMargins(4, 4, 4, 4)  # the panel's round corners
        self.column.addWidget(ground)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE + 4)
        inner.addWidget(self.rule)
        inner.addWidget(self.figures)
        across = QHBoxLayout()
        across.setSpacing(3 * SPACE - _BAR_PX)
        across.addWidget(self._make_left())
        across.addWidget(self._make_right(), 1)
        inner.addLayout(across, 1)
        inner.addWidget(self._reading)
        self._body.addWidget(body)
        self._body.addWidget(self.none)

    def _make_left(self) -> QWidget:
        left = QWidget()
        left.setProperty("surface", "clear")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, _BAR_PX, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._caption)
        column.addWidget(self.confusion)
        column.addWidget(self.pairs)
        column.addWidget(self.glance, 1)
        column.addStretch(0)
        area = QScrollArea()  # a low window has no room for many labels
        area.setWidget(left)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(_LEFT_PX + _BAR_PX)
        return area

    def _make_right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter)
        column.addWidget(self.heads)
        framed = QFrame()
        framed.setProperty("surface", "panel")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(1, 6, 1, 6)
        self._list.addWidget(self.units)
        self._list.addWidget(self.no_units)
        inside.addWidget(self._list)
        column.addWidget(framed, 1)
        hints = QHBoxLayout()
        hints.setSpacing(6)
        for written, words in (
            ("↑ ↓", self.tr("see it")),
            ("Space", self.tr("play")),
            ("Enter", self.tr("open it in the review")),
        ):
            hints.addWidget(key_caps(written))
            hints.addWidget(text_label(words, size=SMALL, tone="dim"))
            hints.addSpacing(SPACE)
        hints.addStretch(1)
        column.addLayout(hints)
        return right

    def _connect(self) -> None:
        self.choices.changed.connect(self._choose)
        self.confusion.chosen.connect(self._choose_cell)
        self.pairs.chosen.connect(self._choose_pair)
        self.filter.changed.connect(self._list_units)
        self.filter.cell_left.connect(lambda: self._choose_cell(None))
        self.units.shown.connect(lambda row: self.shown.emit(row.unit.start_ns))
        self.units.opened.connect(self._open)
        self.units.play_toggled.connect(self.play_toggled)
        self._book.changed.connect(self._compare)

    # -- comparing ---------------------------------------------------------------------

    def _choose(self, chosen: Comparison) -> None:
        self._chosen = chosen
        self._cell = None
        self._compare()

    def _choose_pair(self, names: tuple[str, str]) -> None:
        chosen = replace(self._chosen, coders=names)
        self.choices.show_comparison(chosen)
        self._choose(chosen)
        self.choices.coders[names[0]].setFocus()

    def _choose_cell(self, cell: Cell | None) -> None:
        self._cell = cell
        if cell is not None:
            self.filter.buttons[None].setChecked(True)
        self._show_table()
        self._list_units()

    def _compare(self) -> None:
        found = self._found = self._chosen.over(self._book.moments)
        self._body.setCurrentIndex(0 if found and found.units else 1)
        if found is None or not found.units:
            self._rows = []
            self._say_why_not()
            return
        self._rows = rows_of(found)
        self._cell = self._cell if self._cell in found.table else None
        self.rule.setText(rule_words(found.tolerance_ns))
        self.summary.setText(self._summary(found))
        self.figures.show_agreement(found)
        self.filter.show_counts(self._rows)
        self._show_table()
        self._list_units()

    def _summary(self, found: Agreement) -> str:
        if len(found.coders) == 2:
            words = self.tr("{matched} of {all} events were marked by both")
        else:
            words = self.tr("{matched} of {all} events were marked by all {n}")
        return words.format(matched=found.matched, all=len(found.units), n=len(found.coders))

    def _show_table(self) -> None:
        found = self._found
        if found is None:
            return
        two = len(found.coders) == 2
        self.confusion.setVisible(two)
        self.pairs.setVisible(not two)
        if two:
            self._caption.setText(self.tr("Who said what"))
            self.confusion.show_counts(found.coders, found.facet, found.table, self._cell)
        else:
            self._caption.setText(self.tr("Two by two: kappa of what both marked"))
            self.pairs.show_pairs([self._pair(found, names) for names in pairs_of(found.coders)])

    def _pair(self, found: Agreement, names: tuple[str, str]) -> Pair:
        chosen = self._chosen
        two = agreement(self._book.moments, names, found.facet, found.tolerance_ns, chosen.code_id)
        assert two.kappa is not None  # two coders have one
        return names, two.kappa

    def _list_units(self) -> None:
        found = self._found
        if found is None:
            return
        match, cell = self.filter.match, self._cell
        rows = [
            row
            for row in self._rows
            if row.is_among(match) and (cell is None or in_cell(row, found.coders, cell))
        ]
        self.filter.show_cell(_cell_words(found.facet, cell) if cell else "")
        self.units.show_rows(found.coders, found.facet, rows)
        self._list.setCurrentIndex(0 if rows else 1)
        self.heads.update()

    def _say_why_not(self) -> None:
        self.summary.clear()
        if len(self.choices.coders) < 2:
            self._say_none(
                self.tr("Agreement takes two coders"),
                self.tr(
                    "Only one person’s moments are here. Let somebody else mark this session under"
                    " their own name, or unpack what they marked in their library."
                ),
            )
        elif self._found is None:
            self._say_none(
                self.tr("Choose two coders or more"), self.tr("Their moments are then compared.")
            )
        else:
            self._say_none(self.tr("Nothing to compare"), self.tr("They marked nothing yet."))

    def _say_none(self, heading: str, words: str) -> None:
        self.none.heading.setText(heading)
        self.none.words.setText(words)

    def _open(self, row: Row) -> None:
        said = row.unit.said
        own = said.get(self._book.author)
        moment = own or next(said[who] for who in self._chosen.coders if who in said)
        self.close_overlay()
        self.opened.emit(moment.id)


class _Ground(QWidget):
    """Covers what is behind it for good: the review is not painted anew below every change."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's colour."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().color("panel"))
        painter.end()


def _authors(book: MomentBook) -> Sequence[str]:
    """Those who marked something that may be seen."""
    return sorted({moment.author for moment in book.moments})


def _cell_words(facet: Facet, cell: Cell) -> str:
    return " · ".join(label_words(facet, label) for label in cell)
