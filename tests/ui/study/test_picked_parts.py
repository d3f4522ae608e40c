"""The part in a section's form, when parts come and go."""

from pytestqt.qtbot import QtBot

from observer.model.study import Score, Study
from observer.ui.study.draft import StudyDraft
from observer.ui.study.questionnaires_section import QuestionnairesSection
from observer.ui.study.tasks_section import TasksSection


def test_the_next_task_takes_the_place_of_one_that_is_taken_out(qtbot: QtBot) -> None:
    draft = StudyDraft(Study("study", "Checkout"))
    section = TasksSection(draft)
    qtbot.addWidget(section)
    draft.changed.connect(section.show_study)
    for _ in range(3):
        section.add_task()
    first, second, third = (task.id for task in draft.study.tasks)
    section.choose(second)
    section.list.removed.emit(second)
    assert section.chosen == third
    section.list.removed.emit(third)
    assert (section.chosen, section.list.ids()) == (first, (first,))


def test_the_next_questionnaire_does_too_and_one_in_the_form_stays_there(qtbot: QtBot) -> None:
    draft = StudyDraft(Study("study", "Checkout"))
    section = QuestionnairesSection(draft)
    qtbot.addWidget(section)
    draft.changed.connect(section.show_study)
    for score in (Score.SEQ, Score.SUS, Score.NONE):
        section.add(score)
    first, second, third = (one.id for one in draft.study.questionnaires)
    section.choose(second)
    section.list.removed.emit(second)
    assert section.chosen == third
    section.list.removed.emit(first)
    assert (section.chosen, section.list.ids()) == (third, (third,))
