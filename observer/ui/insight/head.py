"""The page's head: which study, how much of it there is, and the ways to its parts."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from observer.analysis.insight import Insight
from observer.model.study import Study
from observer.ui.buttons import icon_button, push_button
from observer.ui.combo_box import ComboBox
from observer.ui.insight.figure_label import FigureLabel, flush
from observer.ui.insight.words import counted, day_words, hours_words
from observer.ui.labels import text_label
from observer.ui.theme import GUTTER, SMALL, SPACE, TITLE, font

_FLAT = """QComboBox { background: transparent; border-color: transparent; padding-left: 0;
  min-height: 34px; } QComboBox:hover { border-color: palette(mid); padding-left: 0; }
QComboBox:focus, QComboBox:on { padding: 0; min-height: 32px; }"""


class InsightHead(QWidget):
    """Chooses a study and a part."""

    study_chosen = Signal(str)
    part_chosen = Signal(str)
    facts_asked = Signal()
    """What was watched, one by one, is to be seen."""

    report_asked = Signal()
    data_asked = Signal()

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.chooser = ComboBox(hug=True)
        self.chooser.setFont(font(TITLE, 600))
        self.chooser.setStyleSheet(_FLAT)
        self.chooser.setAccessibleName(_tr("Study"))
        self.facts = FigureLabel(size=SMALL, tone="dim")
        self.facts.pressed.connect(self.facts_asked)
        self.undo = icon_button("undo", _tr("Undo (Ctrl+Z)"))
        self.redo = icon_button("redo", _tr("Redo (Ctrl+Shift+Z)"))
        self.export = push_button(_tr("Export"), icon_name="download")
        self.export.setToolTip(_tr("A report, or the study’s data"))
        menu = QMenu(self.export)
        menu.addAction(_tr("Report…")).triggered.connect(self.report_asked)
        menu.addAction(_tr("Data…")).triggered.connect(self.data_asked)
        self.export.setMenu(menu)
        self.ways: dict[str, QPushButton] = {}
        self._lay_out(parts)
        self.chooser.activated.connect(
            lambda index: self.study_chosen.emit(self.chooser.itemData(index))
        )

    def show_studies(self, studies: Sequence[Study], chosen: str) -> None:
        """Offer them."""
        self.chooser.blockSignals(True)
        self.chooser.clear()
        for study in studies:
            self.chooser.addItem(study.name or _tr("Without a name"), study.id)
        self.chooser.setCurrentIndex(self.chooser.findData(chosen))
        self.chooser.blockSignals(False)
        self.chooser.updateGeometry()  # as wide as the study that is chosen
        self.chooser.setVisible(bool(studies))

    def show_facts(self, found: Insight) -> None:
        """How much was watched, and when last."""
        facts = found.facts
        segments = [one for one in found.coverage if one.segment_id]
        parts = [
            counted(len(facts.sessions), _tr("session"), _tr("sessions")),
            counted(len(facts.participants), _tr("participant"), _tr("participants")),
            _tr("{time} watched").format(time=hours_words(found.hours)),
        ]
        if segments:
            seen = sum(bool(one.watched) for one in segments)
            parts.append(_tr("{n} of {m} segments").format(n=seen, m=len(segments)))
        if facts.sessions:
            last = max(session.recorded_at for session in facts.sessions)
            parts.append(_tr("last sit-in {day}").format(day=day_words(last)))
        self.facts.setText(" · ".join(parts))

    def show_history(self, undo: str, redo: str) -> None:
        """What can be taken back and made again; empty for nothing."""
        for button, what, words in (
            (self.undo, undo, _tr("Undo {what} (Ctrl+Z)")),
            (self.redo, redo, _tr("Redo {what} (Ctrl+Shift+Z)")),
        ):
            button.setEnabled(bool(what))
            button.setToolTip(words.format(what=what).replace("  ", " "))

    def mark(self, part: str) -> None:
        """Show which part is in sight."""
        for name, way in self.ways.items():
            way.setChecked(name == part)

    def show_ways(self, shown: bool) -> None:
        """Whether there is something to go to."""
        for way in self.ways.values():
            way.setVisible(shown)
        self.undo.setVisible(shown)
        self.redo.setVisible(shown)
        self.export.setVisible(shown)
        self.facts.setVisible(shown)

    def _lay_out(self, parts: Sequence[tuple[str, str]]) -> None:
        self.title = text_label(_tr("Insight"), size=TITLE, weight=600)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.title)
        row.addWidget(self.chooser)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.export)
        ways = QHBoxLayout()
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(0)
        for place, (name, words) in enumerate(parts, start=1):
            way = push_button(words, role="quiet")
            way.setCheckable(True)
            way.setToolTip(f"Alt+{place}")
            way.clicked.connect(lambda _on=False, name=name: self.part_chosen.emit(name))
            self.ways[name] = way
            ways.addWidget(way)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER + SPACE, GUTTER - 2, GUTTER + SPACE, SPACE)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(flush(self.facts))
        column.addSpacing(4)
        column.addLayout(ways)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
