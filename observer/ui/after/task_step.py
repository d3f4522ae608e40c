"""The first step: how each task went, with what was asked right after it."""

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.sitting import Attempt
from observer.model.study import AnswerForm, Asked, Question, Questionnaire, Task
from observer.ui.after.attempt_row import AttemptRow
from observer.ui.after.measure import LINE
from observer.ui.after.question_field import QuestionField
from observer.ui.after.sitting_book import SittingBook
from observer.ui.after.step import Step
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SMALL, SPACE


class TaskStep(Step):
    """A panel for each task of the study, in its order."""

    def __init__(self, book: SittingBook) -> None:
        super().__init__(
            book,
            self.tr("Tasks"),
            self.tr("How did the tasks go?"),
            self.tr("What the console kept. Put right whatever was not so."),
        )
        self.cards = [TaskCard(book, task, n) for n, task in enumerate(book.tasks, 1)]
        for card in self.cards:
            self.column.addWidget(card)

    @property
    def state(self) -> str:
        """How many tasks have an outcome."""
        done = sum(card.settled for card in self.cards)
        return self.tr("{n} of {count} with an outcome").format(n=done, count=len(self.cards))

    @property
    def complete(self) -> bool:
        """Whether all have."""
        return all(card.settled for card in self.cards)

    def show_book(self) -> None:
        """Show what the book holds."""
        for card in self.cards:
            card.show_book()


class TaskCard(QFrame):
    """One task: its attempts, and beside the first one's note what was asked about the task."""

    def __init__(self, book: SittingBook, task: Task, number: int) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._book = book
        self._task = task
        self._number = number
        self.rows: dict[str, AttemptRow] = {}
        self.fields: list[tuple[Questionnaire, Question, QuestionField]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * SPACE, 12, 12, 12)
        self._column.setSpacing(2 * SPACE)
        self._untried = self._untried_line()
        self._column.addWidget(self._untried)
        self._asked = self._questions()
        self._column.addWidget(self._asked)

    @property
    def settled(self) -> bool:
        """Whether some attempt has an outcome."""
        return any(attempt.outcome for attempt in self._own())

    def show_book(self) -> None:
        """Show what the book holds."""
        own = self._own()
        for number, attempt in enumerate(own, 1):
            if attempt.id in self.rows:
                self.rows[attempt.id].show_attempt(attempt)
            else:
                self._add_row(attempt, number)
        self._untried.setVisible(not own)
        answered = False
        for asked, question, field in self.fields:
            field.show_answer(self._book.answer(asked, question, self._task.id))
            answered = answered or field.is_answered
        self._asked.setVisible(bool(self.fields) and (bool(own) or answered))

    def _own(self) -> list[Attempt]:
        return [one for one in self._book.attempts if one.task_id == self._task.id]

    def _add_row(self, attempt: Attempt, number: int) -> None:
        if number == 1:
            head = self._title()
        else:
            head = text_label(self.tr("Try {n}").format(n=number), weight=600)
        end_ns = self._book.session.duration_ns
        row = AttemptRow(head, attempt, self._task, end_ns, self._book.keep_attempt)
        if not self.rows:
            row.foot.addWidget(self._asked)
        self.rows[attempt.id] = row
        self._column.addWidget(row)

    def _title(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(text_label(str(self._number), size=HEADING, weight=600, tone="faint"))
        row.addWidget(text_label(self._task.title, size=HEADING, weight=600, wrap=True), 1)
        return holder

    def _untried_line(self) -> QWidget:
        holder = self._title()
        pill = text_label(self.tr("not tried"), size=SMALL, tone="dim")
        layout = holder.layout()
        if layout is not None:
            layout.addWidget(pill)
        return holder

    def _questions(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        every = [
            (asked, question)
            for asked in self._book.questionnaires(Asked.AFTER_TASK)
            for question in asked.questions
        ]
        for asked, question in every:
            # The words at its ends say enough of a scale that stands alone.
            if len(every) > 1 or question.form is not AnswerForm.SCALE:
                column.addWidget(text_label(question.text, size=SMALL, tone="dim", wrap=True))
            field = QuestionField(question, LINE, self.tr("What they said"))
            field.setToolTip(question.text)
            field.answered.connect(partial(self._answered, asked, question))
            self.fields.append((asked, question, field))
            column.addWidget(field)
        return holder

    def _answered(
        self, asked: Questionnaire, question: Question, value: int | None, text: str
    ) -> None:
        self._book.keep_answer(asked, question, value, text, self._task.id)
