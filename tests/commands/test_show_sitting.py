"""What the show command says of attempts, answers and scores."""

import json
from dataclasses import replace
from pathlib import Path

from observer.analysis.standard_forms import standard_questionnaire
from observer.database.library import open_library
from observer.model.clock import NS_PER_SECOND
from observer.model.sitting import Answer, Attempt, Outcome
from observer.model.study import Score, Study, Task
from tests.commands.test_show_segments import show
from tests.session.recordings import make_session

SECOND = NS_PER_SECOND
SEQ, SUS = standard_questionnaire(Score.SEQ), standard_questionnaire(Score.SUS)
PAY = Task("pay", "Pay", expected_ns=90 * SECOND)
FIND = Task("find", "Find a kettle")


def make_sitting(root: Path) -> str:
    """A session with two attempts, an answer about a task and a whole SUS; its id."""
    made = make_session(root, 1.0)
    session_id = made.manifest.id
    study = Study("s", made.manifest.study, tasks=(PAY, FIND), questionnaires=(SEQ, SUS))
    show(root, session_id)
    with open_library(root) as library:
        already = library.study_by_name(study.name)
        assert already is not None
        library.save_study(replace(study, id=already.id))
        library.save_attempt(
            Attempt("a", session_id, "pay", SECOND, 101 * SECOND, Outcome.DIFFICULTY, 2, "twice")
        )
        library.save_attempt(Attempt("b", session_id, "find", 102 * SECOND))
        library.save_answer(Answer(session_id, "seq", "seq-1", "pay", 3))
        library.save_answer(Answer(session_id, "seq", "seq-1", "find", None))
        for number, question in enumerate(SUS.questions):
            library.save_answer(Answer(session_id, "sus", question.id, "", 4 - number % 2 * 2))
        # A task that is taken out of the study keeps the name it was tried under.
        library.save_study(replace(study, id=already.id, tasks=(PAY,)))
    return session_id


def test_attempts_answers_and_scores_are_told_in_words(tmp_path: Path) -> None:
    words = show(tmp_path, make_sitting(tmp_path))
    went = "Pay  with difficulty  01:40 of 01:30 expected  helped 2  twice"
    assert f"attempt      00:01 to 01:41  {went}" in words
    assert "attempt      01:42 to not ended  Find a kettle  -" in words
    assert f"answer       Single Ease Question (Pay): {SEQ.questions[0].text}  3" in words
    assert "score        System Usability Scale: 75.0 of one participant" in words
    assert words.count("answer ") == 11


def test_programs_get_them_by_stable_keys(tmp_path: Path) -> None:
    facts = json.loads(show(tmp_path, make_sitting(tmp_path), "--json"))
    first, second = facts["attempts"]
    assert first == {
        "id": "a",
        "task": "Pay",
        "task_id": "pay",
        "from": 1.0,
        "to": 101.0,
        "seconds": 100.0,
        "expected_seconds": 90.0,
        "outcome": "with difficulty",
        "helped": 2,
        "note": "twice",
    }
    assert (second["task"], second["to"], second["outcome"]) == ("Find a kettle", None, None)
    assert facts["answers"][0]["task_id"] == "pay"
    assert facts["answers"][0]["value"] == 3
    assert [(one["score"], one["task_id"], one["value"]) for one in facts["scores"]] == [
        ("seq", "pay", 3.0),
        ("sus", None, 75.0),
    ]


def test_a_session_of_no_described_study_has_none_of_them(tmp_path: Path) -> None:
    made = make_session(tmp_path, 1.0)
    facts = json.loads(show(tmp_path, made.manifest.id, "--json"))
    assert (facts["attempts"], facts["answers"], facts["scores"]) == ([], [], [])
