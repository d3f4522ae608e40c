"""The first step: how each task went, with what was asked right after it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from observer.model.sitting import Attempt
from observer.model.study import Asked, Question, Questionnaire, Task
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
    """One task: its attempts, and the answers to what was asked about it."""

    def __init__(self, book: SittingBook, task: Task, number: int) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._book = book
        self._task = task
        self.rows: dict[str, AttemptRow] = {}
        self.fields: list[tuple[Questionnaire, Question, QuestionField, QFrame]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        self._column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(text_label(str(number), size=HEADING, weight=600, tone="faint"))
        head.addWidget(text_label(task.title, size=HEADING, weight=600, wrap=True), 1)
        self._untried = text_label(self.tr("not tried"), size=SMALL, tone="pill")
        head.addWidget(self._untried, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self._attempts = QVBoxLayout()
        self._attempts.setSpacing(2 * SPACE)
        self._column.addLayout(self._attempts)
        for asked in book.questionnaires(Asked.AFTER_TASK):
            for question in asked.questions:
                self._add_question(asked, question)

    @property
    def settled(self) -> bool:
        """Whether some attempt has an outcome."""
        return any(attempt.outcome for attempt in self._own())

    def show_book(self) -> None:
        """Show what the book holds."""
        own = self._own()
        for attempt in own:
            if attempt.id in self.rows:
                self.rows[attempt.id].show_attempt(attempt)
            else:
                self._add_row(attempt)
        for gone in self.rows.keys() - {attempt.id for attempt in own}:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        self._untried.setVisible(not own)
        for asked, question, field, box in self.fields:
            field.show_answer(self._book.answer(asked, question, self._task.id))
            box.setVisible(bool(own) or field.is_answered)

    def _own(self) -> list[Attempt]:
        return [one for one in self._book.attempts if one.task_id == self._task.id]

    def _add_row(self, attempt: Attempt) -> None:
        end_ns = self._book.session.duration_ns
        row = AttemptRow(attempt, self._task, end_ns, self._book.keep_attempt)
        self.rows[attempt.id] = row
        self._attempts.addWidget(row)

    def _add_question(self, asked: Questionnaire, question: Question) -> None:
        box = QFrame()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        words = text_label(question.text, size=SMALL, tone="dim", wrap=True)
        words.setToolTip(asked.title)
        row.addWidget(words, 1)
        field = QuestionField(question, LINE, self.tr("What they said"))
        field.answered.connect(
            lambda value, text: self._book.keep_answer(asked, question, value, text, self._task.id)
        )
        row.addWidget(field)
        self.fields.append((asked, question, field, box))
        self._column.addWidget(box)
