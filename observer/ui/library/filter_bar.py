"""The row of filters above the sessions, and the switch between grid and list."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSettings, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from observer.database.rows import SessionRow
from observer.model.annotation import ReviewState
from observer.ui.buttons import icon_button, push_button
from observer.ui.library.choice import Choice, count_reviews
from observer.ui.library.words import review_words
from observer.ui.review.editor.flow import FlowLayout
from observer.ui.theme import SPACE, font

_SETTINGS = "library/filter/"
_AS_LIST = "library/as-list"
_LETTERS = 11  # of a name, before the menu has to open for it to be read
_LINES = 18  # of an open menu


class FilterBar(QWidget):
    """Study, participant, segment and review state; remembered over restarts."""

    changed = Signal()
    view_chosen = Signal(bool)
    """True for the list."""

    def __init__(self, beside: QWidget) -> None:
        """`beside` stands before the switch between grid and list."""
        super().__init__()
        self.study = _Menu(self.tr("All studies"), self.tr("Study"))
        self.participant = _Menu(self.tr("All participants"), self.tr("Participant"))
        self.segment = _Menu(self.tr("All segments"), self.tr("Segment"))
        self.reviews = {state: _chip(review_words(state)) for state in ReviewState}
        self.clear_button = icon_button("close", self.tr("Show all sessions"))
        self.grid = icon_button("library", self.tr("Show as cards"))
        self.list = icon_button("list", self.tr("Show as a list"))
        self._rows: Sequence[SessionRow] = ()
        self._lay_out(beside)
        self._recall()
        self._connect()

    @property
    def choice(self) -> Choice:
        """What is wanted; words are not this bar's."""
        return Choice(
            study=self.study.chosen,
            participant=self.participant.chosen,
            segment=self.segment.chosen,
            reviews=frozenset(s for s, chip in self.reviews.items() if chip.isChecked()),
        )

    @property
    def as_list(self) -> bool:
        """Whether the list is wanted rather than the cards."""
        return self.list.isChecked()

    def show_rows(self, rows: Sequence[SessionRow]) -> None:
        """Offer what these sessions have."""
        self._rows = rows
        self.study.offer({row.study for row in rows})
        self._refresh()

    def clear(self) -> None:
        """Want everything."""
        blockers = [QSignalBlocker(one) for one in (self.study, self.participant, self.segment)]
        for menu in (self.study, self.participant, self.segment):
            menu.choose("")
        for chip in self.reviews.values():
            chip.setChecked(False)
        del blockers
        self._take()

    def _refresh(self) -> None:
        """Participants and segments are those of the chosen study."""
        wanted = Choice(study=self.study.chosen)
        rows = [row for row in self._rows if wanted.takes(row)]
        self.participant.offer({row.participant for row in rows})
        self.segment.offer({row.segment for row in rows if row.segment})
        self.segment.setVisible(self.segment.count() > 1)
        self._count(count_reviews(self._rows, self.choice))
        self.clear_button.setVisible(self.choice.is_sifted)

    def _count(self, counts: Mapping[ReviewState, int]) -> None:
        for state, chip in self.reviews.items():
            chip.setText(f"{review_words(state)}  {counts[state]}")

    def _lay_out(self, beside: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        filters = QWidget()
        flow = FlowLayout(filters, gap=SPACE)
        for widget in (self.study, self.participant, self.segment):
            flow.addWidget(widget)
        for chip in self.reviews.values():
            flow.addWidget(chip)
        flow.addWidget(self.clear_button)
        row.addWidget(filters, 1)
        row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        views = QButtonGroup(self)
        for button in (self.grid, self.list):
            button.setCheckable(True)
            views.addButton(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        for menu in (self.study, self.participant, self.segment):
            menu.currentIndexChanged.connect(self._take)
        for chip in self.reviews.values():
            chip.clicked.connect(self._take)
        self.clear_button.clicked.connect(self.clear)
        self.list.toggled.connect(self._take_view)

    def _take(self) -> None:
        self._refresh()
        self._remember()
        self.changed.emit()

    def _take_view(self, as_list: bool) -> None:
        QSettings().setValue(_AS_LIST, as_list)
        self.view_chosen.emit(as_list)

    def _remember(self) -> None:
        settings, choice = QSettings(), self.choice
        settings.setValue(_SETTINGS + "study", choice.study)
        settings.setValue(_SETTINGS + "participant", choice.participant)
        settings.setValue(_SETTINGS + "segment", choice.segment)
        settings.setValue(_SETTINGS + "reviews", ",".join(sorted(choice.reviews)))

    def _recall(self) -> None:
        settings = QSettings()
        for name, menu in (
            ("study", self.study),
            ("participant", self.participant),
            ("segment", self.segment),
        ):
            menu.choose(str(settings.value(_SETTINGS + name, "")))
        reviews = str(settings.value(_SETTINGS + "reviews", "")).split(",")
        for state, chip in self.reviews.items():
            chip.setChecked(state.value in reviews)
        as_list = settings.value(_AS_LIST, False, bool)
        (self.list if as_list else self.grid).setChecked(True)


class _Menu(QComboBox):
    """One name out of many, or all of them."""

    def __init__(self, everything: str, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFont(font())
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setMaxVisibleItems(_LINES)
        view = self.view()
        if isinstance(view, QListView):
            view.setUniformItemSizes(True)  # thousands of participants are not measured one by one
        self._offered: list[str] = []
        self.addItem(everything, "")

    @property
    def chosen(self) -> str:
        """The name, or nothing for all."""
        return str(self.currentData() or "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Closed, it says what it chooses from, or the chosen name, cut with an ellipsis."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText() if self.chosen else self._name,
            Qt.TextElideMode.ElideRight,
            room.width() - SPACE,
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def choose(self, name: str) -> None:
        """Choose a name, also one that is not offered (yet)."""
        if name and self.findData(name) < 0:
            self.addItem(name, name)
            self._offered.append(name)
        self.setCurrentIndex(max(0, self.findData(name)))

    def offer(self, names: set[str]) -> None:
        """Offer these; the chosen one stays, even if it is none of them."""
        wanted = sorted(names | ({self.chosen} if self.chosen else set()), key=str.casefold)
        if wanted == self._offered:
            return
        chosen, self._offered = self.chosen, wanted
        blocker = QSignalBlocker(self)
        everything = self.itemText(0)
        self.clear()
        self.addItem(everything, "")
        for name in wanted:
            self.addItem(name, name)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        del blocker


def _chip(text: str) -> QPushButton:
    chip = push_button(text)
    chip.setCheckable(True)
    return chip
