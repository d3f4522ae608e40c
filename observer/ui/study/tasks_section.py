"""What participants are to try: the tasks on the left, the chosen one on the right."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt

from observer.model.identity import new_id
from observer.model.study import Task
from observer.ui.buttons import push_button
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import spoken_length
from observer.ui.study.picked_part_section import PickedPartSection
from observer.ui.study.task_form import TaskForm


class TasksSection(PickedPartSection[Task]):
    """Adds, orders, takes out and describes tasks."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__(
            draft,
            "tasks",
            _tr("Tasks"),
            _tr("what participants are to try"),
            _tr("task"),
            _tr("A task says what the participant wants. Add the first one."),
        )
        self.form = TaskForm(draft)
        self.add = push_button(_tr("Add a task"), icon_name="plus")
        self.add.clicked.connect(self.add_task)
        self.adding.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.lay_out(self.form)
        self.show_study()

    def held(self) -> tuple[Task, ...]:
        """The tasks of the draft."""
        return self.draft.study.tasks

    def line(self, number: int, part: Task, faults: Mapping[str, str]) -> tuple[str, str, bool]:
        """Its number and title, and what is expected of it."""
        warns = f"tasks/{part.id}/title" in faults
        words = _tr("needs a title") if warns else _subline(part)
        return f"{number}  {part.title}", words, warns

    def show_part(self, part: Task) -> None:
        """Have this task in the form."""
        self.form.show_task(part)

    def say_faults(self, faults: Mapping[str, str]) -> None:
        """At the task's title."""
        self.form.show_faults(faults)

    def add_task(self) -> None:
        """One more at the end, ready to be named."""
        self.take_in(Task(new_id(), ""))
        self.form.title.setFocus()


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
