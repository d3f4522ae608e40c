from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from observer.model.study import Study, Task
from observer.ui.study import parts
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import parse_length, spoken_length

TASKS = (Task("a", "A"), Task("b", "B"), Task("c", "C"))


def test_letters_typed_at_one_place_are_one_step() -> None:
    draft = StudyDraft(Study("s", "Study"))
    for text in ("W", "Wh", "Why"):
        draft.set("about/question", typing=True, question=text)
    draft.set("about/name", typing=True, name="Other")
    draft.undo()
    assert (draft.study.name, draft.study.question) == ("Study", "Why")
    draft.undo()
    assert draft.study == Study("s", "Study")
    assert not draft.can_undo


def test_a_step_forth_is_gone_once_something_else_is_written() -> None:
    draft = StudyDraft(Study("s", "Study"))
    draft.set("about/name", name="Other")
    draft.undo()
    draft.set("about/language", language="it")
    draft.redo()
    assert draft.study == replace(Study("s", "Study"), language="it")


def test_typing_after_a_step_back_is_a_step_of_its_own() -> None:
    draft = StudyDraft(Study("s", "Study"))
    draft.set("about/question", typing=True, question="one")
    draft.set("about/name", name="Other")
    draft.undo()
    draft.set("about/question", typing=True, question="one two")
    draft.undo()
    assert draft.study.question == "one"


def test_each_step_says_where_it_was(qtbot: QtBot) -> None:
    draft = StudyDraft(Study("s", "Study"))
    draft.set("tasks/a/title", tasks=TASKS)
    with qtbot.waitSignal(draft.went_to, check_params_cb=lambda place: place == "tasks/a/title"):
        draft.undo()


@pytest.mark.parametrize(
    ("part_id", "index", "order"), [("a", 2, "bca"), ("c", 0, "cab"), ("b", 1, "abc")]
)
def test_a_part_moves_to_its_place(part_id: str, index: int, order: str) -> None:
    assert "".join(task.id for task in parts.moved(TASKS, part_id, index)) == order


def test_a_part_is_added_behind_another_or_at_the_end() -> None:
    new = Task("n", "N")
    assert [task.id for task in parts.added(TASKS, new, "a")] == ["a", "n", "b", "c"]
    assert [task.id for task in parts.added(TASKS, new)] == ["a", "b", "c", "n"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2:30", 150), ("90", 90), ("1:02:03", 3723), ("", 0), (" 0:05 ", 5)],
)
def test_a_length_is_read_as_it_is_written(text: str, seconds: int) -> None:
    assert parse_length(text) == seconds * 1_000_000_000


@pytest.mark.parametrize("text", ["2:3", "2:60", "two", "1:2:3", "-5", "²", "99:00:00"])
def test_what_is_no_length_is_refused(text: str) -> None:
    assert parse_length(text) is None


def test_a_length_is_shown_as_it_is_read() -> None:
    for text in ("2:30", "1:02:03", "0:07"):
        assert spoken_length(parse_length(text) or 0) == text
