"""What attempts took of the hands, worked out by hand."""

import math
from dataclasses import replace

import pytest

from observer.analysis.effort import effort_of, lostness, lostness_of
from observer.analysis.intervals import Estimate, geometric_mean_of_counts
from observer.analysis.task_effort import TaskEffort, WindowShare
from observer.analysis.task_figures import task_figures
from observer.analysis.tracks import Tracks
from observer.model.effort import Effort
from observer.model.samples import FocusChange, InputEvent, InputKind, KeyClass
from observer.model.sitting import Attempt, Outcome
from observer.model.span import Span
from tests.analysis.small_study import FAILED, OK, S, attempt, session, small_study

MOVE, PRESS, RELEASE = InputKind.MOVE, InputKind.PRESS, InputKind.RELEASE
TRY = Attempt("a", "s", "pay", 10 * S, 30 * S, Outcome.SUCCESS)


def event(at_s: float, kind: InputKind, x: int = 0, y: int = 0) -> InputEvent:
    return InputEvent(round(at_s * S), kind, x, y)


def window(at_s: float, application: str, title: str, *, secret: bool = False) -> FocusChange:
    return FocusChange(round(at_s * S), application, title, secret=secret)


def figures(*events: InputEvent, windows: tuple[FocusChange, ...] = (), **more: object) -> Effort:
    tracks = Tracks(60 * S, events, windows)
    return effort_of(replace(tracks, **more), TRY)  # type: ignore[arg-type]  # real fields


def test_clicks_and_the_pointers_way_are_those_of_the_attempt_alone() -> None:
    found = figures(
        event(5, PRESS, 900, 900),  # before it
        event(11, MOVE, 0, 0),
        event(12, MOVE, 300, 400),  # 500 px
        event(12.1, PRESS, 300, 400),
        event(12.2, RELEASE, 300, 400),
        event(13, MOVE, 300, 500),  # 100 px
        InputEvent(14 * S, InputKind.KEY, key_class=KeyClass.CHARACTER),  # has no place
        event(15, PRESS, 300, 500),
        event(30, PRESS, 900, 900),  # the attempt is over
    )
    assert found.clicks == 2
    assert found.pointer_px == pytest.approx(600)


def test_nothing_is_added_over_a_gap_and_the_gap_is_said() -> None:
    events = (event(11, MOVE), event(12, MOVE, 100), event(20, MOVE, 900), event(21, MOVE, 950))
    found = figures(
        *events, gaps=(Span(13 * S, 18 * S), Span(15 * S, 19 * S), Span(40 * S, 50 * S))
    )
    assert found.pointer_px == pytest.approx(150)
    assert found.unseen_ns == 6 * S  # two gaps lie over each other, one after the attempt


def test_help_is_counted_as_the_rule_counts_it() -> None:
    key = InputEvent(12 * S, InputKind.KEY, key_class=KeyClass.FUNCTION, key="F1")
    found = figures(
        key,
        replace(key, time_ns=13 * S),  # the same turn
        replace(key, time_ns=40 * S),  # not in the attempt
        windows=(window(0, "web", "Help"), window(20, "web", "Shop"), window(29, "web", "FAQ")),
    )
    assert found.help_turns == 1  # the page at 29 s follows within a minute
    assert figures(key, windows=(window(9, "web", "Help"),)).help_turns == 1
    assert figures(event(11, MOVE), windows=(window(9, "web", "Help"),)).help_turns == 0


def test_places_are_windows_and_pages_and_coming_back_is_a_step() -> None:
    found = figures(
        windows=(
            window(0, "web", "Cart"),  # in front as it begins
            window(12, "web", "Cart"),  # only made larger
            window(15, "web", "Pay"),
            window(18, "web", "Cart"),
            window(22, "mail", "Inbox"),
            window(30, "web", "Later"),
        )
    )
    assert (found.steps, found.places) == (4, 3)
    assert found.fronts == (("web", 12 * S), ("mail", 8 * S))
    # R = 2: sqrt((3/4 - 1)² + (2/3 - 1)²)
    assert lostness(4, 3, 2) == pytest.approx(math.sqrt(1 / 16 + 1 / 9))


def test_a_secret_window_counts_and_the_bare_desktop_and_pauses_do_not() -> None:
    found = figures(
        windows=(
            window(0, "web", "Cart"),
            window(14, "", "", secret=True),
            window(20, "", ""),
            window(22, "web", "Cart"),
        ),
        gaps=(Span(14 * S, 20 * S), Span(24 * S, 26 * S)),
    )
    # web 10 to 14 and 22 to 30 less the pause; what is secret was not recorded, yet in front.
    assert found.fronts == (("web", 10 * S), ("", 6 * S))
    assert found.unseen_ns == 8 * S


