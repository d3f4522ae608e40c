"""One finding, whole: what the team says of it, its figures, and the moments that show it."""

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.analysis.board import FindingFigures
from observer.ui.buttons import icon_button, push_button
from observer.ui.insight.board.card_words import (
    figures_state_words,
    finding_sentence,
    release_sentence,
)
from observer.ui.insight.board.finding_form import FindingForm
from observer.ui.insight.board.finding_words import finding_groups
from observer.ui.insight.evidence import Sight, Witnesses
from observer.ui.insight.sight_list import SightList
from observer.ui.labels import text_label
from observer.ui.overlay import Overlay
from observer.ui.theme import SMALL, SPACE

_WIDTH = 480


class FindingDrawer(Overlay):
    """At the window's right. What is asked for here is done by the board."""

    changed = Signal(str, str, object)
    """The finding, one of its fields, and the value."""

    split_asked = Signal(str, object)
    """The finding, and the moments that are to leave it for one of their own."""

    loosen_asked = Signal(object)
    """Moments that are to show no finding."""

    draft_asked = Signal(str)
    """The finding of which an issue is to be drafted."""

    merge_asked = Signal(str)
    removal_asked = Signal(str)
    opened = Signal(object)
    """A Sight."""

    clip_asked = Signal(object)
    """A Sight."""

    def __init__(self, window: QWidget, figures: FindingFigures, witnesses: Witnesses) -> None:
        super().__init__(window, figures.finding.name)
        self.finding_id = figures.finding.id
        self.form = FindingForm(figures.finding)
        self.said = text_label(size=SMALL, tone="dim", wrap=True)
        self.again = text_label(weight=600, wrap=True)
        self.list = SightList(_tr("Moments that show it"), several=True)
        self.split = push_button(_tr("Into one of their own…"))
        self.loosen = push_button(_tr("Take out"))
        self.clip = icon_button("film", _tr("Make a clip of it…"))
        self.merge = push_button(_tr("Merge…"), role="quiet")
        self.merge.setToolTip(_tr("Merge it into another finding"))
        self.remove = icon_button("trash", _tr("Remove the finding; its moments stay"))
        self.close_button = icon_button("close", _tr("Close (Escape)"))
        self._lay_out()
        self._connect()
        self.show_figures(figures, witnesses)

    def panel_area(self, room: QRect) -> QRect:
        """At the right."""
        width = min(_WIDTH, room.width() - 4 * SPACE)
        return QRect(room.width() - width - SPACE, SPACE, width, room.height() - 2 * SPACE)

    def show_figures(self, figures: FindingFigures, witnesses: Witnesses) -> None:
        """Show it as it is."""
        self.form.show_finding(figures.finding)
        told = (finding_sentence(figures), release_sentence(figures))
        self.said.setText(" ".join(part for part in told if part))
        self.again.setText(figures_state_words(figures) + ".")
        self.again.setVisible(figures.seen_again)
        self.list.show_groups(finding_groups(figures, witnesses))
        self._offer()

    def close_overlay(self) -> None:
        """Nothing that was written is lost."""
        if not self.isHidden():
            self.form.flush()
        super().close_overlay()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 0)
        head.addWidget(text_label(_tr("Finding"), size=SMALL, weight=600, tone="dim"), 1)
        for button in (self.merge, self.remove, self.close_button):
            head.addWidget(button)
        body = QVBoxLayout()
        body.setContentsMargins(20, 4, 20, SPACE)
        body.setSpacing(12)
        body.addWidget(self.form)
        body.addWidget(self.again)
        body.addWidget(self.said)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, SPACE, 20, 2 * SPACE)
        foot.setSpacing(SPACE)
        foot.addWidget(self.clip)
        foot.addStretch(1)
        foot.addWidget(self.loosen)
        foot.addWidget(self.split)
        self.column.addLayout(head)
        self.column.addLayout(body)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self.form.changed.connect(
            lambda field, value: self.changed.emit(self.finding_id, field, value)
        )
        self.form.draft_asked.connect(lambda: self.draft_asked.emit(self.finding_id))
        self.list.chosen_changed.connect(self._offer)
        self.list.opened.connect(self._open)
        self.close_button.clicked.connect(self.close_overlay)
        self.merge.clicked.connect(lambda: self.merge_asked.emit(self.finding_id))
        self.remove.clicked.connect(self._ask_to_remove)
        self.split.clicked.connect(
            lambda: self.split_asked.emit(self.finding_id, self._chosen_ids())
        )
        self.loosen.clicked.connect(lambda: self.loosen_asked.emit(self._chosen_ids()))
        self.clip.clicked.connect(self._ask_for_clip)

    def _offer(self) -> None:
        for button in (self.split, self.loosen, self.clip):
            button.setEnabled(bool(self.list.chosen))

    def _chosen_ids(self) -> list[str]:
        return [sight.annotation_id for sight in self.list.chosen]

    def _open(self, sight: Sight) -> None:
        self.close_overlay()
        self.opened.emit(sight)

    def _ask_to_remove(self) -> None:
        self.close_overlay()
        self.removal_asked.emit(self.finding_id)

    def _ask_for_clip(self) -> None:
        sight = self.list.chosen[0]
        self.close_overlay()
        self.clip_asked.emit(sight)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
