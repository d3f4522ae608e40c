import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observer.analysis.standard_forms import fault_of_form, standard_questionnaire
from observer.intake.study_file import (
    from_template,
    read_study,
    templates,
    with_new_ids,
    write_study,
)
from observer.intake.study_reading import parse_study
from observer.intake.study_writing import format_study
from observer.model.errors import ExportError, ObserverError
from observer.model.study import (
    AnswerForm,
    Asked,
    Code,
    Component,
    GuideQuestion,
    Question,
    Questionnaire,
    Score,
    Segment,
    Study,
    Task,
)

TEXT = st.one_of(
    st.text(max_size=30),
    st.text('ab"\\\n\r\t\x00 #=[]', max_size=12),
    st.lists(st.text('ab"\\\n\t\u2003 ', min_size=20, max_size=60), max_size=5).map(" ".join),
)
NAME = TEXT.filter(lambda text: bool(text.strip()))
DAY_NS = 24 * 3600 * 1_000_000_000


def questions() -> st.SearchStrategy[Question]:
    return st.one_of(
        st.builds(
            Question,
            NAME,
            NAME,
            st.just(AnswerForm.SCALE),
            st.integers(2, 11),
            TEXT,
            TEXT,
        ),
        st.builds(
            Question,
            NAME,
            NAME,
            st.just(AnswerForm.CHOICE),
            choices=st.lists(TEXT, min_size=2, max_size=4).map(tuple),
        ),
        st.builds(Question, NAME, NAME, st.just(AnswerForm.TEXT)),
    )


