"""Which three sentences are said of a study, and how sure they are."""

from dataclasses import replace

import pytest

from observer.analysis.headlines import About, Headline, headlines
from observer.analysis.insight import insight
from observer.analysis.study_facts import StudyFacts
from observer.model.finding import FindingState
from observer.model.sitting import Exposure
from observer.model.study import Prediction
from tests.analysis.small_study import OK, S, attempt, small_study


def said(facts: StudyFacts, about: About) -> Headline:
    return next(one for one in headlines(insight(facts)) if one.about is about)


def with_pay_times(seconds: list[int]) -> StudyFacts:
    facts = small_study()
    return replace(
        facts,
        sessions=tuple(
            replace(one, attempts=(attempt(number, "pay", time, OK),))
            for number, (one, time) in enumerate(zip(facts.sessions, seconds, strict=True), start=1)
        ),
    )


def test_a_gap_that_chance_could_explain_says_so() -> None:
    # Completion 4 of 5 against 90 % predicted: 10 points; time 64 s against 60 s: 6 % of it.
    told = said(small_study(), About.GAP)
    assert told.sentence == (
        "“Pay” was completed by 4 of 5, where the team predicted 90%. Chance could explain it."
    )
    assert (told.target, told.alarming) == ("pay", False)


def test_a_time_surely_above_the_expected_one_is_the_largest_gap() -> None:
    told = said(with_pay_times([118, 120, 122, 119, 121]), About.GAP)
    assert told.sentence.startswith("“Pay” takes 2.0 times as long as expected (2.0 to 2.0)")
    assert told.alarming


def test_who_never_arrives_comes_before_who_arrives_late() -> None:
    facts = small_study()
    sure = replace(facts, predictions=(Prediction("pay", "Bea", 5, 5, 60 * S, "2026-11-01"),))
    # 4 of 5 reach at most 98 % with 95 % confidence, and all were predicted.
    told = said(sure, About.GAP)
    assert told.alarming
    assert "4 of 5, where the team predicted 100%: more than chance explains" in told.sentence


def test_without_anything_expected_no_gap_is_told() -> None:
    facts = small_study()
    tasks = tuple(replace(task, expected_ns=0) for task in facts.study.tasks)
    bare = replace(facts, predictions=(), study=replace(facts.study, tasks=tasks))
    assert "no gap can be told" in said(bare, About.GAP).sentence
    assert "No task has been tried" in said(replace(bare, sessions=()), About.GAP).sentence


def test_the_worst_finding_is_one_that_still_stands() -> None:
    facts = small_study()
    told = said(facts, About.FINDING)
    # Severity 3 in 4 of 5 weighs 2.4; severity 4 in 1 of 5 weighs 0.8.
    assert told.sentence == "“The total comes late” hurts most: severity 3, met by 4 of 5."
    fixed = replace(
        facts,
        findings=tuple(
            replace(one, state=FindingState.FIXED, fixed_at="") if one.id == "total" else one
            for one in facts.findings
        ),
    )
    assert said(fixed, About.FINDING).target == "code"


def test_moments_that_nobody_gathered_are_not_called_findings() -> None:
    told = said(replace(small_study(), findings=()), About.FINDING)
    assert told.sentence == "No open finding; 5 moments wait to be gathered into findings."


@pytest.mark.parametrize(
    ("watched", "sentence"),
    [
        (3, "“Returning”: 1 of 2 watched, 1 to go."),
        (2, "Nobody of “Returning” has been watched; 2 were planned."),
    ],
)
def test_the_segment_that_lacks_most_is_named(watched: int, sentence: str) -> None:
    facts = small_study()
    told = said(replace(facts, sessions=facts.sessions[:watched]), About.PEOPLE)
    assert told.sentence == sentence


def test_who_predicted_and_never_watched_is_named_once_the_plan_is_met() -> None:
    facts = small_study()
    segments = tuple(replace(one, wanted=1) for one in facts.study.segments)
    met = replace(facts, study=replace(facts.study, segments=segments))
    assert said(met, About.PEOPLE).sentence == "Every segment was watched as planned."
    alone = replace(
        met,
        sessions=tuple(
            replace(one, exposures=(Exposure(one.id, "Bea", 0, S),)) for one in met.sessions
        ),
    )
    assert said(alone, About.PEOPLE).sentence == "Chidi predicted, and never watched a participant."
