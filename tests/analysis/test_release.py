"""Before and after a release, against figures worked out by hand."""

from dataclasses import replace

import pytest

from observer.analysis.board import SEEN_AGAIN, board
from observer.analysis.headlines import About, headlines
from observer.analysis.insight import insight
from observer.analysis.intervals import share
from observer.analysis.release import is_beyond_chance, share_change
from observer.model.finding import FindingState
from tests.analysis.small_study import small_study


def test_few_people_before_and_after_tell_nothing_beyond_chance() -> None:
    # (1+1)/(2+2) - (3+1)/(3+2) = -0.3; 1.96 * sqrt(0.5*0.5/4 + 0.8*0.2/5) = 0.6024
    change = share_change(share(3, 3), share(1, 2))
    assert change is not None
    assert change.value == pytest.approx(-0.5)
    assert (change.low, change.high) == pytest.approx((-0.9024, 0.3024), abs=1e-3)
    assert not is_beyond_chance(change)


def test_ten_of_ten_before_and_none_of_ten_since_is_beyond_chance() -> None:
    change = share_change(share(10, 10), share(0, 10))
    # 1/12 - 11/12 = -0.8333; 1.96 * sqrt(2 * (11/144) / 12) = 0.2212
    assert change is not None
    assert (change.low, change.high) == pytest.approx((-1.0, -0.6122), abs=1e-3)
    assert is_beyond_chance(change)


def test_nobody_watched_since_is_no_change() -> None:
    assert share_change(share(3, 3), share(0, 0)) is None
    assert not is_beyond_chance(None)


def test_what_was_called_fixed_and_met_again_says_so() -> None:
    facts = small_study()
    fixed = tuple(replace(one, state=FindingState.FIXED) for one in facts.findings)
    code, total = sorted(board(replace(facts, findings=fixed)), key=lambda one: one.finding.id)
    assert total.seen_again
    assert total.stands
    assert total.state == SEEN_AGAIN
    assert [said.id for said in total.since] == ["m5-30"]
    # Without a date nobody knows what came before and what since.
    assert not code.seen_again
    assert not code.stands
    assert code.state == "fixed"


def test_the_worst_finding_may_be_one_that_was_called_fixed() -> None:
    facts = small_study()
    fixed = tuple(replace(one, state=FindingState.FIXED) for one in facts.findings)
    (told,) = [
        one
        for one in headlines(insight(replace(facts, findings=fixed)))
        if one.about is About.FINDING
    ]
    assert told.sentence == (
        "“The total comes late” hurts most: severity 3, met by 4 of 5, and seen again after the"
        " release."
    )
    assert told.alarming
