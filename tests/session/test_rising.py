from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from observer.session.rising import strays


def test_a_time_that_leaps_ahead_costs_itself_alone() -> None:
    assert strays([10, 20, 9000, 30, 40], strictly=True) == {2}


def test_of_two_that_are_equal_the_first_is_kept() -> None:
    assert strays([10, 50, 50, 20, 900], strictly=True) == {2, 3}
    assert strays([10, 50, 50, 900], strictly=False) == set()


@given(st.lists(st.integers(0, 50), max_size=30), st.booleans())
def test_what_is_left_rises_and_what_rose_is_left(times: list[int], strictly: bool) -> None:
    left_out = strays(times, strictly=strictly)
    left = [moment for place, moment in enumerate(times) if place not in left_out]
    assert all(a < b if strictly else a <= b for a, b in pairwise(left))
    assert (len(times) == 0) == (len(left) == 0)
    in_order = sorted(set(times)) if strictly else sorted(times)
    assert strays(in_order, strictly=strictly) == set()
