"""Attempts that are put right after the sit-in."""

import pytest

from observer.annotate.attempts import Attempts
from observer.database.library import Library
from observer.model.errors import LibraryError
from observer.model.manifest import SessionState
from observer.model.sitting import Outcome
from observer.model.span import Span
from tests.database.builders import SECOND, manifest, study

SESSION = manifest().id


@pytest.fixture
def attempts(library: Library) -> Attempts:
    library.index_session(manifest(SESSION), SESSION, SessionState.CLOSED)
    library.save_study(study())
    return Attempts(library, SESSION)


def test_an_attempt_is_added_and_the_step_taken_back(attempts: Attempts) -> None:
    step = attempts.add("find", Span(2 * SECOND, 5 * SECOND), Outcome.SUCCESS)
    (made,) = attempts.all()
    assert (made.task_id, made.start_ns, made.end_ns) == ("find", 2 * SECOND, 5 * SECOND)
    assert made.outcome is Outcome.SUCCESS
    attempts.take_back(step)
    assert attempts.all() == ()


def test_a_removed_attempt_comes_back_as_it_was(attempts: Attempts) -> None:
    attempts.add("find", Span(2, 5))
    (made,) = attempts.all()
    attempts.change(made.id, outcome=Outcome.FAILED, helped=2, note="Asked for the voucher")
    (as_it_was,) = attempts.all()
    step = attempts.remove(made.id)
    assert attempts.all() == ()
    attempts.take_back(step)
    assert attempts.all() == (as_it_was,)


def test_taking_a_step_back_leaves_what_was_corrected_since(attempts: Attempts) -> None:
    attempts.add("find", Span(2, 5), Outcome.SUCCESS)
    (made,) = attempts.all()
    step = attempts.change(made.id, outcome=Outcome.GIVEN_UP)
    attempts.change(made.id, note="said so aloud")
    attempts.take_back(step)
    (now,) = attempts.all()
    assert (now.outcome, now.note) == (Outcome.SUCCESS, "said so aloud")


def test_help_is_never_less_than_none(attempts: Attempts) -> None:
    attempts.add("find", Span(2, 5))
    (made,) = attempts.all()
    attempts.change(made.id, helped=-1)
    assert attempts.all()[0].helped == 0


def test_a_task_of_another_study_and_an_attempt_that_is_gone_are_refused(
    attempts: Attempts,
) -> None:
    with pytest.raises(LibraryError, match="has no task"):
        attempts.add("nowhere", Span(1, 2))
    with pytest.raises(LibraryError, match="no attempt"):
        attempts.change("gone", note="x")
