"""The studies on the left: name, sessions, coverage; a new one, or one from a file."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import text_label
from observer.ui.study.pick_button import PickButton
from observer.ui.study.summary import StudySummary
from observer.ui.theme import GUTTER, SPACE, TITLE

_WIDTH = 272
_NARROW = 208


class StudyList(QWidget):
    """Chooses a study; Up and Down go from one to the next."""

    chosen = Signal(str)
    new_asked = Signal()
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_wide(True)
        self.picks: dict[str, PickButton] = {}
        self.new = push_button(_tr("New study"), icon_name="plus")
        self.take_in = icon_button("import", _tr("Take in a study from a file"))
        self._rows = QVBoxLayout()
        self._order: list[str] = []
        self.new.clicked.connect(self.new_asked)
        self.take_in.clicked.connect(self.import_asked)
        self._lay_out()

    def show_summaries(self, summaries: Sequence[StudySummary], chosen: str) -> None:
        """One line a study."""
        ids = [one.study.id for one in summaries]
        if ids != self._order:
            self._make_again(ids)
        for one in summaries:
            pick = self.picks[one.study.id]
            pick.show_words(one.study.name or _tr("Without a name"), one.words)
        self.mark(chosen)

    def show_wide(self, wide: bool) -> None:
        """Take less room in a small window."""
        self.setFixedWidth(_WIDTH if wide else _NARROW)

    def mark(self, chosen: str) -> None:
        """Show which one is chosen; none while a new one is begun."""
        for study_id, pick in self.picks.items():
            pick.setChecked(study_id == chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From one study to the next."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        focused = next((n for n, key in enumerate(self._order) if self.picks[key].hasFocus()), None)
        if by is None or focused is None or not 0 <= focused + by < len(self._order):
            super().keyPressEvent(event)
            return
        pick = self.picks[self._order[focused + by]]
        pick.setFocus()
        pick.click()

    def _make_again(self, ids: list[str]) -> None:
        focused = next((key for key, pick in self.picks.items() if pick.hasFocus()), "")
        for study_id in set(self.picks) - set(ids):
            pick = self.picks.pop(study_id)
            pick.hide()
            pick.deleteLater()
        for place, study_id in enumerate(ids):
            if study_id not in self.picks:
                self.picks[study_id] = self._make(study_id)
            self._rows.insertWidget(place, self.picks[study_id])
        self._order = ids
        if focused in self.picks:
            self.picks[focused].setFocus()

    def _make(self, study_id: str) -> PickButton:
        pick = PickButton()
        pick.clicked.connect(lambda: self.chosen.emit(study_id))
        return pick

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER + SPACE, GUTTER, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(_tr("Studies"), size=TITLE, weight=600))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.new, 1)
        buttons.addWidget(self.take_in)
        column.addLayout(buttons)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("surface", "clear")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 2 * SPACE)
        self._rows.setSpacing(4)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        scroll.setWidget(body)
        column.addWidget(scroll, 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("StudyList", text)
