"""One study, whole: its name, what was kept, and every section of it."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import set_tone, text_label
from observer.ui.study.about_section import AboutSection
from observer.ui.study.codebook_section import CodebookSection
from observer.ui.study.components_section import ComponentsSection
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import LineField
from observer.ui.study.guide_section import GuideSection
from observer.ui.study.predictions_section import PredictionsSection
from observer.ui.study.questionnaires_section import QuestionnairesSection
from observer.ui.study.section import Section, fault_label, say_fault
from observer.ui.study.segments_section import SegmentsSection
from observer.ui.study.summary import StudySummary
from observer.ui.study.tasks_section import TasksSection
from observer.ui.theme import GUTTER, SMALL, SPACE, TITLE

_SIDE_BY_SIDE_PX = 720
"""Two sections stand beside each other from this width on."""


_INSET = 14
"""From the edge of a field to its text: the name and what is below it line up with the panels."""


class StudyEditor(QWidget):
    """Shows a draft and says what is wrong with it; whoever owns it keeps it."""

    export_asked = Signal()
    data_asked = Signal()
    report_asked = Signal()
    record_asked = Signal()

    def __init__(self, draft: StudyDraft, author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.name = LineField(
            _tr("Name of the study"), _tr("Name"), quiet=True, size=TITLE, weight=600
        )
        self.name_fault = fault_label()
        self.facts = text_label(size=SMALL, tone="dim")
        self.state = text_label(size=SMALL, tone="dim")
        self.undo = icon_button("undo", _tr("Undo"))
        self.redo = icon_button("redo", _tr("Redo"))
        self.export = push_button(_tr("Export…"), icon_name="download")
        self.export.setAccessibleName(_tr("Export"))
        self.export.setToolTip(_tr("The study as a file, its data, or a report"))
        self.record = push_button(_tr("Record"), role="primary", icon_name="record")
        self.record.setAccessibleName(_tr("Record"))
        self.record.setToolTip(_tr("Record a sit-in of this study"))
        self.about = AboutSection(draft)
        self.segments = SegmentsSection(draft)
        self.tasks = TasksSection(draft)
        self.predictions = PredictionsSection(draft, author)
        self.guide = GuideSection(draft)
        self.codebook = CodebookSection(draft)
        self.questionnaires = QuestionnairesSection(draft)
        self.components = ComponentsSection(draft)
        self.sections: tuple[Section, ...] = (
            self.about,
            self.segments,
            self.tasks,
            self.predictions,
            self.questionnaires,
            self.guide,
            self.codebook,
            self.components,
        )
        self._faults: Mapping[str, str] = {}
        self._pairs: list[QBoxLayout] = []
        self._scroll = QScrollArea()
        self._lay_out()
        self._connect()
        self.show_study()

    def show_study(self) -> None:
        """Show the draft as it is."""
        self.name.show_text(self.draft.study.name)
        self.undo.setEnabled(self.draft.can_undo)
        self.redo.setEnabled(self.draft.can_redo)
        for section in self.sections:
            section.show_study()

    def show_facts(self, summary: StudySummary) -> None:
        """What the library knows of the study."""
        self.facts.setText(summary.words)
        self.segments.show_watched(summary.watched)
        self.predictions.show_predictions(summary.predictions, locked=summary.locked)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say each at its place, but nothing of a part that is being begun."""
        self._faults = faults
        self._say_faults()

    def _say_faults(self) -> None:
        faults = self._faults
        say_fault(self.name_fault, faults.get("about/name", ""))
        for section in self.sections:
            section.show_faults(faults)

    def show_state(self, words: str, tone: str) -> None:
        """Whether everything is kept."""
        self.state.setText(words)
        set_tone(self.state, tone)

    def go_to(self, place: str) -> None:
        """Bring what was undone into sight."""
        key = place.split("/", maxsplit=1)[0]
        section = next((one for one in self.sections if one.key == key), None)
        if section is None:
            return
        if place != "about/name":
            section.go_to(place)
        focused = QApplication.focusWidget()
        if focused is None or not section.isAncestorOf(focused):
            QTimer.singleShot(0, self, lambda: self._reveal(section))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, one section stands under the other."""
        wide = self.width() >= _SIDE_BY_SIDE_PX
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for pair in self._pairs:
            pair.setDirection(way)
        for section in self.sections:
            section.show_wide(wide)
        self.export.setText(_tr("Export…") if wide else "")
        self.record.setText(_tr("Record") if wide else "")
        self._ways_bar.setVisible(self.width() >= self._ways_bar.sizeHint().width())
        super().resizeEvent(event)

    def _reveal(self, section: Section) -> None:
        top = self._top(section)
        bar = self._scroll.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self._scroll.viewport().height() - 120:
            bar.setValue(top - SPACE)

    def _connect(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # What is left empty is said once it has been left.
            application.focusChanged.connect(self._focus_moved)
        self.draft.went_to.connect(self.go_to)
        self.name.textEdited.connect(
            lambda text: self.draft.set("about/name", typing=True, name=text)
        )
        self.undo.clicked.connect(self.draft.undo)
        self.redo.clicked.connect(self.draft.redo)
        menu = QMenu(self.export)
        menu.addAction(_tr("The study as a file…")).triggered.connect(self.export_asked)
        menu.addAction(_tr("Data of its sessions…")).triggered.connect(self.data_asked)
        menu.addAction(_tr("Report…")).triggered.connect(self.report_asked)
        self.export.setMenu(menu)
        self.record.clicked.connect(self.record_asked)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self.draft.undo),
            (QKeySequence.StandardKey.Redo, self.draft.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.undo.setToolTip(_tr("Undo (Ctrl+Z)"))
        self.redo.setToolTip(_tr("Redo (Ctrl+Shift+Z)"))

    def _focus_moved(self) -> None:
        if self._faults:
            self._say_faults()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._ways_bar = QWidget()
        self._ways_bar.setLayout(self._ways())
        self._ways_bar.setMinimumWidth(1)  # it goes away before it holds the window open
        column.addWidget(self._ways_bar)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._body = QWidget()
        self._body.setProperty("surface", "clear")
        body = QVBoxLayout(self._body)
        body.setContentsMargins(GUTTER, SPACE, GUTTER - 4, GUTTER)
        body.setSpacing(2 * SPACE)
        body.addLayout(self._pair(self.about, 1, self.segments, 1))
        body.addWidget(self.tasks)
        body.addWidget(self.predictions)
        body.addWidget(self.questionnaires)
        body.addLayout(self._pair(self.guide, 1, self.codebook, 1))
        body.addWidget(self.components)
        body.addStretch(1)
        self._scroll.setWidget(self._body)
        column.addWidget(self._scroll, 1)

    def _pair(self, left: Section, left_part: int, right: Section, right_part: int) -> QBoxLayout:
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(2 * SPACE)
        pair.addWidget(left, left_part)
        pair.addWidget(right, right_part)
        self._pairs.append(pair)
        return pair

    def _head(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.name, 1)
        for widget in (self.undo, self.redo, self.export, self.record):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        facts = QHBoxLayout()
        facts.setSpacing(2 * SPACE)
        facts.setContentsMargins(_INSET, 0, 0, 0)
        facts.addWidget(self.facts)
        facts.addWidget(self.state)
        facts.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(GUTTER - _INSET, GUTTER - 2, GUTTER + SPACE, SPACE)
        head.setSpacing(2)
        head.addLayout(row)
        self.name_fault.setContentsMargins(_INSET, 0, 0, 0)
        head.addWidget(self.name_fault)
        head.addLayout(facts)
        return head

    def _ways(self) -> QHBoxLayout:
        """A line of words that lead to the sections."""
        row = QHBoxLayout()
        row.setContentsMargins(GUTTER - 13, 0, GUTTER, SPACE)
        row.setSpacing(0)
        self.ways: dict[str, QPushButton] = {}
        for section in self.sections:
            way = push_button(section.title, role="quiet")
            way.setCheckable(True)
            way.clicked.connect(lambda _on=False, one=section: self._lead_to(one))
            self.ways[section.key] = way
            row.addWidget(way)
        row.addStretch(1)
        self._scroll.verticalScrollBar().valueChanged.connect(self._mark_way)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._mark_way)
        return row

    def _mark_way(self) -> None:
        """Say which section is at the top."""
        bar = self._scroll.verticalScrollBar()
        if bar.maximum() and bar.value() == bar.maximum():
            self._mark(self.sections[-1])
            return
        edge = bar.value() + 4 * SPACE
        above = [one for one in self.sections if self._top(one) <= edge]
        here = above[-1] if above else self.sections[0]
        if len(above) > 1 and self._top(above[-2]) == self._top(here):
            here = above[-2]  # the left one of two that stand beside each other
        self._mark(here)

    def _mark(self, section: Section) -> None:
        for key, way in self.ways.items():
            way.setChecked(key == section.key)

    def _top(self, section: Section) -> int:
        return section.mapTo(self._body, QPoint(0, 0)).y()

    def _lead_to(self, section: Section) -> None:
        self._scroll.verticalScrollBar().setValue(self._top(section) - SPACE)
        self._mark(section)


def _tr(text: str) -> str:
    return QCoreApplication.translate("StudyEditor", text)