def of(kind: type[Any], *rest: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some parts of one kind, each with an id of its own."""
    parts = st.builds(kind, NAME, NAME, *rest)
    return st.lists(parts, max_size=3, unique_by=lambda one: one.id).map(tuple)


def questionnaires() -> st.SearchStrategy[Questionnaire]:
    own = st.builds(
        Questionnaire,
        NAME,
        NAME,
        st.sampled_from(Asked),
        st.lists(questions(), min_size=1, max_size=3, unique_by=lambda one: one.id).map(tuple),
    )
    published = st.sampled_from([Score.SEQ, Score.SUS, Score.UMUX_LITE]).map(standard_questionnaire)
    return own | published


STUDIES = st.builds(
    Study,
    NAME,
    NAME,
    TEXT,
    st.sampled_from(["en", "it", "pt-BR"]),
    of(Task, TEXT, TEXT, TEXT, TEXT, st.integers(0, DAY_NS), st.integers(0, 99), TEXT),
    of(GuideQuestion),
    st.lists(questionnaires(), max_size=2, unique_by=lambda one: one.id).map(tuple),
    of(Component, TEXT, TEXT, TEXT, TEXT),
    of(Segment, st.integers(0, 99)),
    of(Code, TEXT),
)


@given(STUDIES)
@settings(max_examples=150, deadline=None)
def test_a_study_reads_back_as_it_was_written(study: Study) -> None:
    text = format_study(study)
    tomllib.loads(text)
    assert parse_study(text, "study.toml") == study


@given(STUDIES)
@settings(max_examples=25, deadline=None)
def test_new_ids_change_ids_alone(study: Study) -> None:
    other = with_new_ids(study)
    assert other.id != study.id
    assert [task.title for task in other.tasks] == [task.title for task in study.tasks]
    assert not {task.id for task in other.tasks} & {task.id for task in study.tasks}
    assert [len(one.questions) for one in other.questionnaires] == [
        len(one.questions) for one in study.questionnaires
    ]


def test_a_file_is_written_for_people(tmp_path: Path) -> None:
    task = Task("t1", "Find the lamp", "You want\na “reading” lamp.", expected_ns=90_500_000_000)
    path = tmp_path / "study.toml"
    write_study(Study("s1", "Checkout", tasks=(task,)), path)
    text = path.read_text("utf-8")
    assert 'wording = """\nYou want\na “reading” lamp."""\n' in text
    assert "expected_seconds = 90.5\n" in text
    assert "# What participants try to do" in text
    assert "expected_steps" not in text  # nobody said how many
    assert read_study(path).tasks == (task,)
    write_study(Study("s1", "Checkout", "Where do they hesitate? " * 40), path)
    assert max(map(len, path.read_text("utf-8").splitlines())) <= 100
    assert list(tmp_path.iterdir()) == [path]


def test_ids_that_nobody_gave_are_the_same_each_time_and_differ(tmp_path: Path) -> None:
    text = 'name = "Checkout"\n' + '[[task]]\ntitle = "Find ä"\n' * 2 + '[[task]]\ntitle = "Find"'
    study = parse_study(text, "study.toml")
    assert study == parse_study(text, "study.toml")
    assert len({task.id for task in study.tasks}) == 3
    assert study.tasks[0].id.startswith("find-a-")
    assert parse_study('name = "Checkout!"', "").id != parse_study('name = "Checkout"', "").id


def test_a_scored_questionnaire_without_questions_has_the_published_ones() -> None:
    text = 'name = "N"\n[[questionnaire]]\ntitle = "SUS"\nasked = "at-end"\nscore = "sus"\n'
    (asked,) = parse_study(text, "study.toml").questionnaires
    assert asked.questions == standard_questionnaire(Score.SUS).questions
    assert asked.questions[7].text == "I found the system very cumbersome to use"


TASK = '\n[[task]]\ntitle = "Find"\n'
FORM = '\n[[questionnaire]]\ntitle = "Last"\nasked = "at-end"\n'
ASKED = FORM + '[[questionnaire.question]]\ntext = "How?"\n'
MISTAKES = {
    'nam = "N"': ("study.toml, line 1: there is no field “nam”", "Did you mean “name”?"),
    'question = "Why?"': ("study.toml: there is no “name”", 'name = "…"'),
    'name = "  "': ("line 1: “name” is empty", "a few words"),
    "name = 5": ("line 1: “name” has to be a text in quotes", 'name = "…"'),
    'name = "N"\nid = ""': ("line 2: “id” is empty", "Leave the line out"),
    'name = "N"\nlanguage = "English"': ("line 2: “English” is no code of a language", '"it"'),
    'name = "N"\nzzz = 1': ("line 2: there is no field “zzz”", "There are: name, id, question"),
    'name = "N': ("study.toml, line 1: this is not written as TOML asks", "in quotes"),
    'name = "N"\nname = "M"': ("line 2: this is not written as TOML asks", "in quotes"),
    "name = ": ("line 1: this is not written as TOML asks", "in quotes"),
    "name = 1" + "0" * 5000: ("study.toml: this is not written as TOML asks", "in quotes"),
    "name = " + "[" * 5000: ("lists inside lists without end", "Take them out"),
    'name = "N"\ntask = 5': ("line 2: “task” is not a list", "[[task]]"),
    'name = "N"\n[task]\ntitle = "T"': ("line 2: “task” is not a list", "[[task]]"),
    'name = "N"\ntask = [5]': ("line 2, task 1: “task” is not a table", "[[task]]"),
    'name = "N"' + TASK * 2 + "expected_second = 5": (
        "line 7, task 2: there is no field “expected_second”",
        "Did you mean “expected_seconds”?",
    ),
    'name = "N"\n[[task]]\nid = "t"': ("line 2, task 1: there is no “title”", 'title = "…"'),
    'name = "N"' + TASK + 'id = "t"' + TASK + 'id = "t"': (
        "line 7, task 2: “t” is the id of another task too",
        "Give this one another",
    ),
    'name = "N"' + TASK + "expected_seconds = -1": ("line 4, task 1: “expected_seconds”", "= 60"),
    'name = "N"' + TASK + "expected_seconds = nan": ("has to be a number of seconds", "= 60"),
    'name = "N"' + TASK + "expected_seconds = 1e99": ("has to be a number of seconds", "= 60"),
    'name = "N"' + TASK + "expected_seconds = true": ("has to be a number of seconds", "= 60"),
    'name = "N"' + TASK + "expected_steps = 1.5": ("has to be a whole number", "= 3"),
    'name = "N"' + TASK + 'wording = """\nLong\nexpected_steps = 1"""\nexpected_steps = "x"': (
        "line 7, task 1: “expected_steps” has to be a whole number",
        "= 3",
    ),
    'name = "N"\n[[segment]]\nname = "New"\nwanted = "5"': ("line 4, segment 1: “wanted”", "= 3"),
    'name = "N"' + FORM: (
        "line 2, questionnaire 1: there is no question",
        "questionnaire.question",
    ),
    'name = "N"\n[[questionnaire]]\ntitle = "Last"': ("there is no “asked”", '"after-task"'),
    'name = "N"' + FORM.replace("at-end", "later"): (
        "line 4, questionnaire 1: “asked” cannot be “later”",
        'Choose one of: "after-task", "at-end"',
    ),
    'name = "N"' + ASKED + "points = 1": (
        "line 7, questionnaire 1, question 1: a scale has 2 to 11 points, not 1",
        "points = 5",
    ),
    'name = "N"' + ASKED + 'form = "choice"\nchoices = ["yes"]': (
        "line 8, questionnaire 1, question 1: a choice needs two answers",
        "choices = ",
    ),
    'name = "N"' + ASKED + 'form = "choice"\nchoices = ["yes", 5]': (
        "“choices” has to be a list of texts",
        '["yes", "no"]',
    ),
    'name = "N"' + ASKED.replace("at-end", 'at-end"\nscore = "sus'): (
        "questionnaire 1: the score “sus” is made of 10 questions on scales of 5 points",
        "Leave its questions out",
    ),
}


@pytest.mark.parametrize("text", MISTAKES, ids=[one[0] for one in MISTAKES.values()])
def test_each_mistake_says_where_it_is_and_how_to_mend_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "study.toml"
    path.write_text(text, "utf-8")
    message, remedy = MISTAKES[text]
    with pytest.raises(ObserverError) as caught:
        read_study(path)
    assert message in caught.value.message
    assert remedy in caught.value.remedy


def test_a_file_that_is_no_text_is_said_so_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_bytes(b'name = "N"\nquestion = "\xff"\n')
    with pytest.raises(ObserverError, match="line 2: this is no text in UTF-8"):
        read_study(path)
    path.write_bytes(b'\xef\xbb\xbfname = "N"\r\n')  # as some editors on Windows save it
    assert read_study(path).name == "N"


def test_what_cannot_be_read_or_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ObserverError, match="There is no file"):
        read_study(tmp_path / "none.toml")
    with pytest.raises(ObserverError, match="cannot be read"):
        read_study(tmp_path)
    large = tmp_path / "large.toml"
    large.write_text("#" * (1 << 20) + "\n")
    with pytest.raises(ObserverError, match="larger than any study"):
        read_study(large)
    with pytest.raises(ExportError, match="cannot be written"):
        write_study(Study("s", "N"), tmp_path / "none" / "study.toml")


def test_there_are_templates() -> None:
    assert [path.stem for path in templates()] == [
        "desktop-onboarding",
        "documentation-lookup",
        "web-shop-checkout",
    ]


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.stem)
def test_a_template_is_worth_starting_from(path: Path) -> None:
    study = read_study(path)
    assert len(study.tasks) >= 3
    for task in study.tasks:
        assert task.wording
        assert task.start_state
        assert task.success_criteria
        assert task.expected_outcome
        assert task.expected_ns
        assert task.expected_steps
    assert [one.score for one in study.questionnaires][:3] == [
        Score.SEQ,
        Score.SUS,
        Score.UMUX_LITE,
    ]
    for questionnaire in study.questionnaires[:3]:
        published = standard_questionnaire(questionnaire.score)
        assert [one.text for one in questionnaire.questions] == [
            one.text for one in published.questions
        ]
        assert fault_of_form(questionnaire) == ""
    assert study.guide
    assert study.codebook
    assert sum(segment.wanted for segment in study.segments) >= 5
    assert all(one.application or one.title or one.address for one in study.components)


def test_two_studies_from_one_template_share_no_id() -> None:
    path = templates()[0]
    first, second = from_template(path, "First"), from_template(path, "Second")
    assert (first.name, second.name) == ("First", "Second")
    assert first.id != second.id
    assert not {task.id for task in first.tasks} & {task.id for task in second.tasks}
    assert replace(first.tasks[0], id="") == replace(second.tasks[0], id="")
