"""One question of a questionnaire: its words, and how it is answered."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from observer.model.study import AnswerForm, Question
from observer.ui.labels import text_label
from observer.ui.study.fields import Choice, LineField, TextArea, WrappedLine
from observer.ui.study.section import fault_label, say_fault
from observer.ui.theme import SMALL, SPACE

_POINTS = (3, 4, 5, 6, 7, 9, 10, 11)
_FORM_PX = 104
_POINTS_PX = 120


class QuestionRow(QWidget):
    """Shows and changes one question. `keep` is called with what it has become.

    The question of a published questionnaire keeps its form: only its words can be changed, which
    is what a translation needs.
    """

    def __init__(self, keep: Callable[[Question, str], None]) -> None:
        super().__init__()
        self._keep = keep
        self._question: Question | None = None
        self.text = WrappedLine(_tr("Question"), _tr("What do you ask?"))
        self.form = Choice(_tr("How it is answered"))
        for form, words in _form_words().items():
            self.form.addItem(words, form)
        self.points = Choice(_tr("Points of the scale"))
        for points in _POINTS:
            self.points.addItem(_tr("{n} points").format(n=points), points)
        self.low = LineField(_tr("Words at the low end"), _tr("Low end"))
        self.high = LineField(_tr("Words at the high end"), _tr("High end"))
        self.choices = TextArea(
            _tr("Answers to choose from"), _tr("One answer a line, two at least")
        )
        self.fault = fault_label()
        self._scale = QWidget()
        self._lay_out()
        self._connect()

    def show_question(self, question: Question, *, fixed: bool) -> None:
        """Show a question; `fixed` where its form is the questionnaire's own."""
        self._question = question
        self.text.show_text(question.text)
        self.form.setCurrentIndex(self.form.findData(question.form))
        if self.points.findData(question.points) < 0:
            self.points.addItem(_tr("{n} points").format(n=question.points), question.points)
        self.points.setCurrentIndex(self.points.findData(question.points))
        self.low.show_text(question.low)
        self.high.show_text(question.high)
        if question.form is AnswerForm.CHOICE and _lines(self.choices) != question.choices:
            self.choices.show_text("\n".join(question.choices))
        self._scale.setVisible(question.form is AnswerForm.SCALE and not fixed)
        self.choices.setVisible(question.form is AnswerForm.CHOICE)
        self.form.setVisible(not fixed)
        if question.form is not AnswerForm.CHOICE:
            say_fault(self.fault, "")

    def _connect(self) -> None:
        self.text.edited.connect(lambda text: self._set("text", text=text))
        self.low.textEdited.connect(lambda text: self._set("low", low=text))
        self.high.textEdited.connect(lambda text: self._set("high", high=text))
        self.points.activated.connect(lambda: self._set("points", points=self.points.currentData()))
        self.form.activated.connect(lambda: self._set_form(AnswerForm(self.form.currentData())))
        self.choices.edited.connect(self._set_choices)

    def _set(self, field: str, **values: object) -> None:
        if self._question is not None:
            self._keep(replace(self._question, **values), field)  # type: ignore[arg-type]  # by name

    def _set_form(self, form: AnswerForm) -> None:
        choices: tuple[str, ...] = ()
        if form is AnswerForm.CHOICE:
            choices = _lines(self.choices)
            if len(choices) < 2:
                choices = (_tr("Yes"), _tr("No"))
        self._set("form", form=form, choices=choices)

    def _set_choices(self) -> None:
        choices = _lines(self.choices)
        enough = len(choices) >= 2
        say_fault(self.fault, "" if enough else _tr("A choice needs two answers to choose from."))
        if enough:
            self._set("choices", choices=choices)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(SPACE)
        first.addWidget(self.text, 1)
        self.form.setFixedWidth(_FORM_PX)
        first.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        second = QHBoxLayout(self._scale)
        second.setContentsMargins(12, 0, 0, 4)
        second.setSpacing(SPACE)
        self.points.setFixedWidth(_POINTS_PX)
        second.addWidget(self.low, 1)
        second.addWidget(text_label("→", size=SMALL, tone="faint"))
        second.addWidget(self.high, 1)
        second.addWidget(self.points)
        column.addWidget(self._scale)
        inset = QHBoxLayout()
        inset.setContentsMargins(12, 0, 0, 0)
        inset.addWidget(self.choices)
        column.addLayout(inset)
        column.addWidget(self.fault, 0, Qt.AlignmentFlag.AlignLeft)


def _lines(area: TextArea) -> tuple[str, ...]:
    lines = (line.strip() for line in area.toPlainText().splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _form_words() -> dict[AnswerForm, str]:
    return {
        AnswerForm.SCALE: _tr("Scale"),
        AnswerForm.CHOICE: _tr("Choice"),
        AnswerForm.TEXT: _tr("Text"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionRow", text)
