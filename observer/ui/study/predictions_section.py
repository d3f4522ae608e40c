"""What each team member predicts of each task, until the first session has run."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from observer.model.study import Prediction, Task
from observer.ui.labels import text_label
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import spoken_length
from observer.ui.study.prediction_row import PredictionForm
from observer.ui.study.section import Section
from observer.ui.theme import SMALL, SPACE

_DEFAULT_PARTICIPANTS = 5


class PredictionsSection(Section):
    """A table of tasks and people; one's own column is a form until it is locked."""

    predicted = Signal(str, int, int, object)
    """A task's id, successes, participants, nanoseconds."""

    def __init__(self, draft: StudyDraft, author: str) -> None:
        super().__init__(draft, "predictions", _tr("Predictions"))
        self._author = author
        self._predictions: tuple[Prediction, ...] = ()
        self._locked = False
        self._wide = True
        self._shape: object = None
        self.forms: dict[str, PredictionForm] = {}
        self._titles: dict[str, QLabel] = {}
        self._table = QWidget()
        self._nothing = text_label(
            _tr("There is nothing to predict before the study has a task."), tone="dim", wrap=True
        )
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._table)
        self.show_study()

    def show_predictions(self, predictions: Sequence[Prediction], *, locked: bool) -> None:
        """What was predicted, and whether it can still be changed."""
        self._predictions = tuple(predictions)
        self._locked = locked
        self.show_study()

    def show_study(self) -> None:
        """The table, made again only where people or tasks are others."""
        tasks = self.draft.study.tasks
        self.purpose.setText(
            _tr("locked: the first session has run, and what is predicted after it is hindsight")
            if self._locked
            else _tr("how many will succeed, and in what time; locked by the first session")
        )
        people = self._people()
        shown = None if not self._locked else self._predictions
        others = tuple(p for p in self._predictions if p.author != self._author)
        shape = (self._locked, self._wide, [task.id for task in tasks], people, shown, others)
        if shape != self._shape:
            self._shape = shape
            self._fill_table(tasks, people)
        self._nothing.setVisible(not tasks)
        self._table.setVisible(bool(tasks))
        wanted = sum(segment.wanted for segment in self.draft.study.segments)
        for number, task in enumerate(tasks, 1):
            self._titles[task.id].setText(f"{number}  {task.title}")
            if not self._locked:
                own = self._of(task.id, self._author)
                self.forms[task.id].show_prediction(own, wanted or _DEFAULT_PARTICIPANTS)

    def show_wide(self, wide: bool) -> None:
        """Narrow, one's own form stands under the task it is about."""
        if wide != self._wide:
            self._wide = wide
            self.show_study()

    def _people(self) -> list[str]:
        others = {p.author for p in self._predictions} - {self._author}
        own = [self._author]
        if self._locked and not any(p.author == self._author for p in self._predictions):
            own = []
        return own + sorted(others)

    def _of(self, task_id: str, author: str) -> Prediction | None:
        mine = (p for p in self._predictions if (p.task_id, p.author) == (task_id, author))
        return next(mine, None)

    def _fill_table(self, tasks: Sequence[Task], people: Sequence[str]) -> None:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * SPACE if self._wide else 2 * SPACE)
        grid.setVerticalSpacing(0)
        self._name_columns(grid, people)
        self.forms.clear()
        self._titles.clear()
        for number, task in enumerate(tasks):
            line = QFrame()
            line.setFixedHeight(1)
            line.setStyleSheet("background: palette(mid); border: none;")
            grid.addWidget(line, 2 * number + 1, 0, 1, grid.columnCount())
            self._add_task(grid, 2 * number + 2, task.id, people)
        self.column.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table

    def _name_columns(self, grid: QGridLayout, people: Sequence[str]) -> None:
        names = [_tr("Task")]
        for person in people:
            words = _tr("{name} (you)") if person == self._author else "{name}"
            names.append(words.format(name=person))
        if not people:
            names.append(_tr("nobody predicted"))
        for column, name in enumerate(names):
            grid.addWidget(text_label(name, size=SMALL, tone="dim"), 0, column)
            grid.setColumnStretch(column, 1 if column else 2)
        grid.setRowMinimumHeight(0, 3 * SPACE)

    def _add_task(self, grid: QGridLayout, row: int, task_id: str, people: Sequence[str]) -> None:
        title = text_label(wrap=True)
        title.setMinimumHeight(5 * SPACE)
        self._titles[task_id] = title
        grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignVCenter)
        for column, person in enumerate(people, 1):
            cell = self._cell(task_id, person)
            if self._wide or not isinstance(cell, PredictionForm):
                grid.addWidget(cell, row, column)
                continue
            grid.removeWidget(title)
            under = QVBoxLayout()
            under.addWidget(title)
            under.addWidget(cell)
            grid.addLayout(under, row, 0, 1, 2)

    def _cell(self, task_id: str, person: str) -> QWidget:
        if person == self._author and not self._locked:
            form = PredictionForm()
            form.predicted.connect(partial(self.predicted.emit, task_id))
            self.forms[task_id] = form
            return form
        prediction = self._of(task_id, person)
        if prediction is None:
            return text_label("–", tone="faint")
        words = _tr("{n} of {of} · {time}")
        return text_label(
            words.format(
                n=prediction.successes,
                of=prediction.participants,
                time=spoken_length(prediction.time_ns),
            )
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PredictionsSection", text)
