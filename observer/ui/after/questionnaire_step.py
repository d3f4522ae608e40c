"""A questionnaire read out by the moderator: every question on a line, answered by a key."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.study import AnswerForm, Question, Questionnaire
from observer.ui.after.measure import LINE
from observer.ui.after.options import scale_ends
from observer.ui.after.question_field import QuestionField
from observer.ui.after.sitting_book import SittingBook
from observer.ui.after.step import Step
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE

_NUMBER_PX = 24
_FIELD_PX = 340


class QuestionnaireStep(Step):
    """Answers are kept as they are given; a digit answers and goes to the next question."""

    hand_over_asked = Signal()

    def __init__(self, book: SittingBook, asked: Questionnaire) -> None:
        super().__init__(
            book,
            asked.title,
            asked.title,
            self.tr("Read each out and press what they say, or hand the window over to them."),
        )
        self.asked = asked
        self.fields: list[QuestionField] = []
        self.hand_over = push_button(self.tr("Hand over to the participant"))
        self.hand_over.clicked.connect(self.hand_over_asked)
        bar = QHBoxLayout()
        bar.addWidget(self.hand_over)
        bar.addStretch(1)
        bar.addWidget(
            text_label(
                self.tr("a digit answers and goes on · Backspace takes it back"),
                size=SMALL,
                tone="faint",
            )
        )
        self.column.addLayout(bar)
        self.column.addWidget(self._sheet())

    @property
    def state(self) -> str:
        """How many questions have an answer."""
        given, count = self.book.answered(self.asked), len(self.asked.questions)
        if given == 0:
            return self.tr("not asked yet")
        return self.tr("{n} of {count} answered").format(n=given, count=count)

    @property
    def complete(self) -> bool:
        """Whether all have."""
        return self.book.answered(self.asked) == len(self.asked.questions)

    def show_book(self) -> None:
        """Show what the book holds."""
        for question, field in zip(self.asked.questions, self.fields, strict=True):
            field.show_answer(self.book.answer(self.asked, question))

    def begin(self) -> None:
        """Let the keys answer the first question that is open."""
        for field in self.fields:
            if not field.is_answered:
                self._reach(field)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next question."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(next((n for n, field in enumerate(self.fields) if field.hasFocus()), -1))
        else:
            super().keyPressEvent(event)

    def _sheet(self) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("surface", "panel")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(2)
        before: Question | None = None
        for number, question in enumerate(self.asked.questions):
            if question.form is AnswerForm.SCALE and not _same_ends(question, before):
                column.addLayout(_ends_line(question))
            column.addLayout(self._line(number, question))
            before = question
        return sheet

    def _line(self, number: int, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        count = text_label(str(number + 1), size=SMALL, tone="faint")
        count.setFixedWidth(_NUMBER_PX)
        field = QuestionField(question, LINE, self.tr("What they said"), ends=False)
        if question.form is not AnswerForm.SCALE:
            field.setFixedWidth(_FIELD_PX)
        field.answered.connect(partial(self._answered, number))
        self.fields.append(field)
        row.addWidget(count)
        row.addWidget(text_label(question.text, wrap=True), 1)
        row.addWidget(field)
        return row

    def _answered(self, number: int, value: int | None, text: str) -> None:
        question = self.asked.questions[number]
        self.book.keep_answer(self.asked, question, value, text, "")
        if value is not None:
            self._go_on(number)

    def _go_on(self, number: int) -> None:
        if number + 1 < len(self.fields):
            self._reach(self.fields[number + 1])

    def _reach(self, field: QuestionField) -> None:
        field.setFocus()
        self.reached.emit(field)


def _same_ends(question: Question, before: Question | None) -> bool:
    """Whether the scale's ends are those of the question above, and need not be said again."""
    return before is not None and (before.low, before.high, before.points, before.form) == (
        question.low,
        question.high,
        question.points,
        question.form,
    )


def _ends_line(question: Question) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, SPACE, LINE.ring, 0)
    row.addStretch(1)
    holder = QWidget()
    words = scale_ends(question, LINE)
    words.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(words)
    holder.setMinimumWidth(question.points * (LINE.width + LINE.gap) - LINE.gap)
    row.addWidget(holder)
    return row
