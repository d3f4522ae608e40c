from dataclasses import replace
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.model.errors import LibraryError
from observer.model.manifest import SessionState
from observer.model.sitting import Answer, Asking, Attempt
from observer.model.study import GuideQuestion, Prediction, Segment, Study, Task
from tests.database.builders import SECOND, manifest, study

SESSION = manifest().id


@pytest.fixture
def empty(tmp_path: Path) -> Library:
    """A library without a session."""
    return open_library(tmp_path / "empty")


def prediction(author: str = "Ann", task_id: str = "find", successes: int = 3) -> Prediction:
    return Prediction(task_id, author, successes, 5, 60 * SECOND, "2026-11-20T09:00:00+00:00")


def record(library: Library, name: str, session_id: str = "k3f9abcdefghjkmn") -> None:
    library.index_session(manifest(session_id, name), f"folder-{session_id}", SessionState.CLOSED)


def test_a_study_comes_back_as_it_was_described(library: Library) -> None:
    other = study("Search", "study-2")
    for one in (study(), other):
        library.save_study(one)
    assert library.study("study-1") == study()
    assert library.study_by_name("Search") == other
    assert library.study_by_name("nobody’s") is None
    assert library.study_list() == [study(), other]


def test_a_study_named_by_a_recording_becomes_the_one_that_is_described(library: Library) -> None:
    bare = library.study_by_name("Checkout")
    assert bare is not None
    assert bare == Study(bare.id, "Checkout")
    library.save_study(study())
    assert library.study_list() == [study()]
    assert library.session(SESSION).study == "Checkout"
    assert library.participants("Checkout") == ["P01"]
    with pytest.raises(LibraryError, match="no study"):
        library.study(bare.id)


def test_edited_parts_keep_their_ids_and_take_the_new_order(library: Library) -> None:
    library.save_study(study())
    find, pay = study().tasks
    edited = replace(
        study(),
        tasks=(pay, Task("more", "More"), replace(find, title="Find it", expected_steps=9)),
        guide=(),
        segments=(Segment("old", "Old customers"),),
    )
    library.save_study(edited)
    assert library.study("study-1") == edited
    assert library.study("study-1", removed=True) == edited  # nothing pointed at what went


def test_what_is_still_pointed_at_stays_as_removed_and_can_come_back(library: Library) -> None:
    library.save_study(study())
    library.save_attempt(Attempt("a", SESSION, "find", 0))
    library.save_asking(Asking(SESSION, "why", 5))
    library.save_answer(Answer(SESSION, "own", "ease", value=2))
    library.set_segment("Checkout", "P01", "new")
    bare = Study("study-1", "Checkout", tasks=(Task("late", "Late"),))
    library.save_study(bare)
    assert library.study("study-1") == bare
    kept = library.study("study-1", removed=True)
    assert kept.tasks == (Task("late", "Late"), study().tasks[0])
    assert kept.guide == study().guide
    assert [(one.id, [item.id for item in one.questions]) for one in kept.questionnaires] == [
        ("own", ["ease"])
    ]
    assert kept.segments == study().segments
    assert kept.components == ()
    library.save_study(study())
    assert library.study("study-1") == study()
    assert library.attempts(SESSION) == [Attempt("a", SESSION, "find", 0)]


def test_another_studys_attempts_do_not_keep_a_task(library: Library) -> None:
    library.save_study(study())
    library.save_study(study("Search", "study-2"))
    library.save_attempt(Attempt("a", SESSION, "find", 0))
    library.save_study(Study("study-2", "Search"))
    assert library.study("study-2", removed=True).tasks == ()


def test_two_parts_of_one_id_are_a_defect_and_change_nothing(library: Library) -> None:
    library.save_study(study())
    twice = (GuideQuestion("why", "Why?"), GuideQuestion("why", "How?"))
    with pytest.raises(ValueError, match="same id"):
        library.save_study(replace(study(), name="Other", guide=twice))
    assert library.study("study-1") == study()


