"""The questionnaires: published ones as they stand, and the team's own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QPushButton

from observer.analysis.standard_forms import standard_questionnaire
from observer.model.identity import new_id
from observer.model.study import Asked, Question, Questionnaire, Score
from observer.ui.buttons import push_button
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.picked_part_section import PickedPartSection
from observer.ui.study.questionnaire_form import QuestionnaireForm
from observer.ui.theme import SPACE


class QuestionnairesSection(PickedPartSection[Questionnaire]):
    """Adds, orders, takes out and describes questionnaires."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__(
            draft,
            "questionnaires",
            _tr("Questionnaires"),
            _tr("asked after each task, or at the end"),
            _tr("questionnaire"),
            _tr("Ask how easy a task was right after it (SEQ), and what they think of the whole at "
                "the end (SUS or the shorter UMUX-Lite)."),
        )  # fmt: skip
        self.form = QuestionnaireForm(draft)
        self._adders = QGridLayout()
        self.adders: dict[Score, QPushButton] = {}
        self._make_adders()
        self.lay_out(self.form)
        self.show_study()

    def held(self) -> tuple[Questionnaire, ...]:
        """The questionnaires of the draft."""
        return self.draft.study.questionnaires

    def line(
        self, _number: int, part: Questionnaire, faults: Mapping[str, str]
    ) -> tuple[str, str, bool]:
        """Its title, and how much is asked when."""
        warns = f"questionnaires/{part.id}" in faults
        return part.title, _tr("not whole yet") if warns else _subline(part), warns

    def show_part(self, part: Questionnaire) -> None:
        """Have this questionnaire in the form."""
        self.form.show_questionnaire(part)

    def say_faults(self, faults: Mapping[str, str]) -> None:
        """At each question."""
        self.form.show_faults(faults)

    def show_study(self) -> None:
        """The list, the chosen one, and those that can still be added."""
        super().show_study()
        scores = {one.score for one in self.held()} - {Score.NONE}
        for button in self.adders.values():
            self._adders.removeWidget(button)
        for place, score in enumerate(one for one in self.adders if one not in scores):
            self._adders.addWidget(self.adders[score], place // 2, place % 2)
        for score, button in self.adders.items():
            button.setVisible(score not in scores)

    def add(self, score: Score) -> None:
        """A published questionnaire, or one of the team's own with its first question."""
        if score is Score.NONE:
            questions = (Question(new_id(), ""),)
            one = Questionnaire(new_id(), _tr("Our own questions"), Asked.AT_END, questions)
        else:
            one = standard_questionnaire(score)
            if parts.found(self.held(), one.id) is not None:
                one = replace(one, id=new_id())  # another one, made the team's own, has that id
        self.take_in(one)
        if score is Score.NONE:
            self.form.row(one.questions[0].id).text.setFocus()

    def _make_adders(self) -> None:
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
        self.adding.addLayout(self._adders)


def _subline(one: Questionnaire) -> str:
    count = len(one.questions)
    questions = _tr("1 question") if count == 1 else _tr("{n} questions").format(n=count)
    when = _tr("after each task") if one.asked is Asked.AFTER_TASK else _tr("at the end")
    return f"{questions} · {when}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionnairesSection", text)
