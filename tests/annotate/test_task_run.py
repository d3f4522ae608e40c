"""Going through a study's tasks: what is kept of each attempt, and what undo takes back."""

import pytest

from observer.annotate.task_run import TaskRun
from observer.model.clock import NS_PER_SECOND
from observer.model.sitting import Attempt, Outcome
from observer.model.study import Task

TASKS = (Task("find", "Find a kettle"), Task("pay", "Pay for it"))
SECOND = NS_PER_SECOND


class Shelf:
    def __init__(self) -> None:
        self.kept: dict[str, Attempt] = {}

    def save(self, attempt: Attempt) -> None:
        self.kept[attempt.id] = attempt

    def remove(self, attempt_id: str) -> None:
        del self.kept[attempt_id]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def run(shelf: Shelf) -> TaskRun:
    return TaskRun("s1", TASKS, shelf.save, shelf.remove)


def test_each_attempt_is_kept_as_it_begins_and_as_it_ends(run: TaskRun, shelf: Shelf) -> None:
    run.start(5 * SECOND)
    (begun,) = shelf.kept.values()
    assert (begun.task_id, begun.start_ns, begun.end_ns) == ("find", 5 * SECOND, None)
    run.help()
    run.finish(65 * SECOND, Outcome.DIFFICULTY)
    (ended,) = shelf.kept.values()
    assert ended == Attempt(
        begun.id, "s1", "find", 5 * SECOND, 65 * SECOND, Outcome.DIFFICULTY, helped=1
    )
    assert run.task == TASKS[1]
    run.start(70 * SECOND)
    run.finish(90 * SECOND, Outcome.GIVEN_UP)
    assert len(shelf.kept) == 2
    assert run.number == 3


def test_a_finish_without_a_start_changes_nothing(run: TaskRun, shelf: Shelf) -> None:
    run.finish(5 * SECOND, Outcome.SUCCESS)
    run.help()
    assert shelf.kept == {}
    assert run.number == 1


def test_a_task_that_runs_is_not_left_by_accident(run: TaskRun) -> None:
    run.start(SECOND)
    run.go_to(2)
    assert run.number == 1
    run.start(2 * SECOND)
    assert len(run.attempts) == 1


def test_undo_takes_a_finish_back_and_then_the_start(run: TaskRun, shelf: Shelf) -> None:
    run.start(SECOND)
    run.finish(9 * SECOND, Outcome.FAILED)
    run.undo()
    assert run.number == 1
    assert run.running is not None
    assert [attempt.outcome for attempt in shelf.kept.values()] == [None]
    run.undo()
    assert shelf.kept == {}
    assert not run.can_undo


def test_a_second_try_is_an_attempt_of_its_own(run: TaskRun, shelf: Shelf) -> None:
    run.start(SECOND)
    run.finish(9 * SECOND, Outcome.FAILED)
    run.go_to(1)
    run.start(20 * SECOND)
    assert [attempt.task_id for attempt in shelf.kept.values()] == ["find", "find"]


def test_a_new_window_takes_up_what_an_earlier_one_left(shelf: Shelf) -> None:
    before = [
        Attempt("a1", "s1", "find", SECOND, 9 * SECOND, Outcome.SUCCESS),
        Attempt("a2", "s1", "pay", 10 * SECOND),
    ]
    run = TaskRun("s1", TASKS, shelf.save, shelf.remove)
    run.go_on_from(before)
    assert [attempt.id for attempt in (run.running,) if attempt] == ["a2"]
    assert run.number == 2
    run.go_on_from(before[:1])
    assert run.running is None
    assert run.number == 2
