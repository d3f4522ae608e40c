"""One questionnaire: when it is asked, what it asks, how it is scored."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from observer.model.identity import new_id
from observer.model.study import Asked, Question, Questionnaire, Score
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import LineField
from observer.ui.study.part_list import PartList
from observer.ui.study.question_row import QuestionRow
from observer.ui.study.section import fault_label, labelled, say_fault
from observer.ui.theme import SMALL, SPACE


class QuestionnaireForm(QWidget):
    """Shows and changes one questionnaire of the draft."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__()
        self._draft = draft
        self._questionnaire: Questionnaire | None = None
        self.title = LineField(_tr("Title"), _tr("What the team calls it"))
        self.asked: dict[Asked, QPushButton] = {}
        self.fault = fault_label()
        self.score = text_label(size=SMALL, tone="dim", wrap=True)
        self.release = push_button(_tr("Make it our own"), role="quiet")
        self.add = push_button(_tr("Add a question"), icon_name="plus")
        self.low = LineField(_tr("Words at the low end"), _tr("Low end"))
        self.high = LineField(_tr("Words at the high end"), _tr("High end"))
        self._note = QFrame()
        self._ends = QWidget()
        self.list = PartList(self._make_row, _tr("question"))
        self._lay_out()
        self.title.textEdited.connect(
            lambda text: self._change(self._held(title=text), "title", typing=True)
        )
        self.low.textEdited.connect(lambda text: self._set_ends("low", text))
        self.high.textEdited.connect(lambda text: self._set_ends("high", text))
        self.release.clicked.connect(lambda: self._change(self._held(score=Score.NONE), "score"))
        self.add.clicked.connect(self.add_question)
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)

    def show_questionnaire(self, questionnaire: Questionnaire) -> None:
        """Show what the draft says of it."""
        if self._questionnaire is None or self._questionnaire.id != questionnaire.id:
            self.list.show_ids([])  # the ids of published questions are the same in each
        self._questionnaire = questionnaire
        self.title.show_text(questionnaire.title)
        self.asked[questionnaire.asked].setChecked(True)
        fixed = questionnaire.score is not Score.NONE
        self._note.setVisible(fixed)
        self.score.setText(_score_words(questionnaire.score))
        self.add.setVisible(not fixed)
        self._ends.setVisible(fixed)
        if fixed and questionnaire.questions:
            self.low.show_text(questionnaire.questions[0].low)
            self.high.show_text(questionnaire.questions[0].high)
        self.list.show_ids([question.id for question in questionnaire.questions])
        for question in questionnaire.questions:
            self.row(question.id).show_question(question, fixed=fixed)
            self.list.remover(question.id).setVisible(not fixed)
            self.list.grip(question.id).setVisible(not fixed)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Below the title."""
        held = self._questionnaire
        if held and any(self.row(one.id).text.hasFocus() for one in held.questions):
            faults = {}
        say_fault(self.fault, faults.get(f"questionnaires/{held.id}", "") if held else "")

    def row(self, question_id: str) -> QuestionRow:
        """The row of one question."""
        row = self.list.content(question_id)
        assert isinstance(row, QuestionRow)
        return row

    def add_question(self) -> None:
        """One more at the end, ready to be written."""
        question = Question(new_id(), "")
        held = self._held()
        self._change(replace(held, questions=parts.added(held.questions, question)), question.id)
        self.row(question.id).text.setFocus()

    def _held(self, **values: object) -> Questionnaire:
        assert self._questionnaire is not None
        return replace(self._questionnaire, **values)  # type: ignore[arg-type]  # by name

    def _change(self, held: Questionnaire, field: str, *, typing: bool = False) -> None:
        others = self._draft.study.questionnaires
        changed = tuple(held if one.id == held.id else one for one in others)
        place = f"questionnaires/{held.id}/{field}"
        self._draft.set(place, typing=typing, questionnaires=changed)

    def _set_ends(self, end: str, words: str) -> None:
        """Published scales have the same ends in each question."""
        held = self._held()
        questions = held.questions
        for question in questions:
            questions = parts.changed(questions, question.id, **{end: words})
        self._change(replace(held, questions=questions), end, typing=True)

    def _keep(self, question: Question, field: str) -> None:
        held = self._held()
        questions = tuple(question if one.id == question.id else one for one in held.questions)
        self._change(replace(held, questions=questions), f"{question.id}/{field}", typing=True)

    def _move(self, question_id: str, index: int) -> None:
        held = self._held()
        questions = parts.moved(held.questions, question_id, index)
        self._change(replace(held, questions=questions), f"{question_id}/order")

    def _remove(self, question_id: str) -> None:
        held = self._held()
        questions = parts.without(held.questions, question_id)
        self._change(replace(held, questions=questions), question_id)

    def _make_row(self, _question_id: str) -> QWidget:
        return QuestionRow(self._keep)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        first = QHBoxLayout()
        first.setSpacing(2 * SPACE)
        first.addLayout(labelled(_tr("Title"), self.title), 1)
        switch = QWidget()
        buttons = QHBoxLayout(switch)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(4)
        group = QButtonGroup(self)
        for asked, words in (
            (Asked.AFTER_TASK, _tr("After each task")),
            (Asked.AT_END, _tr("At the end")),
        ):
            button = push_button(words)
            button.setCheckable(True)
            button.clicked.connect(
                lambda _on, asked=asked: self._change(self._held(asked=asked), "asked")
            )
            group.addButton(button)
            buttons.addWidget(button)
            self.asked[asked] = button
        first.addLayout(labelled(_tr("Asked"), switch))
        column.addLayout(first)
        column.addWidget(self.fault)
        self._note.setProperty("surface", "sunk")
        note = QHBoxLayout(self._note)
        note.setContentsMargins(12, 4, 4, 4)
        note.addWidget(self.score, 1)
        note.addWidget(self.release)
        column.addWidget(self._note)
        ends = QHBoxLayout(self._ends)
        ends.setContentsMargins(0, SPACE, 0, 0)
        ends.setSpacing(2 * SPACE)
        ends.addLayout(labelled(_tr("Low end of the scale"), self.low))
        ends.addLayout(labelled(_tr("High end of the scale"), self.high))
        column.addWidget(self._ends)
        column.addWidget(self.list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def _score_words(score: Score) -> str:
    return {
        Score.SEQ: _tr("Scored as SEQ: its scale stays as published."),
        Score.SUS: _tr("Scored as SUS: its scales stay as published."),
        Score.UMUX_LITE: _tr("Scored as UMUX-Lite: its scales stay as published."),
        Score.NONE: "",
    }[score]


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionnaireForm", text)
