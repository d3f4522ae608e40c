import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observer.database.library import Library, open_library
from observer.model.errors import LibraryError, SessionNotFound
from observer.model.manifest import SessionState
from observer.model.sitting import Answer, Asking, Attempt, Debrief, Exposure, Outcome
from tests.database.builders import SECOND, manifest, study

SESSION = manifest().id


@pytest.fixture
def sitting(library: Library) -> Library:
    """The library with its study described."""
    library.save_study(study())
    return library


def watched(start_ns: int, end_ns: int, author: str = "Ann", role: str = "observer") -> Exposure:
    return Exposure(SESSION, author, start_ns, end_ns, role)


def test_an_attempt_is_kept_from_its_start_to_its_end(sitting: Library) -> None:
    begun = Attempt("a", SESSION, "find", 5 * SECOND)
    first = Attempt("b", SESSION, "pay", SECOND, 2 * SECOND, Outcome.GIVEN_UP)
    for attempt in (begun, first):
        sitting.save_attempt(attempt)
    ended = replace(
        begun, end_ns=9 * SECOND, outcome=Outcome.DIFFICULTY, helped=2, note="half \ud83d"
    )
    sitting.save_attempt(ended)
    assert sitting.attempts(SESSION) == [first, replace(ended, note="half ?")]
    sitting.remove_attempt("b")
    assert [attempt.id for attempt in sitting.attempts(SESSION)] == ["a"]
    with pytest.raises(LibraryError, match="no attempt “b”"):
        sitting.remove_attempt("b")


def test_what_was_asked_when_is_kept_and_can_be_taken_back(sitting: Library) -> None:
    late, early = Asking(SESSION, "why", 9), Asking(SESSION, "why", 3)
    for asking in (late, early, late):
        sitting.save_asking(asking)
    assert sitting.askings(SESSION) == [early, late]
    sitting.remove_asking(early)
    sitting.remove_asking(early)
    assert sitting.askings(SESSION) == [late]


def test_an_answer_takes_the_place_of_the_one_before_it(sitting: Library) -> None:
    ease = Answer(SESSION, "seq", "ease", "find", 3)
    other_task = replace(ease, task_id="pay", value=6)
    other_form = Answer(SESSION, "own", "ease", value=1, text="“so so”")
    for answer in (ease, other_task, other_form, replace(ease, value=5)):
        sitting.save_answer(answer)
    assert sitting.answers(SESSION) == [replace(ease, value=5), other_task, other_form]


def test_a_debrief_is_one_a_person_and_empty_takes_it_back(sitting: Library) -> None:
    ann, bo = Debrief(SESSION, "Ann", "They read nothing."), Debrief(SESSION, "Bo", "Nor did I.")
    for debrief in (ann, bo, replace(ann, text="They read all.")):
        sitting.save_debrief(debrief)
    assert sitting.debriefs(SESSION) == [replace(ann, text="They read all."), bo]
    sitting.save_debrief(replace(bo, text=""))
    assert [debrief.author for debrief in sitting.debriefs(SESSION)] == ["Ann"]


def test_what_the_study_never_had_is_refused(sitting: Library) -> None:
    with pytest.raises(LibraryError, match="no task “none”"):
        sitting.save_attempt(Attempt("a", SESSION, "none", 0))
    with pytest.raises(LibraryError, match="no question “none”"):
        sitting.save_asking(Asking(SESSION, "none", 0))
    with pytest.raises(LibraryError, match="no questionnaire “none”"):
        sitting.save_answer(Answer(SESSION, "none", "ease"))
    with pytest.raises(LibraryError, match="has no question “again”"):
        sitting.save_answer(Answer(SESSION, "seq", "again", "find"))
    with pytest.raises(LibraryError, match="no task “none”"):
        sitting.save_answer(Answer(SESSION, "seq", "ease", "none"))


def test_a_session_that_is_not_indexed_is_refused(sitting: Library) -> None:
    keepers: list[Callable[[], None]] = [
        lambda: sitting.save_attempt(Attempt("a", "none", "find", 0)),
        lambda: sitting.save_asking(Asking("none", "why", 0)),
        lambda: sitting.save_answer(Answer("none", "seq", "ease")),
        lambda: sitting.add_exposure(Exposure("none", "Ann", 0, 1)),
        lambda: sitting.save_debrief(Debrief("none", "Ann", "text")),
    ]
    for keep in keepers:
        with pytest.raises(SessionNotFound, match="no session “none”"):
            keep()


