"""Pictures where people would rather look: a task over participants, and clicks on a screen."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from observer.analysis.insight import Insight
from observer.database.library import Library
from observer.ui.combo_box import ComboBox
from observer.ui.insight.book import Reading
from observer.ui.insight.heat_panel import HeatPanel
from observer.ui.insight.panel import INSET_PX, Panel
from observer.ui.insight.tab import ScrolledTab
from observer.ui.insight.task_timeline import TaskTimeline, lanes
from observer.ui.labels import text_label


class PicturesTab(ScrolledTab):
    """The task is chosen above its timeline, the screen above its clicks."""

    def __init__(self, library: Library, root: Path) -> None:
        super().__init__()
        self._found: Insight | None = None
        self.task = ComboBox(hug=True)
        self.task.setAccessibleName(_tr("Task"))
        self.task.setMinimumWidth(240)
        self.task.setMaximumWidth(400)
        self.timeline = TaskTimeline()
        self.nothing = text_label(tone="dim", wrap=True)
        self.nothing.setContentsMargins(INSET_PX, 0, INSET_PX, 0)
        self.heat = HeatPanel(library, root)
        tasks = Panel(
            _tr("A task over all participants"),
            _tr("attempts from their start on; the upright line is the expected time"),
        )
        tasks.head.addWidget(self.task)
        tasks.column.addWidget(self.nothing)
        tasks.column.addWidget(self.timeline)
        self.column.addWidget(tasks)
        self.column.addWidget(self.heat)
        self.column.addStretch(1)
        self.task.activated.connect(self._show_task)
        self.timeline.sight_asked.connect(self.sight_asked)
        self.heat.sight_asked.connect(self.sight_asked)
        self.heat.evidence_asked.connect(self.evidence_asked)

    def show_reading(self, reading: Reading) -> None:
        """Show a study's pictures."""
        found = self._found = reading.found
        if found is None:
            return
        chosen = self.task.currentData()
        self.task.clear()
        for task in found.facts.study.tasks:
            self.task.addItem(task.title, task.id)
        worst = max(found.tasks, key=lambda gap: len(gap.explained_by), default=None)
        chosen = chosen or (worst.figures.task.id if worst else "")
        self.task.setCurrentIndex(max(0, self.task.findData(chosen)))
        self.task.setVisible(bool(self.task.count()))
        self._show_task()
        self.heat.show_found(found)

    def _show_task(self) -> None:
        found = self._found
        task = found.facts.study.task(self.task.currentData() or "") if found else None
        told = lanes(found.facts, task.id) if found and task else ()
        self.timeline.setVisible(bool(told))
        self.nothing.setVisible(not told)
        if task is None:
            self.nothing.setText(_tr("Give the study tasks: each attempt becomes a row here."))
        else:
            self.nothing.setText(_tr("Nobody has tried this task yet."))
            self.timeline.show_task(task, told)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
