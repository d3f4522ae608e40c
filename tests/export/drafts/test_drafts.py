"""Drafts of issues: what a tracker shows is what was said, and nothing of it is run."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

import pytest

from observer.export.drafts.draft import Draft, Sight, issue_drafts
from observer.export.drafts.markdown import Tracker, escape, markdown_draft
from observer.export.drafts.steps import MOST_STEPS, Step, steps_before
from observer.export.drafts.tables import escape_jira, gitlab_table, jira_table
from observer.export.leaving.session import LeavingSession
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.finding import Finding, FindingState
from observer.model.samples import FocusChange, InputEvent, InputKind, KeyClass
from observer.model.span import Span
from tests.database.builders import SECOND
from tests.export.exchange.sessions import leaving, said

FINDING = Finding("f1", "study-1", "Total is overlooked", "People look left", severity=3)
HOSTILE = "/close\n# big\n@team fixes #12 & !3 <script>x</script> [a](javascript:x) `b` | ~c"


def watched() -> list[LeavingSession]:
    def session(code: str, *moments: Annotation) -> LeavingSession:
        made = leaving(moments, participant=code, session_id=f"session-{code}")
        return replace(made, findings={"f1": FINDING})

    def seen(number: int, **fields: object) -> Annotation:
        told: dict[str, object] = {"finding_id": "f1", "severity": 2, **fields}
        return replace(said(number, number * SECOND), **told)  # type: ignore[arg-type]  # of `said`

    return [
        session("P01", seen(1, note="Looks left", task_id="find", codes=("doubt",)), seen(2)),
        session("P02", seen(3, note="Scrolls past", quote="Where?", component="Cart")),
        session("P03", said(4, 9 * SECOND, kind=AnnotationKind.BUG, note=HOSTILE, severity=4)),
        session("P04", said(5, 9 * SECOND, kind=AnnotationKind.IDEA, note="no problem")),
    ]


def no_steps(_: Sight) -> Iterable[Step]:
    return ()


def drafts() -> list[Draft]:
    return issue_drafts(watched(), watched(), no_steps)


def test_moments_of_one_finding_are_one_issue_counted_over_all_who_were_watched() -> None:
    bug, found = drafts()
    assert found.title == "Total is overlooked"
    assert found.frequency_words == "2 of 4 participants (P01, P02), in 3 moments"
    assert found.severity_words == "3 of 4 (major)"
    assert (found.components, found.labels) == (("Cart",), ("Doubt",))
    assert bug.frequency_words == "1 of 4 participants (P03), in 1 moment"


def test_a_draft_says_what_became_of_its_finding() -> None:
    fixed = replace(
        FINDING, state=FindingState.FIXED, issue="https://tracker.example/7", fixed_at="2026-11-14"
    )
    told = [replace(one, findings={"f1": fixed}) for one in watched()]
    draft = issue_drafts(told, told, no_steps)[1]
    words = "fixed, https://tracker.example/7, release of 2026-11-14"
    assert draft.followed_up == words
    assert f"- Followed up: {words}" in markdown_draft(draft, Tracker.GITHUB).content.decode()
    assert "*Followed up:* fixed" in jira_table([draft]).content.decode()
    assert all(one.followed_up == "" for one in drafts())


def test_one_session_asks_for_its_own_problems_still_counted_over_all() -> None:
    everybody = watched()
    (found,) = issue_drafts(everybody[1:2], everybody, no_steps)
    assert found.participants == ("P01", "P02")
    idea = everybody[3].moments[0].id
    (asked,) = issue_drafts(everybody, everybody, no_steps, [idea])
    assert asked.title == "no problem"


def test_what_the_task_expected_stands_beside_what_was_seen() -> None:
    page = markdown_draft(drafts()[1], Tracker.GITHUB).content.decode()
    assert "- Task: Find\n- one\n- Expected time: 90 s\n- Expected steps: 4\n" in page
    assert "> Looks left" in page
    assert "> “Where?”" in page


@pytest.mark.parametrize("tracker", Tracker)
def test_nothing_that_was_said_is_run_by_a_tracker(tracker: Tracker) -> None:
    page = markdown_draft(drafts()[0], tracker).content.decode()
    lines = page.splitlines()
    assert not any(line.startswith(("/close", "> /", "> # ")) for line in lines)
    assert "<script" not in page
    assert "[a](" not in page
    assert "@team" not in page
    assert "#12" not in page
    assert "!3" not in page
    assert "\\`b\\`" in page
    assert page.replace("\u200b", "").count("@team") == 1


def test_labels_for_gitlab_are_a_quick_action_of_ours_alone() -> None:
    base = drafts()[1]
    page = markdown_draft(base, Tracker.GITLAB).content.decode()
    assert [line for line in page.splitlines() if line.startswith("/")] == ['/label ~"Doubt"']


def test_words_stay_readable_in_markdown() -> None:
    assert escape("It's 3.5 s (twice), e.g. “here”!") == "It's 3.5 s (twice), e.g. “here”!"
    assert escape("Lumen & Leaf") == "Lumen & Leaf"
    assert escape("&lt;b>").replace("\u200b", "_") == "&_lt;b\\>"
    assert escape("1. first") == "1\\. first"
    assert escape("- dash") == "\\- dash"


def test_jiras_table_has_a_row_an_issue_and_no_markup_of_others() -> None:
    text = jira_table(drafts()).content.decode()
    bug, found = csv.DictReader(io.StringIO(text, newline=""))
    assert (bug["Priority"], found["Priority"]) == ("Highest", "High")
    assert (found["Component/s"], found["Labels"]) == ("Cart", "doubt")
    assert "\\[a\\]" in bug["Description"]
    assert "\n\\# big" in bug["Description"]
    assert escape_jira("h1. {code} \\\\ x") == "h1\u200b. \\{code\\} &#92;&#92; x"
    table = gitlab_table(drafts()).content.decode()
    assert [row["title"] for row in csv.DictReader(io.StringIO(table, newline=""))][1] == found[
        "Summary"
    ]


def key(at_s: float, kind: KeyClass, name: str = "") -> InputEvent:
    return InputEvent(round(at_s * SECOND), InputKind.KEY, key_class=kind, key=name)


def press(at_s: float, x: int, button: str = "left") -> InputEvent:
    return InputEvent(round(at_s * SECOND), InputKind.PRESS, x, 5, button)


EVENTS = [
    press(1, 1),
    press(200, 10),
    InputEvent(201 * SECOND, InputKind.MOVE, 5, 5),
    key(202, KeyClass.CHARACTER),
    key(202.1, KeyClass.CHARACTER),
    key(202.2, KeyClass.MODIFIER, "Shift"),
    key(203, KeyClass.EDITING, "Enter"),
    key(204, KeyClass.SHORTCUT, "Ctrl+Z"),
    key(205, KeyClass.SHORTCUT, "Ctrl+Z"),
    InputEvent(206 * SECOND, InputKind.SCROLL, dy=1),
    InputEvent(207 * SECOND, InputKind.SCROLL, dy=1),
    press(208, 20, "right"),
    press(250, 30),
]
WINDOWS = [
    FocusChange(0, "shop", "Basket"),
    FocusChange(203 * SECOND, "shop", "Pay"),
    FocusChange(207 * SECOND, "", "", secret=True),
]


def words(covered: Iterable[Span] = ()) -> list[str]:
    moment = Span(210 * SECOND, 215 * SECOND)
    return [step.words for step in steps_before(moment, EVENTS, WINDOWS, covered)]


def test_steps_are_the_acts_before_the_moment_in_plain_words() -> None:
    assert words() == [
        "In “Basket” (shop)",
        "Click at 10, 5",
        "Type text",
        "In “Pay” (shop)",
        "Press Enter",
        "Press Ctrl+Z, 2 times",
        "Scroll down",
        "In a window that is not shown",
        "Scroll down",
        "Click with the right button at 20, 5",
    ]


def test_steps_begin_with_the_task_and_keep_the_window_they_are_in() -> None:
    moment = Span(210 * SECOND, 215 * SECOND)
    since = steps_before(moment, EVENTS, WINDOWS, since_ns=204 * SECOND)
    assert [step.words for step in since][:2] == ["In “Pay” (shop)", "Press Ctrl+Z, 2 times"]
    many = [press(100 + n, n) for n in range(40)]
    long = steps_before(Span(190 * SECOND, 190 * SECOND), many, WINDOWS)
    assert [step.words for step in long][:2] == ["In “Basket” (shop)", "Click at 25, 5"]
    assert len(long) == MOST_STEPS + 1


def test_steps_never_tell_characters_nor_how_many() -> None:
    one = [key(1, KeyClass.CHARACTER, "x")]
    many = [key(1 + n / 10, KeyClass.CHARACTER) for n in range(9)]
    moment = Span(5 * SECOND, 5 * SECOND)
    assert [step.words for step in steps_before(moment, one, [])] == ["Type text"]
    assert [step.words for step in steps_before(moment, many, [])] == ["Type text"]


def test_steps_on_a_covered_picture_are_left_out() -> None:
    told = words([Span(199 * SECOND, 204 * SECOND)])
    assert told[:2] == [
        "In “Basket” (shop)",
        "(left out: what was on the screen is covered)",
    ]
    assert told[2] == "Press Ctrl+Z"
    assert "In “Pay” (shop)" not in told
