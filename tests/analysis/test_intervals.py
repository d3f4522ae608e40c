import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.analysis.intervals import difference, geometric_mean, mean, share
from observer.analysis.student_t import t_quantile


@pytest.mark.parametrize(
    ("share_below", "freedom", "t"),
    [  # Abramowitz & Stegun, table 26.10
        (0.975, 1, 12.706),
        (0.975, 2, 4.303),
        (0.975, 5, 2.571),
        (0.975, 10, 2.228),
        (0.95, 10, 1.812),
        (0.995, 30, 2.750),
        (0.975, 120, 1.980),
    ],
)
def test_t_is_as_in_the_tables(share_below: float, freedom: int, t: float) -> None:
    assert t_quantile(share_below, freedom) == pytest.approx(t, abs=0.0006)
    assert t_quantile(1 - share_below, freedom) == pytest.approx(-t, abs=0.0006)


def test_a_completion_rate_is_as_tullis_works_it_out() -> None:
    # measuringux.com/adjustedwald.htm: 4 of 5 succeed, 36% to 98%.
    found = share(4, 5)
    assert found is not None
    assert found.value == 0.8
    assert found.low == pytest.approx(0.3596, abs=0.0001)
    assert found.high == pytest.approx(0.9796, abs=0.0001)


def test_nobody_and_everybody() -> None:
    assert share(0, 0) is None
    everybody = share(5, 5)
    assert everybody is not None
    assert everybody.high == 1.0
    assert everybody.low is not None
    assert 0.5 < everybody.low < 0.6
    with pytest.raises(ValueError, match="6 of 5"):
        share(6, 5)


def test_times_are_as_in_sauros_example() -> None:
    # measuringu.com/time_intervals.php: 68 s, 95% CI 46 to 101.
    found = geometric_mean([55, 65, 75, 62, 45, 135])
    assert found is not None
    assert (round(found.value), round(found.low or 0), round(found.high or 0)) == (68, 46, 101)


def test_one_time_has_no_interval_and_none_has_no_value() -> None:
    one = geometric_mean([40.0])
    assert one is not None
    assert (round(one.value, 9), one.low, one.high) == (40.0, None, None)
    assert geometric_mean([]) is None
    with pytest.raises(ValueError, match="above 0"):
        geometric_mean([3, 0])


def test_a_difference_of_means_is_welchs() -> None:
    # By hand: means 3 and 8, variances 2.5 and 10 over 5: error sqrt(2.5), freedom 5.88 -> 5.
    found = difference([1, 2, 3, 4, 5], [4, 6, 8, 10, 12])
    assert found is not None
    assert found.value == 5
    assert found.low == pytest.approx(5 - 2.5706 * 2.5**0.5, abs=0.001)
    assert difference([1], [2, 3]) is None
    same = difference([1, 1], [4, 4])
    assert same is not None
    assert (same.low, same.high) == (3, 3)


@given(st.lists(st.floats(0.1, 1e4), min_size=2, max_size=20))
def test_an_interval_holds_its_value(values: list[float]) -> None:
    for found in (mean(values), geometric_mean(values)):
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value * (1 + 1e-9)
        assert found.value <= found.high * (1 + 1e-9)
