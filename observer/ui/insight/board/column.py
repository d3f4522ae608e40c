"""One state of the board: its findings below each other."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from observer.model.finding import FindingState
from observer.ui.buttons import push_button
from observer.ui.insight.board.card import FindingCard
from observer.ui.insight.board.drop_target import DropTarget
from observer.ui.insight.words import state_words
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE, theme

LEAST_PX = 196


class BoardColumn(QFrame):
    """What is dropped beside the cards: a finding comes into this state, moments become one."""

    moments_dropped = Signal(object, object)
    """The state, and the ids of the moments."""

    finding_dropped = Signal(object, str)
    """The state, and the finding's id."""

    def __init__(self, state: FindingState) -> None:
        super().__init__()
        self.state = state
        self.cards: list[FindingCard] = []
        self._target = DropTarget(self, self._is_elsewhere)
        self._target.moments_dropped.connect(lambda ids: self.moments_dropped.emit(state, ids))
        self._target.finding_dropped.connect(lambda one: self.finding_dropped.emit(state, one))
        self.setProperty("surface", "sunk")
        self.setMinimumWidth(LEAST_PX)
        self.title = text_label(size=SMALL, weight=600, tone="dim")
        self.again = push_button("", role="")
        self.again.setCheckable(True)
        self.again.setToolTip(_tr("Show those alone that were seen again after their release"))
        self.again.toggled.connect(self._filter)
        self.again.hide()
        self._nothing = text_label(_hint(state), size=SMALL, tone="dim", wrap=True)
        body = QWidget()
        body.setProperty("surface", "clear")
        self._cards = QVBoxLayout(body)
        self._cards.setContentsMargins(SPACE, 0, SPACE, SPACE)
        self._cards.setSpacing(SPACE)
        self._cards.addWidget(self._nothing)
        self._cards.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        self.scroll_area = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 2)
        column.setSpacing(SPACE)
        title = QVBoxLayout()
        title.setContentsMargins(2 * SPACE, 2, SPACE, 0)
        title.addWidget(self.title)
        offer = QHBoxLayout()
        offer.setContentsMargins(SPACE, 0, SPACE, 0)
        offer.addWidget(self.again)
        offer.addStretch(1)
        column.addLayout(title)
        column.addLayout(offer)
        column.addWidget(scroll, 1)

    def show_cards(self, cards: Sequence[FindingCard]) -> None:
        """Have these in place of those before."""
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = list(cards)
        for place, card in enumerate(cards):
            self._cards.insertWidget(place, card)
            card.show()  # at once: what is not in sight cannot have the keys
        self._nothing.setVisible(not cards)
        self.title.setText(f"{state_words(self.state)} · {len(cards)}")
        self.setAccessibleName(self.title.text())
        again = sum(card.figures.seen_again for card in cards)
        self.again.setText(_tr("Seen again · {n}").format(n=again))
        self.again.setVisible(bool(again))
        if not again:
            self.again.setChecked(False)
        self._filter()

    def _filter(self) -> None:
        for card in self.cards:
            card.setVisible(card.figures.seen_again or not self.again.isChecked())

    def _is_elsewhere(self, finding_id: str) -> bool:
        return all(card.finding_id != finding_id for card in self.cards)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge while something could be dropped."""
        super().paintEvent(event)
        if self._target.under_drag:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
            painter.end()


def _hint(state: FindingState) -> str:
    return {
        FindingState.OPEN: _tr("Drop loose moments here: together they become a finding."),
        FindingState.IN_WORK: _tr("Findings that somebody is mending."),
        FindingState.FIXED: _tr("Findings a release has changed. Its date parts before and since."),
        FindingState.ACCEPTED: _tr("Findings the team has decided to live with."),
    }[state]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
