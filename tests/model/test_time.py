"""The session's clock, and stretches of its time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.model.clock import SessionClock, format_ns, ns_to_seconds, seconds_to_ns
from observer.model.span import Span

moments = st.integers(min_value=0, max_value=10**15)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = sorted((draw(moments), draw(moments)))
    return Span(start, end)


def test_a_clock_counts_from_its_start() -> None:
    clock = SessionClock(1_000)
    assert clock.from_monotonic_ns(1_500) == 500
    assert clock.from_monotonic_ns(400) == -600


def test_a_clock_that_starts_now_reads_the_monotonic_clock() -> None:
    before = time.monotonic_ns()
    clock = SessionClock.starting_now()
    first, second = clock.now_ns(), clock.now_ns()
    assert before <= clock.start_monotonic_ns <= time.monotonic_ns()
    assert 0 <= first <= second <= time.monotonic_ns() - before


@given(moments)
def test_seconds_and_nanoseconds_agree_to_the_microsecond(ns: int) -> None:
    assert abs(seconds_to_ns(ns_to_seconds(ns)) - ns) < 1_000


@pytest.mark.parametrize(
    ("ns", "short", "exact"),
    [
        (0, "00:00", "00:00.000"),
        (999_999, "00:00", "00:00.000"),
        (59_999_999_999, "00:59", "00:59.999"),
        (866_480_000_000, "14:26", "14:26.480"),
        (3_600_000_000_000, "1:00:00", "1:00:00.000"),
        (3_723_004_000_000, "1:02:03", "1:02:03.004"),
        (-5, "00:00", "00:00.000"),
    ],
)
def test_a_moment_is_written_as_people_read_it(ns: int, short: str, exact: str) -> None:
    assert format_ns(ns) == short
    assert format_ns(ns, millis=True) == exact


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Span(2, 1)


@given(spans())
def test_a_span_holds_its_start_and_not_its_end(span: Span) -> None:
    assert span.contains(span.start_ns)
    assert span.contains(span.end_ns) == (span.length_ns == 0)
    assert not span.contains(span.start_ns - 1)


@given(spans(), spans())
def test_spans_overlap_in_both_directions_or_in_none(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(spans(), moments)
def test_a_split_span_is_as_long_as_its_parts_which_do_not_overlap(span: Span, at: int) -> None:
    middle = min(max(at, span.start_ns), span.end_ns)
    first, second = Span(span.start_ns, middle), Span(middle, span.end_ns)
    assert first.length_ns + second.length_ns == span.length_ns
    assert not first.overlaps(second)


@given(spans(), spans())
def test_a_clamped_span_lies_within_its_limit(span: Span, limit: Span) -> None:
    inside = span.clamped(limit)
    assert limit.start_ns <= inside.start_ns <= inside.end_ns <= limit.end_ns
    assert inside.length_ns <= span.length_ns
    assert inside.clamped(limit) == inside
    if span.overlaps(limit):
        assert inside == Span(max(span.start_ns, limit.start_ns), min(span.end_ns, limit.end_ns))


@given(spans(), spans(), moments)
def test_clamping_keeps_every_shared_moment(span: Span, limit: Span, at: int) -> None:
    if span.start_ns <= at < span.end_ns and limit.start_ns <= at < limit.end_ns:
        assert span.clamped(limit).contains(at)
