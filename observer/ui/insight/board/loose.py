"""The moments that belong to no finding yet, to be dragged onto one or gathered by key."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from observer.ui.buttons import push_button
from observer.ui.insight.board.carried import carry_moments, drag
from observer.ui.insight.evidence import Group, SightsOf
from observer.ui.insight.panel import Panel
from observer.ui.insight.sight_list import SightList
from observer.ui.insight.words import amount_words, counted
from observer.ui.labels import text_label

WIDTH = 296


class LooseMoments(Panel):
    """Chooses several; each can be looked at."""

    gather_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_tr("Loose moments"))
        self.setFixedWidth(WIDTH)
        self._sights: SightsOf | None = None
        self.list = DragList()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_tr("Find in them"))
        self.search.setAccessibleName(_tr("Find in the loose moments"))
        self.search.setClearButtonEnabled(True)
        self.gather = push_button(_tr("Gather into a finding…"), icon_name="plus")
        self.gather.setToolTip("Ctrl+G")
        self.nothing = text_label(
            _tr("Every moment belongs to a finding. Friction marked in a review appears here."),
            tone="dim",
            wrap=True,
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.setContentsMargins(0, 12, 0, 12)
        self.head.setContentsMargins(12, 0, 8, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 0, 12, 0)
        inner.addWidget(self.search)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.nothing, 1)
        foot.addWidget(self.gather)
        self.column.addLayout(inner)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(foot)
        self.search.textChanged.connect(self._show)
        self.list.chosen_changed.connect(self._say_chosen)
        self.gather.clicked.connect(self.gather_asked)

    def show_sights(self, sights: SightsOf) -> None:
        """Show these."""
        self._sights = sights
        self._show()

    @property
    def chosen_ids(self) -> list[str]:
        """The moments that are chosen."""
        return [sight.annotation_id for sight in self.list.chosen]

    def _show(self) -> None:
        if self._sights is None:
            return
        kept = self._sights.matching(self.search.text())
        self.list.show_groups((Group("", kept),))
        there = bool(self._sights)
        for widget in (self.list, self.search, self.gather):
            widget.setVisible(there)
        self.nothing.setVisible(not there)
        self.purpose.setText(amount_words(len(self._sights)) if there else "")
        self._say_chosen()

    def _say_chosen(self) -> None:
        count = len(self.list.chosen)
        self.gather.setEnabled(bool(count))
        self.gather.setText(
            _tr("Gather {moments}…").format(moments=counted(count, _tr("moment"), _tr("moments")))
            if count
            else _tr("Gather into a finding…")
        )


class DragList(SightList):
    """Its chosen rows can be dragged."""

    def __init__(self) -> None:
        super().__init__(_tr("Loose moments"), several=True)
        self.setDragEnabled(True)
        self.setToolTip(_tr("Drag onto a finding; double-click to look at it"))

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802  # Qt's name
        """Take along what is chosen."""
        ids = [sight.annotation_id for sight in self.chosen]
        if ids:
            drag(self, carry_moments(ids), counted(len(ids), _tr("moment"), _tr("moments")))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
