"""A session that goes from one library to another, and back."""

import shutil
from pathlib import Path

import pytest

from observer.intake.travel.pack import pack_session
from observer.model.annotation import AnnotationKind, ReviewState
from observer.model.errors import Cancelled, ExportError
from observer.model.sitting import Answer, Attempt, Debrief, Outcome
from observer.session.verify import verify_session
from tests.intake.travel.conftest import Place


def moment(place: Place, note: str = "Looks twice") -> str:
    said = place.library.kept_annotations(place.session_id)
    return next(kept.said.id for kept in said if kept.said.note.startswith(note))


def test_a_packed_session_is_whole_in_another_library(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    editor = ann.editor("Ann")
    editor.set_code([moment(ann)], "doubt", applied=True)
    editor.comment(moment(ann), "Ask about this")
    ann.library.save_attempt(Attempt("a1", ann.session_id, "pay", 5, 50, Outcome.FAILED))
    ann.library.save_answer(Answer(ann.session_id, "seq", "ease", "pay", 3))
    ann.library.save_debrief(Debrief(ann.session_id, "Ann", "The total comes late"))
    ann.library.set_review_state(ann.session_id, ReviewState.DONE)
    packed = ann.pack(tmp_path / "sitin.observer")
    report = bob.unpack(packed)
    assert report.is_new
    assert bob.said() == ann.said()
    assert verify_session(bob.folder()).ok
    assert report.row.review is ReviewState.DONE
    ours, theirs = bob.library.study_list()[0], ann.library.study_list()[0]
    assert ours == theirs
    assert bob.library.search("twice")
    # What Ann did can be undone in Bob's library, by Ann.
    undone = bob.editor("Ann").undo()
    assert undone is not None
    assert undone.what.startswith("comment on")


def test_unpacking_again_changes_nothing(ann: Place, bob: Place, tmp_path: Path) -> None:
    packed = ann.pack(tmp_path / "sitin.observer")
    bob.unpack(packed)
    before = bob.said()
    report = bob.unpack(packed)
    assert (report.is_new, report.merged.added, report.merged.updated) == (False, 0, 0)
    assert bob.said() == before
    assert [path.name for path in bob.root.iterdir() if path.name.startswith(".")] == []


def test_both_sides_edits_are_kept_whichever_way_they_travel(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    bob.unpack(ann.pack(tmp_path / "1.observer"))
    the = moment(ann)
    ann.editor("Ann").change(the, severity=4)
    bob.editor("Bob").change(the, note="Looks for the total")
    bob.editor("Bob").add(AnnotationKind.QUOTE, 300, note="Only Bob saw this")
    ann.editor("Ann").add(AnnotationKind.BUG, 500, note="Only Ann saw this")
    report = ann.unpack(bob.pack(tmp_path / "2.observer"))
    assert report.merged.added == 1
    assert report.merged.kept_both == ()
    united = ann.library.annotation(the)
    assert (united.severity, united.note) == (4, "Looks for the total")
    bob.unpack(ann.pack(tmp_path / "3.observer"))
    assert bob.said() == ann.said()
    assert len(ann.library.annotations(ann.session_id)) == 3


def test_where_both_changed_the_same_the_later_is_shown_and_the_other_stays_as_a_comment(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    bob.unpack(ann.pack(tmp_path / "1.observer"))
    the = moment(ann)
    ann.editor("Ann").change(the, note="Hesitates")
    bob.editor("Bob").change(the, note="Looks for the total")  # later
    report = ann.unpack(bob.pack(tmp_path / "2.observer"))
    assert report.merged.kept_both == ("note of “Hesitates”",)
    assert ann.library.annotation(the).note == "Looks for the total"
    (kept,) = ann.library.comments(ann.session_id)
    assert kept.text == "In the other copy of this session the note is: Hesitates"
    bob.unpack(ann.pack(tmp_path / "3.observer"))
    assert bob.said() == ann.said()
    ann.unpack(bob.pack(tmp_path / "4.observer"))
    assert len(ann.library.comments(ann.session_id)) == 1


def test_a_moment_removed_here_and_edited_there_stays(
    ann: Place, bob: Place, tmp_path: Path
) -> None:
    bob.unpack(ann.pack(tmp_path / "1.observer"))
    the = moment(ann)
    bob.editor("Bob").change(the, severity=1)
    ann.editor("Ann").remove(the)
    ann.unpack(bob.pack(tmp_path / "2.observer"))
    assert ann.library.annotation(the).severity == 1
    ann.editor("Ann").remove(the)  # once more, with nothing said against it
    bob.unpack(ann.pack(tmp_path / "3.observer"))
    assert bob.library.annotations(bob.session_id) == []


def test_attempts_and_answers_that_differ_keep_both(ann: Place, bob: Place, tmp_path: Path) -> None:
    attempt = Attempt("a1", ann.session_id, "pay", 5, 50, Outcome.FAILED)
    ann.library.save_attempt(attempt)
    ann.library.save_answer(Answer(ann.session_id, "seq", "ease", "pay", 3))
    bob.unpack(ann.pack(tmp_path / "1.observer"))
    bob.library.save_attempt(Attempt("a1", ann.session_id, "pay", 5, 90, Outcome.SUCCESS))
    bob.library.save_answer(Answer(ann.session_id, "seq", "ease", "pay", 6))
    bob.library.save_debrief(Debrief(ann.session_id, "Ann", "And it is slow"))
    for _ in range(3):  # there and back: nothing piles up
        ann.unpack(bob.pack(tmp_path / f"{_}b.observer"))
        bob.unpack(ann.pack(tmp_path / f"{_}a.observer"))
    (here,) = ann.library.attempts(ann.session_id)
    assert (here.outcome, here.end_ns) == (Outcome.FAILED, 50)
    assert here.note == "In the other copy: success · 0.0 to 0.0 s"
    (answer,) = ann.library.answers(ann.session_id)
    assert (answer.value, answer.text) == (3, "In the other copy: 6")
    assert ann.library.debriefs(ann.session_id) == bob.library.debriefs(ann.session_id)


def test_a_pack_is_whole_or_not_there(ann: Place, tmp_path: Path) -> None:
    out = tmp_path / "out" / "sitin.observer"
    with pytest.raises(ExportError, match="no folder"):
        ann.pack(out)
    out.parent.mkdir()
    with pytest.raises(Cancelled):
        pack_session(ann.library, ann.folder(), out, cancelled=lambda: True)
    assert list(out.parent.iterdir()) == []
    ann.pack(out)
    with pytest.raises(ExportError, match="exists"):
        ann.pack(out)


def test_a_session_whose_folder_is_gone_comes_back_with_its_pack(
    ann: Place, tmp_path: Path
) -> None:
    packed = ann.pack(tmp_path / "sitin.observer")
    ann.editor("Ann").add(AnnotationKind.IDEA, 7, note="said afterwards")
    before = ann.said()
    shutil.rmtree(ann.folder())
    assert ann.unpack(packed).is_new
    assert ann.said() == before
    assert verify_session(ann.folder()).ok