def test_forgetting_a_session_forgets_all_of_it(sitting: Library) -> None:
    sitting.save_attempt(Attempt("a", SESSION, "find", 0))
    sitting.save_asking(Asking(SESSION, "why", 0))
    sitting.save_answer(Answer(SESSION, "seq", "ease", "find", 3))
    sitting.add_exposure(watched(0, SECOND))
    sitting.save_debrief(Debrief(SESSION, "Ann", "text"))
    sitting.forget_session(SESSION)
    assert sitting.attempts(SESSION) == []
    assert sitting.askings(SESSION) == []
    assert sitting.answers(SESSION) == []
    assert sitting.exposures() == []
    assert sitting.debriefs(SESSION) == []


def test_a_stretch_that_is_told_again_while_it_grows_stays_one(sitting: Library) -> None:
    for end_s in (10, 20, 15):
        sitting.add_exposure(watched(5 * SECOND, end_s * SECOND))
    sitting.add_exposure(watched(30 * SECOND, 40 * SECOND))
    sitting.add_exposure(watched(0, 40 * SECOND, "Bo"))
    assert sitting.exposures(SESSION, "Ann") == [
        watched(5 * SECOND, 20 * SECOND),
        watched(30 * SECOND, 40 * SECOND),
    ]
    sitting.add_exposure(watched(20 * SECOND, 30 * SECOND))
    assert sitting.exposures(author="Ann") == [watched(5 * SECOND, 40 * SECOND)]
    assert [one.author for one in sitting.exposures(SESSION)] == ["Bo", "Ann"]


def test_exposure_is_told_by_session_and_person(sitting: Library) -> None:
    earlier = manifest("m4g8abcdefghjkmn", wall_start="2026-11-01T10:00:00+01:00")
    sitting.index_session(earlier, "earlier", SessionState.CLOSED)
    sitting.add_exposure(watched(0, 5))
    sitting.add_exposure(replace(watched(0, 7), session_id=earlier.id))
    assert [one.session_id for one in sitting.exposures()] == [earlier.id, SESSION]
    assert [one.length_ns for one in sitting.exposures(author="Ann")] == [7, 5]
    assert sitting.exposures(author="Nobody") == []


def test_who_moderated_a_part_is_the_moderator_of_the_whole(sitting: Library) -> None:
    sitting.add_exposure(watched(0, 10))
    sitting.add_exposure(watched(5, 15, role="moderator"))
    sitting.add_exposure(watched(12, 20, role="note taker"))
    assert sitting.exposures() == [watched(0, 20, role="moderator")]


def test_a_stretch_that_ends_before_it_starts_is_a_defect(sitting: Library) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        sitting.add_exposure(watched(5, 4))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for many examples, each of which begins by emptying it."""
    with open_library(tmp_path_factory.mktemp("shared")) as opened:
        opened._connection._database.execute("PRAGMA synchronous=off")  # no power fails here
        yield opened


STRETCHES = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.integers(0, 8),
        st.sampled_from(["Ann", "Bo"]),
        st.sampled_from(["observer", "moderator", "note taker"]),
    ),
    max_size=10,
)


@given(told=STRETCHES, data=st.data())
@settings(max_examples=60, deadline=None)
def test_exposure_is_the_union_of_what_was_told_in_any_order(
    shared: Library, told: list[tuple[int, int, str, str]], data: st.DataObject
) -> None:
    results = []
    for order in (told, data.draw(st.permutations(told))):
        if any(row.id == SESSION for row in shared.sessions()):
            shared.forget_session(SESSION)
        shared.index_session(manifest(), "folder", SessionState.CLOSED)
        for start, length, author, role in order:
            shared.add_exposure(watched(start, start + length, author, role))
        results.append(shared.exposures())
    assert results[0] == results[1]
    for author in ("Ann", "Bo"):
        mine = [one for one in results[0] if one.author == author]
        covered = {ns for one in mine for ns in range(one.start_ns, one.end_ns)}
        assert covered == {
            ns
            for start, length, who, _ in told
            if who == author
            for ns in range(start, start + length)
        }
        assert sum(one.length_ns for one in mine) == len(covered)
        assert all(a.end_ns < b.start_ns for a, b in pairwise(mine))


def test_watching_that_was_none_is_taken_back_for_one_person_and_session(sitting: Library) -> None:
    earlier = manifest("m4g8abcdefghjkmn", wall_start="2026-11-01T10:00:00+01:00")
    sitting.index_session(earlier, "earlier", SessionState.CLOSED)
    kept = (replace(watched(0, 7), session_id=earlier.id), watched(0, 10, "Bo"))
    for one in (*kept, watched(0, 10), watched(20, 30)):
        sitting.add_exposure(one)
    sitting.remove_exposures(SESSION, "Ann")
    assert sitting.exposures() == list(kept)
