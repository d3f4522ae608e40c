from dataclasses import replace

from observer.analysis.insight import insight
from observer.analysis.study_facts import StudyFacts
from observer.export.reports.headlines import headlines
from observer.model.sitting import Attempt, Outcome
from tests.analysis.small_study import S, small_study


def timed(seconds: list[float], outcome: Outcome = Outcome.SUCCESS) -> StudyFacts:
    """The small study with these times for the task that was expected to take 60 s."""
    facts = small_study()
    sessions = tuple(
        replace(
            session,
            attempts=(Attempt(f"a{one}", session.id, "pay", 0, round(one * S), outcome),),
        )
        for session, one in zip(facts.sessions, seconds, strict=True)
    )
    return replace(facts, sessions=sessions)


def test_a_time_beyond_chance_comes_first() -> None:
    gap = headlines(insight(timed([118, 121, 119, 122, 120])))[0]
    assert gap.figure == "2.0×"
    assert gap.words == "“Pay” takes 2.0 times as long as expected. More than chance explains."
    assert gap.troubling


def test_a_time_that_may_be_chance_is_told_as_that() -> None:
    gap = headlines(insight(timed([20, 400, 35, 300, 60])))[0]
    assert gap.words.endswith("With so few people, this may still be chance.")
    assert not gap.troubling


def test_tasks_that_went_as_expected_are_not_made_into_trouble() -> None:
    facts = replace(timed([50, 52, 51, 49, 50]), predictions=())
    gap = headlines(insight(facts))[0]
    assert gap.words == "Everybody completed every task they tried."
    assert "no task fell short of what was thought of it" in gap.basis
    assert not gap.troubling


def test_completing_with_difficulty_is_said() -> None:
    facts = replace(timed([50, 52, 51, 49, 50], Outcome.DIFFICULTY), predictions=())
    gap = headlines(insight(facts))[0]
    assert gap.words == (
        "Everybody completed every task they tried, 5 of 5 attempts with difficulty."
    )


def test_far_fewer_than_predicted_beats_a_time_that_may_be_chance() -> None:
    gap = headlines(insight(timed([200, 400, 350, 300, 600], Outcome.FAILED)))[0]
    assert gap.figure == "−90 points"
    assert gap.troubling


def test_what_hurts_most_leads_the_board_by_severity_and_share() -> None:
    # Severity 3 in 4 of 5 outranks severity 4 in 1 of 5: 2.4 to 0.8.
    worst = headlines(insight(small_study()))[1]
    assert worst.figure == "4 of 5"
    assert worst.words == "4 participants met this: The total comes late."
    assert worst.basis == "4 of 5 (80%; 36% to 98%); severity 3 of 4, major"
