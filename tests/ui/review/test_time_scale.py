import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span
from observer.ui.review.time_scale import NEAREST_NS_PER_PX, TimeScale

HOUR_NS = 3600 * NS_PER_SECOND


def test_the_first_view_shows_the_whole_session() -> None:
    scale = TimeScale(HOUR_NS, 1000)
    assert scale.is_fitted
    assert scale.x_at(0) == 0
    assert scale.x_at(HOUR_NS) == pytest.approx(1000)
    assert scale.ns_at(500) == HOUR_NS // 2


@given(x=st.floats(0, 1000), factors=st.lists(st.floats(0.2, 5), min_size=1, max_size=8))
def test_zooming_keeps_a_view_inside_the_session(x: float, factors: list[float]) -> None:
    scale = TimeScale(HOUR_NS, 1000)
    for factor in factors:
        scale = scale.zoomed(factor, x)
        assert scale.start_ns >= 0
        assert scale.end_ns <= HOUR_NS * 1.000001
        assert scale.ns_per_px >= NEAREST_NS_PER_PX


def test_zooming_in_holds_the_moment_under_the_pointer() -> None:
    scale = TimeScale(HOUR_NS, 1000)
    held = scale.ns_at(700)
    assert scale.zoomed(8, 700).x_at(held) == pytest.approx(700)


def test_panning_stops_at_both_ends() -> None:
    scale = TimeScale(HOUR_NS, 1000).zoomed(10, 0)
    assert scale.panned(-500).start_ns == 0
    assert scale.panned(1e9).end_ns == pytest.approx(HOUR_NS)


def test_fit_brings_everything_back() -> None:
    assert TimeScale(HOUR_NS, 1000).zoomed(50, 300).fitted().is_fitted


def test_a_wider_window_keeps_a_fitted_view_fitted_and_a_near_one_near() -> None:
    fitted = TimeScale(HOUR_NS, 1000)
    near = fitted.zoomed(20, 500)
    assert fitted.resized(1600).is_fitted
    assert near.resized(1600).ns_per_px == near.ns_per_px


def test_the_view_turns_a_page_only_when_the_playhead_has_left_it() -> None:
    scale = TimeScale(HOUR_NS, 1000).zoomed(10, 0)
    assert scale.showing(scale.ns_at(500)) is scale
    later = HOUR_NS // 2
    assert 0 <= scale.showing(later).x_at(later) <= 1000


def test_ticks_stand_apart_at_every_zoom() -> None:
    scale = TimeScale(HOUR_NS, 1000)
    while True:
        assert scale.tick_step_ns(80) / scale.ns_per_px >= 80
        nearer = scale.zoomed(2, 0)
        if nearer == scale:
            break
        scale = nearer


def test_a_stretch_beside_the_view_is_not_visible() -> None:
    scale = TimeScale(HOUR_NS, 1000).zoomed(10, 0)
    assert scale.visible(Span(0, NS_PER_SECOND))
    assert not scale.visible(Span(HOUR_NS - NS_PER_SECOND, HOUR_NS))


def test_a_session_of_no_length_still_has_a_scale() -> None:
    assert TimeScale(0, 0).ns_at(10) <= 1
