from dataclasses import replace

import pytest

from observer.annotate.filtering import (
    Facet,
    MomentFilter,
    Order,
    Setting,
    Status,
    count_values,
    sort_moments,
)
from observer.model.annotation import Annotation, AnnotationKind

S = 1_000_000_000

REFUSED = Annotation(
    "a",
    "s",
    "Ada",
    AnnotationKind.FRICTION,
    14 * S,
    20 * S,
    3,
    "Post code refused",
    "2026-11-20T10:00:00",
    "2026-11-20T10:00:09",
    quote="It just says invalid",
    codes=("c1", "c2"),
    component="Payment form",
    team="Cedar",
    task_id="t3",
    rule="rage-clicks",
)
FOUND = replace(
    REFUSED,
    id="b",
    author="ben",
    kind=AnnotationKind.DELIGHT,
    start_ns=2 * S,
    end_ns=2 * S,
    severity=None,
    note="Saved address found at once",
    quote="",
    codes=(),
    component="",
    team="",
    task_id="",
    rule="",
    changed_at="2026-11-21T10:00:00",
)
SMALL = replace(FOUND, id="c", author="Ada", kind=AnnotationKind.QUOTE, start_ns=2 * S, severity=0)
ALL = [REFUSED, FOUND, SMALL]
SETTING = Setting("Ada", {"b"}, {"c1": "error message"}, {"t3": "Pay by card"})


def chosen(asked: MomentFilter) -> str:
    return "".join(moment.id for moment in asked.choose(ALL, SETTING))


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (MomentFilter(), "abc"),
        (MomentFilter(kinds=frozenset({AnnotationKind.DELIGHT, AnnotationKind.QUOTE})), "bc"),
        (MomentFilter(severities=frozenset({3})), "a"),
        (MomentFilter(severities=frozenset({0, None})), "bc"),
        (MomentFilter(codes=frozenset({"c2"})), "a"),
        (MomentFilter(codes=frozenset({""})), "bc"),
        (MomentFilter(tasks=frozenset({"t3"})), "a"),
        (MomentFilter(components=frozenset({"Payment form", ""})), "abc"),
        (MomentFilter(authors=frozenset({"ben"})), "b"),
        (MomentFilter(statuses=frozenset({Status.OWN})), "ac"),
        (MomentFilter(statuses=frozenset({Status.FROM_RULE})), "a"),
        (MomentFilter(statuses=frozenset({Status.COMMENTED})), "b"),
        (MomentFilter(statuses=frozenset({Status.OWN, Status.COMMENTED})), ""),
        (MomentFilter(kinds=frozenset({AnnotationKind.QUOTE}), authors=frozenset({"ben"})), ""),
    ],
)
def test_a_filter_lets_through_what_meets_every_side_it_asks_for(
    asked: MomentFilter, ids: str
) -> None:
    assert chosen(asked) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("POST refused", "a"),
        ("invalid", "a"),
        ("error message", "a"),
        ("by card", "a"),
        ("cedar", "a"),
        ("ben", "b"),
        ("address invalid", ""),
        ("   ", "abc"),
    ],
)
def test_free_text_finds_words_in_whatever_is_written_of_a_moment(text: str, ids: str) -> None:
    assert chosen(MomentFilter(text=text)) == ids


def test_a_value_is_asked_for_and_let_go_again() -> None:
    one = MomentFilter().toggled(Facet.SEVERITY, None).toggled(Facet.SEVERITY, 3)
    assert one.severities == {None, 3}
    assert one.toggled(Facet.SEVERITY, 3).severities == {None}
    assert one.without(Facet.SEVERITY).is_empty
    assert not one.is_empty


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (Order.TIME, "bca"),
        (Order.SEVERITY, "acb"),
        (Order.KIND, "acb"),
        (Order.AUTHOR, "cab"),
        (Order.CHANGED, "bca"),
    ],
)
def test_moments_are_sorted_and_within_that_by_time(order: Order, ids: str) -> None:
    assert "".join(moment.id for moment in sort_moments(ALL, order)) == ids


def test_what_can_be_asked_for_is_counted() -> None:
    assert count_values(Facet.CODE, ALL, SETTING) == {"c1": 1, "c2": 1, "": 2}
    assert count_values(Facet.SEVERITY, ALL, SETTING) == {3: 1, None: 1, 0: 1}
    assert count_values(Facet.STATUS, ALL, SETTING) == {
        Status.OWN: 2,
        Status.FROM_RULE: 1,
        Status.COMMENTED: 1,
    }