def test_what_was_not_recorded_has_no_figure() -> None:
    found = effort_of(Tracks(60 * S), TRY)
    assert found == Effort("a", "s", 10 * S, 30 * S)
    with pytest.raises(ValueError, match="lasts"):
        effort_of(Tracks(60 * S), replace(TRY, end_ns=None))


def test_how_lost_somebody_was() -> None:
    # Smith's scale: the shortest way is not lost at all.
    assert lostness(4, 4, 4) == 0
    # 8 steps over 6 places where 3 would do: sqrt((6/8 - 1)² + (3/6 - 1)²).
    assert lostness(8, 6, 3) == pytest.approx(math.sqrt(0.25**2 + 0.5**2))
    assert lostness(0, 0, 3) is None
    assert lostness(8, 6, 0) is None


def test_who_went_through_fewer_places_than_the_task_takes_is_not_called_lost() -> None:
    inside = Effort("a", "s", 0, S, steps=3, places=2)
    assert lostness_of(inside, 2) == pytest.approx(1 / 3)
    # By the formula hypot(1/3, 2): one window of a program, and a task of six clicks.
    assert lostness_of(inside, 6) is None
    assert lostness_of(Effort("a", "s", 0, S), 2) is None


def test_the_typical_count_may_be_nought() -> None:
    # Bartlett's log(x + 1): (1 * 4 * 16)^(1/3) - 1 = 3; nobody clicks less than not at all.
    told = geometric_mean_of_counts([0, 3, 15])
    assert told is not None
    assert told.value == pytest.approx(3)
    assert told.low == 0
    # t(0.975, 2) = 4.3027; the logarithms are 0, ln 4 and ln 16, their deviation ln 4.
    assert told.high == pytest.approx(math.exp(math.log(4) * (1 + 4.3027 / math.sqrt(3))) - 1, 1e-4)
    assert geometric_mean_of_counts([]) is None
    with pytest.raises(ValueError, match="below 0"):
        geometric_mean_of_counts([-1])


def pay_effort(*efforts: Effort) -> TaskEffort:
    facts = small_study()
    by_session = {one.session_id: one for one in efforts}
    task = replace(facts.study.tasks[0], expected_steps=2)
    sessions = tuple(
        replace(one, efforts=(by_session[one.id],) if one.id in by_session else ())
        for one in facts.sessions
    )
    study = replace(facts.study, tasks=(task, *facts.study.tasks[1:]))
    return task_figures(replace(facts, study=study, sessions=sessions))[0].effort


def measured(number: int, seconds: float, **said: object) -> Effort:
    made = attempt(number, "pay", seconds, OK)
    assert made.end_ns is not None
    plain = Effort(made.id, made.session_id, made.start_ns, made.end_ns)
    return replace(plain, **said)  # type: ignore[arg-type]  # the tests name real fields


def test_a_tasks_figures_are_over_its_participants() -> None:
    told = pay_effort(
        measured(
            1, 55, clicks=9, pointer_px=999, help_turns=0, steps=2, places=2, fronts=(("web", 3),)
        ),
        measured(
            2,
            65,
            clicks=39,
            pointer_px=3999,
            help_turns=2,
            steps=4,
            places=2,
            fronts=(("web", 1), ("mail", 1)),
        ),
        measured(5, 300, clicks=500, pointer_px=9e5, help_turns=1, steps=8, places=4),
    )
    clicks, way, lost = (known(one) for one in (told.clicks, told.pointer_px, told.lostness))
    # P05 failed: 500 clicks are not what the task takes. (10 * 40)^(1/2) - 1 = 19.
    assert clicks.value == pytest.approx(19)
    assert clicks.count == 2
    assert way.value == pytest.approx(1999)
    # Lostness 0; |2/4 - 1| = 0.5, which is not above 0.5; hypot(0.5, 0.5) = 0.7071.
    assert lost.value == pytest.approx((0.5 + math.sqrt(0.5)) / 3)
    assert lost.count == 3
    assert lost.low == 0
    assert told.lost == 1
    assert (told.help_turns, told.sought_help, len(told.told_help)) == (3, 2, 3)
    # P01 in the web all the time, P02 half of it; P05's windows were not recorded.
    assert told.windows == (WindowShare("web", 0.75), WindowShare("mail", 0.25))


def test_an_effort_of_an_attempt_that_was_moved_is_none() -> None:
    moved = replace(measured(1, 55, clicks=9), end_ns=70 * S)
    assert pay_effort(moved) == TaskEffort()


def test_nobody_says_how_few_steps_so_nobody_is_lost() -> None:
    facts = small_study()
    made = replace(
        session(1), efforts=(measured(1, 55, clicks=3, steps=9, places=3, help_turns=None),)
    )
    told = task_figures(replace(facts, sessions=(made,)))[0].effort
    assert (told.lostness, told.lost, told.help_turns) == (None, 0, None)
    assert FAILED not in [one.attempt.outcome for one in told.measured]


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate
