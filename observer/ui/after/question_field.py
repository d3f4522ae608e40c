"""The control that takes the answer to one question, whatever its form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from observer.model.sitting import Answer
from observer.model.study import AnswerForm, Question
from observer.ui.after.measure import Measure
from observer.ui.after.options import Options
from observer.ui.after.typed_text import TypedText
from observer.ui.theme import font


class QuestionField(QWidget):
    """A scale, a choice or a field for words.

    A choice is answered by its number, counted from 1, and its words: the number counts, the words
    stay true though the choices be put in another order.
    """

    answered = Signal(object, str)
    """The number or None, and the words or ""; None and "" where the answer was taken back."""

    def __init__(
        self, question: Question, measure: Measure, placeholder: str = "", *, ends: bool = True
    ) -> None:
        super().__init__()
        self._question = question
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.options: Options | None = None
        self.words: TypedText | None = None
        if question.form is AnswerForm.TEXT:
            self.words = TypedText(placeholder, question.text, 2 * measure.height)
            self.words.setFont(font(measure.words))
            self.words.written.connect(self._wrote)
            self.setFocusProxy(self.words)
            column.addWidget(self.words)
        else:
            self.options = Options(question, measure, ends=ends)
            self.options.chosen.connect(self._chose)
            self.setFocusProxy(self.options)
            column.addWidget(self.options)

    @property
    def is_answered(self) -> bool:
        """Whether there is something in it."""
        if self.words is not None:
            return bool(self.words.toPlainText().strip())
        return self.options is not None and self.options.number is not None

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is kept; None for nothing."""
        if self.words is not None:
            self.words.show_text(answer.text if answer else "")
        elif self.options is not None:
            self.options.show_number(answer.value if answer else None)

    def flush(self) -> None:
        """Hand over what is typed and not handed over yet."""
        if self.words is not None:
            self.words.flush()

    def _wrote(self, text: str) -> None:
        self.answered.emit(None, text)

    def _chose(self, number: int | None) -> None:
        words = ""
        if number is not None and self._question.form is AnswerForm.CHOICE:
            words = self._question.choices[number - 1]
        self.answered.emit(number, words)
