"""What participants are to try: the tasks on the left, the chosen one on the right."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from observer.model.identity import new_id
from observer.model.study import Task
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import spoken_length
from observer.ui.study.part_list import PartList
from observer.ui.study.pick_button import PickButton
from observer.ui.study.section import Section
from observer.ui.study.task_form import TaskForm
from observer.ui.theme import SPACE


class TasksSection(Section):
    """Adds, orders, takes out and describes tasks."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__(draft, "tasks", _tr("Tasks"), _tr("what participants are to try"))
        self._chosen = ""
        self._faults: Mapping[str, str] = {}
        self._group = QButtonGroup(self)
        self.list = PartList(self._make_pick, _tr("task"), lines=False)
        self.form = TaskForm(draft)
        self.add = push_button(_tr("Add a task"), icon_name="plus")
        self._nothing = text_label(
            _tr("A task says what the participant wants. Add the first one."), tone="dim", wrap=True
        )
        self._lay_out()
        self.add.clicked.connect(self.add_task)
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.show_study()

    @property
    def chosen(self) -> str:
        """The id of the task in the form; empty where there is none."""
        return self._chosen

    def show_study(self) -> None:
        """The list, and the chosen task."""
        tasks = self.draft.study.tasks
        if parts.found(tasks, self._chosen) is None:
            self._chosen = tasks[0].id if tasks else ""
        self.list.show_ids([task.id for task in tasks])
        self.list.setVisible(bool(tasks))
        for number, task in enumerate(tasks, 1):
            pick = self._pick(task.id)
            pick.setChecked(task.id == self._chosen)
            warns = f"tasks/{task.id}/title" in self._faults
            words = _tr("needs a title") if warns else _subline(task)
            pick.show_words(f"{number}  {task.title}", words, warns=warns)
        shown = parts.found(tasks, self._chosen)
        self.form.setVisible(shown is not None)
        self._nothing.setVisible(shown is None)
        if shown is not None:
            self.form.show_task(shown)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """At the task's title; its line in the list turns red."""
        self._faults = faults
        self.show_study()
        self.form.show_faults(faults)

    def choose(self, task_id: str) -> None:
        """Have this task in the form."""
        self._chosen = task_id
        self.show_study()
        self.form.show_faults(self._faults)

    def add_task(self) -> None:
        """One more at the end, ready to be named."""
        task = Task(new_id(), "")
        self._chosen = task.id
        self.draft.set(f"tasks/{task.id}", tasks=parts.added(self.draft.study.tasks, task))
        self.form.title.setFocus()

    def go_to(self, place: str) -> None:
        """Choose the task that a place is about."""
        part_id = place.split("/")[1]
        if parts.found(self.draft.study.tasks, part_id) is not None:
            self.choose(part_id)

    def _move(self, task_id: str, index: int) -> None:
        tasks = parts.moved(self.draft.study.tasks, task_id, index)
        self.draft.set(f"tasks/{task_id}/order", tasks=tasks)

    def _remove(self, task_id: str) -> None:
        tasks = self.draft.study.tasks
        if task_id == self._chosen:
            place = [task.id for task in tasks].index(task_id)
            rest = parts.without(tasks, task_id)
            self._chosen = rest[min(place, len(rest) - 1)].id if rest else ""
        self.draft.set(f"tasks/{task_id}", tasks=parts.without(tasks, task_id))

    def _make_pick(self, task_id: str) -> QWidget:
        pick = PickButton()
        pick.clicked.connect(lambda: self.choose(task_id))
        self._group.addButton(pick)
        return pick

    def _pick(self, task_id: str) -> PickButton:
        pick = self.list.content(task_id)
        assert isinstance(pick, PickButton)
        return pick

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.stand_beside(left, self.form, self._nothing)


def _subline(task: Task) -> str:
    words = []
    if task.expected_ns:
        words.append(spoken_length(task.expected_ns))
    if task.expected_steps:
        steps = _tr("1 step") if task.expected_steps == 1 else _tr("{n} steps")
        words.append(steps.format(n=task.expected_steps))
    if task.touchpoint:
        words.append(task.touchpoint)
    return " · ".join(words) or _tr("nothing expected yet")


def _tr(text: str) -> str:
    return QCoreApplication.translate("TasksSection", text)
