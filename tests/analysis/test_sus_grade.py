"""Grades as Sauro & Lewis (2016), table 8.5, gives them."""

import pytest

from observer.analysis.intervals import Estimate, mean
from observer.analysis.sus_grade import letter_of, sus_grade


@pytest.mark.parametrize(
    ("least", "most", "letter"),
    [
        (84.1, 100, "A+"), (80.8, 84.0, "A"), (78.9, 80.7, "A−"), (77.2, 78.8, "B+"),
        (74.1, 77.1, "B"), (72.6, 74.0, "B−"), (71.1, 72.5, "C+"), (65.0, 71.0, "C"),
        (62.7, 64.9, "C−"), (51.7, 62.6, "D"), (0, 51.6, "F"),
    ],
)  # fmt: skip
def test_each_grade_reaches_as_far_as_the_table_says(
    least: float, most: float, letter: str
) -> None:
    assert letter_of(least) == letter_of(most) == letter


def test_the_average_product_gets_a_c() -> None:
    assert letter_of(68) == "C"


def test_a_score_between_two_rows_is_told_to_one_decimal_first() -> None:
    assert letter_of(84.04) == "A"
    assert letter_of(84.06) == "A+"


def test_a_score_off_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match=r"100\.5"):
        letter_of(100.5)


def test_a_few_answers_leave_the_grade_open() -> None:
    answered = mean([62.5, 70.0, 75.0, 82.5, 60.0])  # 70 ± 11.4 (t of 4 degrees, 2.776)
    assert answered is not None
    grade = sus_grade(answered)
    assert (grade.letter, grade.low, grade.high) == ("C", "D", "A")


def test_an_interval_beyond_the_scale_ends_with_it() -> None:
    assert sus_grade(Estimate(95.0, 80.0, 110.0, 2, 0.95)).high == "A+"


def test_a_umux_lite_is_graded_as_the_sus_that_it_predicts() -> None:
    # 0.65 x 70 + 22.9 = 68.4
    assert sus_grade(Estimate(70.0, None, None, 1, 0.95), umux_lite=True).letter == "C"
    assert sus_grade(Estimate(100.0, None, None, 1, 0.95), umux_lite=True).letter == "A+"
