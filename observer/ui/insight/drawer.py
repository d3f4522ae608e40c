"""The drawer at the right: a figure in words, how it is made, and what it stands on."""

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.ui.buttons import icon_button, push_button
from observer.ui.insight.evidence import Evidence, Sight
from observer.ui.insight.sight_list import SightList
from observer.ui.labels import text_label
from observer.ui.overlay import Overlay
from observer.ui.theme import HEADING, SMALL, SPACE

_WIDTH = 440


class Drawer(Overlay):
    """Over the window's right side, as high as the window."""

    opened = Signal(object)
    """A Sight to go and look at."""

    clip_asked = Signal(object)
    """A Sight to make a clip of."""

    def __init__(self, window: QWidget, evidence: Evidence) -> None:
        super().__init__(window, evidence.title)
        self.evidence = evidence
        self.list = SightList(_tr("What it stands on"))
        self.close_button = icon_button("close", _tr("Close (Escape)"))
        self.clip = push_button(_tr("Make a clip of it…"), icon_name="film")
        self.made = text_label(evidence.made, size=SMALL, tone="dim", wrap=True)
        self.asked = icon_button("question", _tr("How is this made?"))
        self.asked.setCheckable(True)
        self.asked.setVisible(bool(evidence.made))
        self.asked.toggled.connect(self.made.setVisible)
        self._lay_out()
        self.list.show_groups(evidence.groups)
        self.list.opened.connect(self._open)
        self.close_button.clicked.connect(self.close_overlay)
        self.clip.clicked.connect(self._ask_for_clip)
        self.list.chosen_changed.connect(self._offer_clip)
        self._offer_clip()

    def panel_area(self, room: QRect) -> QRect:
        """At the right."""
        width = min(_WIDTH, room.width() - 4 * SPACE)
        return QRect(room.width() - width - SPACE, SPACE, width, room.height() - 2 * SPACE)

    def show_it(self) -> None:
        """Open with the first place at hand."""
        self.open(self.list if self.list.count else self.close_button)
        if self.list.count:
            self.list.setCurrentIndex(self.list.model().index(self.list.first_row, 0))

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 2 * SPACE, 12, SPACE)
        head.setSpacing(SPACE)
        row = QHBoxLayout()
        row.addWidget(text_label(self.evidence.title, size=HEADING, weight=600, wrap=True), 1)
        row.addWidget(self.asked)
        row.addWidget(self.close_button)
        head.addLayout(row)
        for sentence in self.evidence.sentences:
            head.addWidget(text_label(sentence, wrap=True))
        self.made.hide()
        head.addWidget(self.made)
        self.column.addLayout(head)
        if self.evidence.groups:
            self.column.addWidget(self.list, 1)
        else:
            nothing = text_label(_tr("No moment stands behind it yet."), tone="dim", wrap=True)
            nothing.setContentsMargins(20, 0, 20, 0)
            self.column.addWidget(nothing)
            self.column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, SPACE, 20, 2 * SPACE)
        foot.addStretch(1)
        foot.addWidget(self.clip)
        self.column.addLayout(foot)

    def _current(self) -> Sight | None:
        rows = self.list.chosen
        return rows[0] if rows else None

    def _offer_clip(self) -> None:
        sight = self._current()
        self.clip.setVisible(any(group.sights[0].moment for group in self.evidence.groups))
        self.clip.setEnabled(sight is not None and sight.moment is not None)

    def _open(self, sight: Sight) -> None:
        self.close_overlay()
        self.opened.emit(sight)

    def _ask_for_clip(self) -> None:
        sight = self._current()
        if sight is not None:
            self.close_overlay()
            self.clip_asked.emit(sight)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
