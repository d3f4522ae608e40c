"""Everything there is to say of one task."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.study import Task
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import CountField, LengthField, LineField, TextArea
from observer.ui.study.section import fault_label, labelled, say_fault
from observer.ui.theme import SPACE

_MOST_STEPS = 999


class TaskForm(QWidget):
    """Shows and changes one task of the draft."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__()
        self._draft = draft
        self._task_id = ""
        self.title = LineField(self.tr("Title"), self.tr("A few words for the team"))
        self.title_fault = fault_label()
        self.wording = TextArea(
            self.tr("Wording to read out"),
            self.tr("What the participant wants, in their words and none of the interface’s"),
            lines=3,
        )
        self.start_state = TextArea(
            self.tr("Start state"), self.tr("What is open, who is signed in, what lies ready")
        )
        self.success = TextArea(
            self.tr("Success criteria"), self.tr("By what you can tell that it was done")
        )
        self.outcome = TextArea(
            self.tr("Expected outcome"), self.tr("Where you expect them to end, and how")
        )
        self.touchpoint = LineField(self.tr("Touchpoint"), self.tr("Shop, mail, telephone"))
        self.time = LengthField(self.tr("Expected time"))
        self.time_fault = fault_label()
        self.steps = CountField(self.tr("Expected steps"), "0", most=_MOST_STEPS)
        self.steps.setToolTip(
            self.tr("The fewest windows and pages it takes: how lost people were is told by them")
        )
        self._lay_out()
        self._connect()

    def show_task(self, task: Task) -> None:
        """Show what the draft says of it."""
        if task.id != self._task_id:
            self._task_id = task.id
            say_fault(self.time_fault, "")
        self.title.show_text(task.title)
        self.wording.show_text(task.wording)
        self.start_state.show_text(task.start_state)
        self.success.show_text(task.success_criteria)
        self.outcome.show_text(task.expected_outcome)
        self.touchpoint.show_text(task.touchpoint)
        self.time.show_length(task.expected_ns)
        self.steps.show_count(task.expected_steps)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong with this task."""
        words = faults.get(f"tasks/{self._task_id}/title", "")
        say_fault(self.title_fault, "" if self.title.hasFocus() else words)

    def _connect(self) -> None:
        for field, signal in (
            ("title", self.title.textEdited),
            ("touchpoint", self.touchpoint.textEdited),
            ("wording", self.wording.edited),
            ("start_state", self.start_state.edited),
            ("success_criteria", self.success.edited),
            ("expected_outcome", self.outcome.edited),
            ("expected_ns", self.time.entered),
            ("expected_steps", self.steps.entered),
        ):
            signal.connect(partial(self._set, field))
        self.time.judged.connect(self._judge_time)

    def _set(self, field: str, value: object) -> None:
        tasks = parts.changed(self._draft.study.tasks, self._task_id, **{field: value})
        self._draft.set(f"tasks/{self._task_id}/{field}", typing=True, tasks=tasks)

    def _judge_time(self, good: bool) -> None:
        words = "" if good else self.tr("Minutes and seconds, please: 2:30")
        say_fault(self.time_fault, words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        first = QHBoxLayout()
        first.setSpacing(2 * SPACE)
        first.addLayout(labelled(self.tr("Title"), self.title, self.title_fault), 3)
        first.addLayout(labelled(self.tr("Touchpoint"), self.touchpoint), 2)
        for item in (first.itemAt(0), first.itemAt(1)):
            if item is not None:
                item.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addLayout(labelled(self.tr("Wording to read out"), self.wording))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(labelled(self.tr("Start state"), self.start_state), 0, 0)
        grid.addLayout(labelled(self.tr("Success criteria"), self.success), 0, 1)
        grid.addLayout(labelled(self.tr("Expected outcome"), self.outcome), 1, 0)
        grid.addLayout(self._expected(), 1, 1)
        for row in (0, 1):
            for place in (0, 1):
                item = grid.itemAtPosition(row, place)
                layout = item.layout() if item else None
                if isinstance(layout, QVBoxLayout):
                    layout.addStretch(1)
        column.addLayout(grid)
        column.addStretch(1)

    def _expected(self) -> QVBoxLayout:
        figures = QHBoxLayout()
        figures.setSpacing(2 * SPACE)
        figures.addLayout(labelled(self.tr("Expected time"), self.time))
        figures.addLayout(labelled(self.tr("Expected steps"), self.steps))
        figures.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(figures)
        column.addWidget(self.time_fault)
        return column
