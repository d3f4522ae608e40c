"""The card on the console right after a task: a question to read out, and its scale."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from observer.model.errors import ObserverError
from observer.model.sitting import Answer
from observer.model.study import AnswerForm, Questionnaire
from observer.ui.after.measure import CARD
from observer.ui.after.question_field import QuestionField
from observer.ui.banner import show_error
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SMALL, SPACE

LINGERS_MS = 4_000
"""After the last answer, as long as the console asks for a severity: time to change it."""


class QuestionCard(QFrame):
    """Asks a questionnaire's questions one by one and hands each answer to `save` as it is given.

    `save` may raise ObserverError; it is shown, and the card stays. Earlier `answers` are shown
    where there are any. Its keys work while it has the focus, which it takes when it is shown
    unless somebody is writing.
    """

    done = Signal()
    """Answered or skipped; comes once."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        *,
        session_id: str,
        task_id: str = "",
        save: Callable[[Answer], None],
        answers: Sequence[Answer] = (),
        lingers_ms: int = LINGERS_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._questions = questionnaire.questions
        self._about = (session_id, questionnaire.id, task_id)
        self._save = save
        self._answers = {
            answer.question_id: answer
            for answer in answers
            if (answer.session_id, answer.questionnaire_id, answer.task_id) == self._about
        }
        self._place = 0
        self._ended = False
        self._refused = False
        self.head = text_label(self.tr("Ask them"), size=SMALL, tone="dim")
        self.question = text_label(size=HEADING, weight=600, wrap=True)
        self.hint = text_label(size=SMALL, tone="faint")
        self.field: QuestionField | None = None
        self.skip = push_button(self.tr("Skip"), role="quiet")
        self.next = push_button(self.tr("Done"))
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._linger = QTimer(self, interval=lingers_ms, singleShot=True)
        self._linger.timeout.connect(self._end)
        self.skip.clicked.connect(self._go_on)
        self.next.clicked.connect(self._go_on)
        self._show_question()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys, unless somebody is writing."""
        super().showEvent(event)
        if not isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit)):
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape skips."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.addWidget(self.head)
        head.addStretch(1)
        head.addWidget(self.hint)
        column.addLayout(head)
        column.addWidget(self.question)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.next)
        column.addLayout(foot)

    def _show_question(self) -> None:
        question = self._questions[self._place]
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        if self.field is not None:
            self._column.removeWidget(self.field)
            self.field.hide()
            self.field.deleteLater()
        self.field = QuestionField(question, CARD, self.tr("What they say"))
        self.field.show_answer(self._answers.get(question.id))
        self.field.answered.connect(self._answered)
        self._column.insertWidget(2, self.field)
        self.setFocusProxy(self.field)
        if had_focus:
            self.field.setFocus()
        count = len(self._questions)
        where = self.tr("Ask them · {n} of {count}").format(n=self._place + 1, count=count)
        self.head.setText(where if count > 1 else self.tr("Ask them"))
        self.question.setText(f"“{question.text}”")
        keys = {
            AnswerForm.SCALE: self.tr("keys 1 to {n}").format(n=min(question.points, 9)),
            AnswerForm.CHOICE: self.tr("keys 1 to {n}").format(n=len(question.choices)),
            AnswerForm.TEXT: "",
        }
        self.hint.setText(keys[question.form])
        self._show_steps()

    def _show_steps(self) -> None:
        answered = self.field is not None and self.field.is_answered
        last = self._place == len(self._questions) - 1
        self.next.setText(self.tr("Done") if last else self.tr("Next"))
        self.next.setVisible(answered)
        self.skip.setVisible(not answered)

    def _answered(self, value: int | None, text: str) -> None:
        question = self._questions[self._place]
        session_id, questionnaire_id, task_id = self._about
        self._refused = False
        answer = Answer(session_id, questionnaire_id, question.id, task_id, value, text)
        try:
            self._save(answer)
        except ObserverError as error:
            show_error(self, error)
            self._refused = True
        else:
            self._answers[question.id] = answer
        if self.field is not None:
            self.field.show_answer(self._answers.get(question.id))
        if self._refused:
            return
        self._show_steps()
        last = self._place == len(self._questions) - 1
        if last and value is not None:
            self._linger.start()
        else:
            self._linger.stop()

    def _go_on(self) -> None:
        self._linger.stop()
        self._refused = False
        if self.field is not None:
            self.field.flush()
        if self._refused:
            return
        self._place += 1
        if self._place < len(self._questions):
            self._show_question()
        else:
            self._place -= 1
            self._end()

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self.done.emit()