def test_a_renamed_study_keeps_what_was_recorded_under_its_former_name(library: Library) -> None:
    library.save_study(study())
    library.save_study(study("Buying"))
    record(library, "Checkout")  # its folder is read again, and still says the former name
    record(library, "Checkout", "m4g8abcdefghjkmn")
    assert library.studies() == ["Buying"]
    assert {row.study for row in library.sessions()} == {"Buying"}
    assert library.study_by_name("Checkout") == study("Buying")
    assert library.participants("Checkout") == library.participants("Buying") == ["P01"]
    library.save_study(study())
    assert library.study_by_name("Buying") == study()


def test_a_name_belongs_to_one_study(library: Library) -> None:
    library.save_study(study())
    library.save_study(study("Buying"))
    other = study("Search", "study-2")
    library.save_study(other)
    for taken in ("Buying", "Checkout"):  # the second is in the folders of the first study
        with pytest.raises(LibraryError, match=f"another study called “{taken}”"):
            library.save_study(replace(other, name=taken))
        with pytest.raises(LibraryError, match="another study"):
            library.save_study(study(taken, "study-3"))
    with pytest.raises(LibraryError, match="has to have a name"):
        library.save_study(replace(other, name=" "))
    assert library.study_list() == [study("Buying"), other]


def test_a_former_name_that_no_folder_carries_is_free_again(library: Library) -> None:
    library.save_study(study("Typo", "study-2"))
    library.save_study(study("Search", "study-2"))
    library.save_study(study("Typo", "study-3"))
    assert library.study_by_name("Typo") == study("Typo", "study-3")


def test_half_characters_do_not_stop_a_study_from_being_kept(library: Library) -> None:
    library.save_study(replace(study(), question="broken \ud83d"))
    assert library.study("study-1").question == "broken ?"


def test_predictions_are_kept_one_a_person_and_task(empty: Library) -> None:
    with empty as library:
        library.save_study(study())
        for said in (
            prediction("Bo", "pay"),
            prediction("Ann"),
            prediction("Bo"),
            prediction("Ann", successes=1),
        ):
            library.save_prediction("study-1", said)
        assert library.predictions("study-1") == [
            prediction("Ann", successes=1),
            prediction("Bo"),
            prediction("Bo", "pay"),
        ]
        assert not library.predictions_locked("study-1")
        with pytest.raises(LibraryError, match="no task"):
            library.save_prediction("study-1", prediction(task_id="none"))
        with pytest.raises(LibraryError, match="no study"):
            library.save_prediction("none", prediction())


def test_the_first_session_closes_the_predictions_for_good(empty: Library) -> None:
    with empty as library:
        library.save_study(study())
        library.save_study(study("Search", "study-2"))
        library.save_prediction("study-1", prediction())
        library.index_session(manifest(), "folder", SessionState.RECORDING)
        with pytest.raises(LibraryError, match="are closed: its first session has run"):
            library.save_prediction("study-1", prediction("Bo"))
        library.save_prediction("study-2", prediction("Bo"))
        library.forget_session(SESSION)
        assert library.predictions_locked("study-1")
        assert library.predictions("study-1") == [prediction()]


def test_a_participant_has_a_segment_before_anything_is_recorded(library: Library) -> None:
    library.save_study(study())
    library.set_segment("Checkout", "P02", "new")
    assert library.participant_segment("Checkout", "P02") == "new"
    assert library.participant_segment("Checkout", "P01") == ""
    assert library.participants("Checkout") == ["P01", "P02"]
    assert library.watched_segments("Checkout") == {"": 1}
    library.set_segment("Checkout", "P01", "new")
    library.set_segment("Checkout", "P02", "")
    assert library.watched_segments("Checkout") == {"new": 1}
    with pytest.raises(LibraryError, match="no segment “none”"):
        library.set_segment("Checkout", "P01", "none")
