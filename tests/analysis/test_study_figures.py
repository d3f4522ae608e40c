"""The figures of a small study, each worked out by hand."""

import pytest

from observer.analysis.board import board, loose_moments
from observer.analysis.cost import cost_of_friction
from observer.analysis.coverage import coverage, watchers
from observer.analysis.discovery import adjusted_chance, discovery
from observer.analysis.gap import gap_report
from observer.analysis.intervals import Estimate
from observer.analysis.seams import ELSEWHERE, seams
from observer.analysis.study_facts import StudyFacts
from observer.analysis.task_figures import task_figures
from observer.model.finding import Assumptions
from observer.model.sitting import Outcome
from tests.analysis.small_study import STUDY, small_study


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


def test_a_task_has_its_completion_time_and_ease() -> None:
    pay, find = task_figures(small_study())
    completion = known(pay.completion)
    assert completion.value == 0.8
    assert completion.low == pytest.approx(0.36, abs=0.001)
    assert pay.outcomes[Outcome.DIFFICULTY] == 1
    # The failed attempt's 300 s are no time of the task: (55 * 65 * 75 * 62)^(1/4).
    assert known(pay.seconds).value == pytest.approx((55 * 65 * 75 * 62) ** 0.25)
    assert known(pay.seq).value == pytest.approx(4.2)
    assert [said.session_id for said in pay.moments] == ["s1", "s2", "s3", "s5", "s3"]
    assert (find.completion, find.seconds, find.people) == (None, None, 0)


def test_the_gap_sets_expected_predicted_and_observed_side_by_side() -> None:
    pay, find = gap_report(small_study())
    predicted = pay.predicted
    assert predicted is not None
    assert predicted.completion == pytest.approx(0.9)
    assert predicted.seconds == pytest.approx(60)  # the geometric mean of 40 and 90
    assert pay.expected_seconds == 60
    ratio = known(pay.time_ratio)
    assert ratio.value == pytest.approx((55 * 65 * 75 * 62) ** 0.25 / 60)
    assert ratio.low is not None
    assert ratio.low < 1 < ratio.value  # 64 s instead of 60: chance explains that
    assert not pay.beyond_chance
    assert known(pay.completion_gap).value == pytest.approx(-0.1)
    assert [said.quote for said in pay.words] == ["How much is it now?"]
    assert (find.predicted, find.time_ratio, find.expected_seconds) == (None, None, None)


def test_seams_count_friction_in_components_teams_and_at_hand_overs() -> None:
    found = seams(small_study())
    shop, payment, elsewhere = found.parts
    assert (shop.component, shop.team, shop.weight) == ("Shop", "Team Cedar", 12)
    assert (payment.component, payment.weight) == ("Payment", 2)
    assert (elsewhere.component, elsewhere.share_of_time) == (ELSEWHERE, 0.5)
    assert (shop.share_of_time, payment.share_of_time) == (0.25, 0.25)
    assert found.teams == (("Team Cedar", 12), ("Team Oak", 2))
    # The moment at 95 s lies 5 s before Shop hands over to Payment; those at 30 s lie inside.
    first, second = found.hand_overs
    assert (first.source, first.target, first.times, first.weight) == ("Shop", "Payment", 5, 2)
    assert (second.source, second.target, second.moments) == ("Payment", ELSEWHERE, ())


def test_who_was_watched_against_the_plan_and_who_has_watched() -> None:
    new, old, none = coverage(small_study())
    assert (new.watched, new.missing) == (("P01", "P02", "P05"), 0)
    assert (old.watched, old.missing) == (("P03",), 1)
    assert (none.segment_id, none.watched) == ("", ("P04",))
    bea, chidi = watchers(small_study())
    assert (bea.name, bea.participants) == ("Bea", 5)
    assert bea.hours == pytest.approx(2000 / 3600)
    assert (chidi.participants, chidi.last_at[:10]) == (1, "2026-11-12")


def test_how_many_more_participants_is_lewis_adjusted_discovery() -> None:
    facts = small_study()
    problems = {
        one.participant: {said.finding_id for said in one.annotations if said.finding_id}
        for one in facts.sessions
    }
    found = discovery(problems)
    # Raw (4 + 1) / (2 * 5) = 0.5; ((0.5 - 0.2) * 0.8 + 0.5 / 1.5) / 2.
    chance = (0.24 + 1 / 3) / 2
    assert (found.problems, found.once) == (2, 1)
    assert found.chance == pytest.approx(chance)
    assert found.seen == pytest.approx(1 - (1 - chance) ** 5)
    # ln(0.15) / ln(1 - 0.2867) = 5.6: six in all, one more.
    assert (found.needed, found.more) == (6, 1)
    assert adjusted_chance(0.5, 5, 0.5) == pytest.approx(chance)


def test_discovery_without_a_figure_says_why() -> None:
    assert "two participants" in discovery({"P01": {"x"}}).reason
    assert "Nobody has met" in discovery({"P01": set(), "P02": set()}).reason
    lonely = discovery({f"P{n}": {str(n)} for n in range(6)})
    assert lonely.chance is not None  # few repeat, but the adjustment still leaves a chance
    assert lonely.chance < 0.1


def test_the_cost_is_time_lost_by_customers_and_times() -> None:
    free = cost_of_friction(small_study())
    assert free.hours_a_year is None
    assert "Nobody has said yet" in free.stated[1]
    told = cost_of_friction(small_study(Assumptions(20_000, 1.5, 40, "EUR")))
    lost = (55 * 65 * 75 * 62) ** 0.25 - 60
    hours = known(told.hours_a_year)
    assert hours.value == pytest.approx(lost * 30_000 / 3600)
    assert hours.low == 0  # the interval reaches below what was expected: perhaps nothing is lost
    assert known(told.value).value == pytest.approx(hours.value * 40)
    assert told.stated[1] == "20,000 customers do each task 1.5 times a year."


def test_the_board_ranks_findings_and_sees_before_and_after() -> None:
    total, code = board(small_study())
    assert total.finding.id == "total"
    assert (total.severity, total.participants) == (3, ("P01", "P02", "P03", "P05"))
    assert known(total.frequency).value == 0.8
    assert total.segments == {"new": 3, "old": 1}
    # Fixed on the 14th: three of the first three met it before, one of two since.
    assert (known(total.before).value, known(total.after).value) == (1.0, 0.5)
    assert (total.first_seen[:10], total.last_seen[:10]) == ("2026-11-11", "2026-11-15")
    assert (code.severity, code.before) == (4, None)  # what the team said outweighs the moment's 2
    assert loose_moments(small_study()) == ()


def test_a_study_without_sessions_has_no_figures_and_no_errors() -> None:
    empty = StudyFacts(STUDY)
    assert [one.completion for one in task_figures(empty)] == [None, None]
    assert seams(empty).parts == ()
    assert [one.missing for one in coverage(empty)] == [3, 2]
    assert cost_of_friction(empty).tasks == ()
    assert board(empty) == ()
