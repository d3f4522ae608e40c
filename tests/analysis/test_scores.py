from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.analysis.scores import score, seq_mean, sus, sus_equivalent, umux_lite
from observer.model.sitting import Answer
from observer.model.study import Asked, Question, Questionnaire, Score

BROOKE = [5, 4, 2, 1, 2, 3, 2, 4, 5, 2]
"""The filled-in form of Brooke (1996), whose items contribute 4 1 1 4 1 2 1 1 4 3, 22 in all."""


def test_sus_is_what_its_author_worked_out() -> None:
    assert sus(BROOKE) == 55.0


@pytest.mark.parametrize(
    ("values", "expected"),
    [([5, 1] * 5, 100.0), ([1, 5] * 5, 0.0), ([3] * 10, 50.0), ([5] * 10, 50.0)],
)
def test_sus_reaches_both_ends_and_its_items_take_turns(values: list[int], expected: float) -> None:
    assert sus(values) == expected


def test_sus_wants_all_ten_unless_told_to_fill_the_centre() -> None:
    partly = [*BROOKE[:9], None]
    assert sus(partly) is None
    assert sus(partly, fill_centre=True) == 52.5  # item 10 contributes 2 where it did 3
    assert sus([None] * 10, fill_centre=True) is None


@given(st.lists(st.integers(1, 5), min_size=10, max_size=10), st.integers(0, 9))
def test_one_more_point_moves_sus_by_two_and_a_half(values: list[int], item: int) -> None:
    values[item] = min(values[item], 4)
    before, after = sus(values), sus([v + (n == item) for n, v in enumerate(values)])
    assert before is not None
    assert after is not None
    assert 0 <= before <= 100
    assert after - before == (2.5 if item % 2 == 0 else -2.5)


def test_umux_lite_is_a_share_of_what_both_items_can_reach() -> None:
    assert umux_lite([7, 7]) == 100.0
    assert umux_lite([1, 1]) == 0.0
    assert umux_lite([6, 5]) == pytest.approx(75.0)  # (5 + 4) / 12
    assert umux_lite([6, None]) is None


def test_the_regression_ends_where_lewis_and_others_say_it_does() -> None:
    assert sus_equivalent(0) == pytest.approx(22.9)
    assert sus_equivalent(100) == pytest.approx(87.9)
    assert sus_equivalent(75) == pytest.approx(71.65)
    with pytest.raises(ValueError, match="between 0 and 100"):
        sus_equivalent(101)


def test_seq_is_the_mean_of_those_who_answered() -> None:
    assert seq_mean([7, None, 4]) == 5.5
    assert seq_mean([None, None]) is None
    assert seq_mean([]) is None


@pytest.mark.parametrize("values", [[0, 7], [1, 8], [1], [1, 2, 3]])
def test_what_is_off_the_scale_is_a_defect(values: list[int]) -> None:
    with pytest.raises(ValueError, match=r"between 1 and 7|together"):
        umux_lite(values)


def questionnaire(kind: Score, items: int) -> Questionnaire:
    questions = tuple(Question(f"q{number}", "?") for number in range(items))
    return Questionnaire("form", "Form", Asked.AT_END, questions, kind)


def test_a_score_takes_the_answers_of_its_own_questionnaire_and_task_in_its_order() -> None:
    form = questionnaire(Score.SUS, 10)
    own = [
        Answer("session", "form", f"q{number}", value=value) for number, value in enumerate(BROOKE)
    ]
    others = [replace(own[0], questionnaire_id="x", value=1), replace(own[0], task_id="t", value=1)]
    assert score(form, [*reversed(own), *others]) == 55.0
    assert score(form, own, task_id="t") is None
    assert score(questionnaire(Score.NONE, 1), own) is None


def test_a_score_follows_the_kind_of_the_questionnaire() -> None:
    given = [Answer("s", "form", "q0", "t", value=6), Answer("s", "form", "q1", "t", value=5)]
    assert score(questionnaire(Score.UMUX_LITE, 2), given, task_id="t") == pytest.approx(75.0)
    assert score(questionnaire(Score.SEQ, 1), given, task_id="t") == 6.0
