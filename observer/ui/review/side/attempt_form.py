"""One attempt at a task, to be put right: which task, how it ended, how often helped, a note."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from observer.model.sitting import Attempt, Outcome
from observer.model.study import Task
from observer.ui.after.typed_text import TypedText
from observer.ui.buttons import icon_button, push_button
from observer.ui.labels import text_label
from observer.ui.review.editor.flow import FlowLayout
from observer.ui.review.words import outcome_words
from observer.ui.theme import BODY, SMALL, SPACE, font

_NOTE_PX = 52
_HELPED_PX = 104


class AttemptForm(QFrame):
    """Tells what is to be different; shows what is kept."""

    corrected = Signal(str, object)  # an attempt's id, AttemptFields
    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "foot")
        self._attempt: Attempt | None = None
        self.task = QComboBox()
        self.task.setFont(font(BODY))
        self.task.setAccessibleName(self.tr("Task"))
        self.task.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.task.activated.connect(self._choose_task)
        self.outcomes: dict[Outcome, QPushButton] = {}
        self.less = icon_button("minus", self.tr("Helped once less"))
        self.more = icon_button("plus", self.tr("Helped once more"))
        self.helped = text_label()
        self.note = TypedText(self.tr("A note on this attempt"), self.tr("Note"), _NOTE_PX)
        self.remove = icon_button("trash", self.tr("Remove this attempt"))
        self._lay_out()
        self.less.clicked.connect(partial(self._help, -1))
        self.more.clicked.connect(partial(self._help, 1))
        self.note.written.connect(lambda text: self._tell(note=text))
        self.remove.clicked.connect(self._remove)
        self.hide()

    def show_attempt(self, attempt: Attempt | None, tasks: Sequence[Task]) -> None:
        """Show what is kept; None hides the form."""
        before, self._attempt = self._attempt, attempt
        if before is not None and (attempt is None or attempt.id != before.id):
            self._leave(before)
        self.setVisible(attempt is not None)
        if attempt is None:
            return
        self.task.clear()
        for number, task in enumerate(tasks, 1):
            self.task.addItem(f"{number} · {task.title}", task.id)
        self.task.setCurrentIndex(self.task.findData(attempt.task_id))
        for outcome, button in self.outcomes.items():
            button.setChecked(outcome is attempt.outcome)
        words = {0: self.tr("not helped"), 1: self.tr("helped once")}
        times = self.tr("helped {n} times").format(n=attempt.helped)
        self.helped.setText(words.get(attempt.helped, times))
        self.less.setEnabled(attempt.helped > 0)
        self.note.show_text(attempt.note)

    def _leave(self, attempt: Attempt) -> None:
        """What was written of another attempt is kept there."""
        text = self.note.toPlainText()
        self.note.show_text(text)
        if text != attempt.note:
            self.corrected.emit(attempt.id, {"note": text})

    def flush(self) -> None:
        """Keep what is being written."""
        self.note.flush()

    # -- what is pressed -----------------------------------------------------------------

    def _tell(self, **said: object) -> None:
        if self._attempt is not None:
            self.corrected.emit(self._attempt.id, said)

    def _choose_task(self) -> None:
        if self._attempt is not None and self.task.currentData() != self._attempt.task_id:
            self._tell(task_id=self.task.currentData())

    def _end(self, outcome: Outcome) -> None:
        self._tell(outcome=outcome)

    def _help(self, by: int) -> None:
        if self._attempt is not None:
            self._tell(helped=self._attempt.helped + by)

    def _remove(self) -> None:
        if self._attempt is not None:
            self.flush()
            self.remove_requested.emit(self._attempt.id)

    # -- making it -----------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        column.setSpacing(SPACE)
        first = QHBoxLayout()
        first.setSpacing(SPACE)
        first.addWidget(self.task, 1)
        first.addWidget(self.remove)
        column.addLayout(first)
        ends = QWidget()
        flow = FlowLayout(ends, gap=4)
        group = QButtonGroup(self)
        for outcome in Outcome:
            button = push_button(outcome_words(outcome).capitalize())
            button.setFont(font(SMALL))
            button.setCheckable(True)
            button.clicked.connect(partial(self._end, outcome))
            group.addButton(button)
            self.outcomes[outcome] = button
            flow.addWidget(button)
        column.addWidget(ends)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(text_label(self.tr("The moderator"), size=SMALL, tone="dim"), 1)
        self.helped.setMinimumWidth(_HELPED_PX)
        self.helped.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.less, self.helped, self.more):
            row.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.note)
