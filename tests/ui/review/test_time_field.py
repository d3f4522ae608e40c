import pytest

from observer.ui.review.time_field import parse_time
from observer.ui.review.transport import clock_text


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("83.25", 83.25), ("14:26", 866), ("1:02:03.5", 3723.5), (" 0:07,5 ", 7.5)],
)
def test_times_as_people_write_them_are_read(text: str, seconds: float) -> None:
    assert parse_time(text) == round(seconds * 1e9)


@pytest.mark.parametrize("text", ["", "soon", "1:2:3:4", "-3", "1..5", "9999999999"])
def test_anything_else_is_no_time(text: str) -> None:
    assert parse_time(text) is None


def test_the_clock_always_has_the_same_width() -> None:
    assert clock_text(872_480_000_000, millis=True) == "00:14:32.480"
    assert clock_text(3_130_000_000_000, millis=False) == "00:52:10"
