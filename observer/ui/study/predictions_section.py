"""What each team member predicts of each task, until the first session has run."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

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
        shape = (self._locked, [task.id for task in tasks], people, shown, others)
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
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(0)
        grid.addWidget(text_label(_tr("Task"), size=SMALL, tone="dim"), 0, 0)
        for column, person in enumerate(people, 1):
            words = _tr("{name} (you)") if person == self._author else "{name}"
            grid.addWidget(text_label(words.format(name=person), size=SMALL, tone="dim"), 0, column)
        grid.setRowMinimumHeight(0, 3 * SPACE)
        if not people:
            grid.addWidget(text_label(_tr("nobody predicted"), size=SMALL, tone="dim"), 0, 1)
        grid.setColumnStretch(0, 2)
        for column in range(1, len(people) + 2):
            grid.setColumnStretch(column, 1)
        self.forms.clear()
        self._titles.clear()
        for number, task in enumerate(tasks):
            line = QFrame()
            line.setFixedHeight(1)
            line.setStyleSheet("background: palette(mid); border: none;")
            grid.addWidget(line, 2 * number + 1, 0, 1, len(people) + 2)
            title = text_label(wrap=True)
            title.setMinimumHeight(5 * SPACE)
            self._titles[task.id] = title
            grid.addWidget(title, 2 * number + 2, 0, Qt.AlignmentFlag.AlignVCenter)
            for column, person in enumerate(people, 1):
                grid.addWidget(self._cell(task.id, person), 2 * number + 2, column)
        self.column.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table

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
