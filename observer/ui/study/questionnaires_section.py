"""The questionnaires: published ones as they stand, and the team's own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from observer.analysis.standard_forms import standard_questionnaire
from observer.model.identity import new_id
from observer.model.study import Asked, Question, Questionnaire, Score
from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.part_list import PartList
from observer.ui.study.pick_button import PickButton
from observer.ui.study.questionnaire_form import QuestionnaireForm
from observer.ui.study.section import Section
from observer.ui.theme import SPACE


class QuestionnairesSection(Section):
    """Adds, orders, takes out and describes questionnaires."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__(
            draft,
            "questionnaires",
            _tr("Questionnaires"),
            _tr("asked after each task, or at the end"),
        )
        self._chosen = ""
        self._faults: Mapping[str, str] = {}
        self._group = QButtonGroup(self)
        self.list = PartList(self._make_pick, _tr("questionnaire"), lines=False)
        self.form = QuestionnaireForm(draft)
        self._adders = QGridLayout()
        self.adders: dict[Score, QPushButton] = {}
        self._nothing = text_label(
            _tr("Ask how easy a task was right after it (SEQ), and what they think of the whole at "
                "the end (SUS or the shorter UMUX-Lite)."),
            tone="dim",
            wrap=True,
        )  # fmt: skip
        self._lay_out()
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.show_study()

    @property
    def chosen(self) -> str:
        """The id of the questionnaire in the form; empty where there is none."""
        return self._chosen

    def show_study(self) -> None:
        """The list, and the chosen one."""
        held = self.draft.study.questionnaires
        if parts.found(held, self._chosen) is None:
            self._chosen = held[0].id if held else ""
        self.list.show_ids([one.id for one in held])
        self.list.setVisible(bool(held))
        for one in held:
            pick = self._pick(one.id)
            pick.setChecked(one.id == self._chosen)
            warns = f"questionnaires/{one.id}" in self._faults
            words = _tr("not whole yet") if warns else _subline(one)
            pick.show_words(one.title, words, warns=warns)
        scores = {one.score for one in held} - {Score.NONE}
        for button in self.adders.values():
            self._adders.removeWidget(button)
        for place, score in enumerate(one for one in self.adders if one not in scores):
            self._adders.addWidget(self.adders[score], place // 2, place % 2)
        for score, button in self.adders.items():
            button.setVisible(score not in scores)
        shown = parts.found(held, self._chosen)
        self.form.setVisible(shown is not None)
        self._nothing.setVisible(shown is None)
        if shown is not None:
            self.form.show_questionnaire(shown)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """In the form; the line in the list turns red."""
        self._faults = faults
        self.show_study()
        self.form.show_faults(faults)

    def choose(self, questionnaire_id: str) -> None:
        """Have this one in the form."""
        self._chosen = questionnaire_id
        self.show_study()
        self.form.show_faults(self._faults)

    def add(self, score: Score) -> None:
        """A published questionnaire, or one of the team's own with its first question."""
        if score is Score.NONE:
            questions = (Question(new_id(), ""),)
            one = Questionnaire(new_id(), _tr("Our own questions"), Asked.AT_END, questions)
        else:
            one = standard_questionnaire(score)
            if parts.found(self.draft.study.questionnaires, one.id) is not None:
                one = replace(one, id=new_id())  # another one, made the team's own, has that id
        self._chosen = one.id
        held = parts.added(self.draft.study.questionnaires, one)
        self.draft.set(f"questionnaires/{one.id}", questionnaires=held)
        if score is Score.NONE:
            self.form.row(one.questions[0].id).text.setFocus()

    def go_to(self, place: str) -> None:
        """Choose the questionnaire that a place is about."""
        part_id = place.split("/")[1]
        if parts.found(self.draft.study.questionnaires, part_id) is not None:
            self.choose(part_id)

    def _move(self, part_id: str, index: int) -> None:
        held = parts.moved(self.draft.study.questionnaires, part_id, index)
        self.draft.set(f"questionnaires/{part_id}/order", questionnaires=held)

    def _remove(self, part_id: str) -> None:
        held = parts.without(self.draft.study.questionnaires, part_id)
        self.draft.set(f"questionnaires/{part_id}", questionnaires=held)

    def _make_pick(self, part_id: str) -> QWidget:
        pick = PickButton()
        pick.clicked.connect(lambda: self.choose(part_id))
        self._group.addButton(pick)
        return pick

    def _pick(self, part_id: str) -> PickButton:
        pick = self.list.content(part_id)
        assert isinstance(pick, PickButton)
        return pick

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.list)
        for score, words in (
            (Score.SEQ, _tr("SEQ")),
            (Score.SUS, _tr("SUS")),
            (Score.UMUX_LITE, _tr("UMUX-Lite")),
            (Score.NONE, _tr("Our own questions")),
        ):
            button = push_button(words, icon_name="plus")
            button.setAccessibleName(_tr("Add {words}").format(words=words))
            button.clicked.connect(partial(self.add, score))
            self.adders[score] = button
        self._adders.setSpacing(SPACE)
        column.addLayout(self._adders)
        column.addStretch(1)
        self.stand_beside(left, self.form, self._nothing)


def _subline(one: Questionnaire) -> str:
    count = len(one.questions)
    questions = _tr("1 question") if count == 1 else _tr("{n} questions").format(n=count)
    when = _tr("after each task") if one.asked is Asked.AFTER_TASK else _tr("at the end")
    return f"{questions} · {when}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionnairesSection", text)
