"""A study's rows, read by the hundred thousand, are what each of its sessions says."""

import sqlite3
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, asdict, replace
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.database.unchecked import maker_of
from observer.model.annotation import Annotation, AnnotationKind, Standing
from observer.model.manifest import SessionState
from observer.model.samples import FocusChange
from observer.model.sitting import Answer, Attempt, Exposure, Outcome
from tests.database.builders import SECOND, annotation, manifest, study

SESSIONS = ("session-a", "session-b")


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Library]:
    """Two sessions of one study, in which the same moments were marked, and one of another."""
    with open_library(tmp_path) as library:
        library.save_study(study())
        for number, session_id in enumerate((*SESSIONS, "elsewhere")):
            name = study().name if session_id in SESSIONS else "Other"
            about = manifest(session_id, name, f"P{number}")
            library.index_session(about, session_id, SessionState.CLOSED)
            for said in _moments(session_id):
                library.add_annotation(said)
        yield library


def _moments(session_id: str) -> list[Annotation]:
    late = annotation("late", session_id, 30)
    return [
        late,
        replace(annotation("long", session_id, 5), end_ns=20 * SECOND),
        replace(
            annotation("short", session_id, 5),
            kind=AnnotationKind.QUOTE,
            severity=4,
            codes=("doubt", "delay"),
            rule="rage clicks",
            reason="4 clicks",
        ),
        annotation("as short", session_id, 5),
        replace(annotation("only suggested", session_id, 1), rule="x", standing=Standing.SUGGESTED),
        replace(late, id=late.id[::-1], note="first", start_ns=0, end_ns=0),
    ]


def test_a_study_says_what_each_of_its_sessions_says(held: Library) -> None:
    told = held.study_annotations(study().id)
    assert told == {session_id: held.annotations(session_id) for session_id in SESSIONS}
    for said in told["session-a"]:
        assert held.annotation(said.id) == said
        assert Annotation(**asdict(said)) == said  # as its own checks would have made it


def test_moments_come_in_their_time_s_order_and_of_equals_the_earlier_said(held: Library) -> None:
    notes = [said.note for said in held.annotations("session-a")]
    assert notes == ["first", "short", "as short", "long", "late"]


def test_a_value_of_a_row_is_frozen_and_of_its_kind(held: Library) -> None:
    said = held.annotations("session-a")[1]
    assert type(said) is Annotation
    assert isinstance(said.kind, AnnotationKind)
    assert said.codes == ("doubt", "delay")
    assert hash(said) == hash(replace(said))
    with pytest.raises(FrozenInstanceError):
        said.note = "other"  # type: ignore[misc]  # that is what must fail
    assert maker_of(FocusChange)(5, "shop", "Cart") == FocusChange(5, "shop", "Cart")


def test_what_a_value_would_refuse_its_table_refuses(held: Library) -> None:
    for column, value in (("severity", 5), ("start_ns", -1), ("end_ns", 0)):
        with (
            pytest.raises(sqlite3.IntegrityError, match="CHECK"),
            held._connection.reading() as database,
        ):
            database.execute(f"UPDATE annotations SET {column} = {value} WHERE note = 'late'")


def test_what_happened_in_a_study_is_what_happened_in_its_sessions(held: Library) -> None:
    for session_id in SESSIONS:
        ended = Attempt(f"2{session_id}", session_id, "find", 9, 40, Outcome.DIFFICULTY, 2, "slow")
        held.save_attempt(ended)
        held.save_attempt(Attempt(f"1{session_id}", session_id, "pay", 5))
        held.save_answer(Answer(session_id, "seq", "ease", "find", 6, "well"))
        held.save_answer(Answer(session_id, "own", "ease"))
        held.add_exposure(Exposure(session_id, "Ann", 5, 9, "moderator"))
        held.index_windows(session_id, [FocusChange(0, "shop", "Cart"), FocusChange(7, "", "é")])
    told = held.study_sitting(study().id)
    for session_id in SESSIONS:
        assert told.attempts[session_id] == held.attempts(session_id)
        assert [one.outcome for one in told.attempts[session_id]] == [None, Outcome.DIFFICULTY]
        assert told.answers[session_id] == held.answers(session_id)
        assert told.exposures[session_id] == held.exposures(session_id)
        assert told.windows[session_id] == held.windows(session_id)
        assert len(told.windows[session_id]) == 2
