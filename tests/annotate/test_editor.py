import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.model.annotation import AnnotationKind
from observer.model.errors import ObserverError, SessionNotFound
from observer.model.manifest import SessionState
from tests.database.builders import SECOND, manifest

FRICTION, QUOTE = AnnotationKind.FRICTION, AnnotationKind.QUOTE


@pytest.fixture
def editor(library: Library) -> Editor:
    return Editor(library, manifest().id, "Ann")


def notes(editor: Editor) -> list[str]:
    return [said.note for said in editor.annotations()]


def test_adding_says_what_was_added_and_by_whom(editor: Editor) -> None:
    change = editor.add(FRICTION, 3 * SECOND, note="Post code refused")
    (said,) = editor.annotations()
    assert change.changed_ids == (said.id,)
    assert change.what == "adding “Post code refused”"
    assert (said.author, said.kind, said.severity) == ("Ann", FRICTION, None)
    assert said.start_ns == said.end_ns == 3 * SECOND


def test_a_change_touches_only_the_fields_it_names(editor: Editor) -> None:
    (said_id,) = editor.add(FRICTION, SECOND, 2 * SECOND, 1, "note").changed_ids
    editor.change(said_id, severity=None, end_ns=5 * SECOND)
    editor.change(said_id, kind=QUOTE)
    (said,) = editor.annotations()
    assert (said.kind, said.severity, said.note) == (QUOTE, None, "note")
    assert (said.start_ns, said.end_ns) == (SECOND, 5 * SECOND)


def test_undo_and_redo_are_named_in_plain_words(editor: Editor) -> None:
    assert (editor.undo_text, editor.redo_text) == ("", "")
    (said_id,) = editor.add(FRICTION, 866 * SECOND).changed_ids
    assert editor.undo_text == "adding the friction at 14:26"
    editor.change(said_id, note="Post code refused")
    assert editor.undo_text == "note of “Post code refused”"
    editor.change(said_id, severity=3)
    assert editor.undo_text == "severity of “Post code refused”"
    editor.change(said_id, start_ns=860 * SECOND, end_ns=870 * SECOND)
    assert editor.undo_text == "start and end of “Post code refused”"
    editor.remove(said_id)
    assert editor.undo_text == "removing “Post code refused”"
    editor.undo()
    assert editor.redo_text == "removing “Post code refused”"


def test_everything_can_be_undone_and_made_again(editor: Editor) -> None:
    (said_id,) = editor.add(FRICTION, SECOND, note="first").changed_ids
    editor.change(said_id, note="second")
    editor.remove(said_id)
    seen = []
    while (change := editor.undo()) is not None:
        assert change.changed_ids == (said_id,)
        seen.append(notes(editor))
    assert seen == [["second"], ["first"], []]
    assert not editor.can_undo
    seen = []
    while editor.redo() is not None:
        seen.append(notes(editor))
    assert seen == [["first"], ["second"], []]
    assert not editor.can_redo


def test_a_new_edit_ends_what_could_be_redone(editor: Editor) -> None:
    editor.add(FRICTION, SECOND, note="undone")
    editor.undo()
    assert editor.redo_text == "adding “undone”"
    editor.add(FRICTION, SECOND, note="other")
    assert not editor.can_redo
    assert editor.redo() is None
    assert notes(editor) == ["other"]


def test_a_change_that_changes_nothing_leaves_no_trace(editor: Editor) -> None:
    (said_id,) = editor.add(FRICTION, SECOND, severity=2, note="same").changed_ids
    editor.undo()
    editor.redo()
    assert editor.change(said_id, severity=2, note="same").changed_ids == ()
    assert editor.undo_text == "adding “same”"


def test_the_history_lasts_over_a_restart(library: Library) -> None:
    editor = Editor(library, manifest().id, "Ann")
    (said_id,) = editor.add(FRICTION, SECOND, severity=1, note="kept").changed_ids
    editor.change(said_id, severity=4)
    library.close()
    with open_library(library.folder) as reopened:
        again = Editor(reopened, manifest().id, "Ann")
        assert again.undo_text == "severity of “kept”"
        again.undo()
        assert again.annotations()[0].severity == 1


def test_authors_undo_only_their_own_changes(library: Library) -> None:
    ann, bo = (Editor(library, manifest().id, author) for author in ("Ann", "Bo"))
    (said_id,) = ann.add(FRICTION, SECOND, note="by Ann").changed_ids
    bo.change(said_id, severity=3)
    ann.change(said_id, note="by Ann, twice")
    assert bo.undo_text == "severity of “by Ann”"
    bo.undo()
    (said,) = ann.annotations()
    assert (said.severity, said.note) == (None, "by Ann, twice")
    assert not bo.can_undo
    ann.undo()
    bo.redo()
    (said,) = ann.annotations()
    assert (said.severity, said.note) == (3, "by Ann")


def test_undoing_never_leaves_a_moment_that_ends_before_it_starts(library: Library) -> None:
    ann, bo = (Editor(library, manifest().id, author) for author in ("Ann", "Bo"))
    (said_id,) = ann.add(FRICTION, 5 * SECOND, 10 * SECOND).changed_ids
    ann.change(said_id, end_ns=20 * SECOND)
    bo.change(said_id, start_ns=15 * SECOND)
    ann.undo()
    (said,) = ann.annotations()
    assert (said.start_ns, said.end_ns) == (5 * SECOND, 10 * SECOND)


def test_histories_of_two_sessions_are_apart(library: Library) -> None:
    other = manifest("z" * 16)
    library.index_session(other, "other", SessionState.CLOSED)
    here, there = (Editor(library, one.id, "Ann") for one in (manifest(), other))
    here.add(FRICTION, SECOND)
    assert not there.can_undo
    assert there.undo() is None


@pytest.mark.parametrize(
    ("start_ns", "end_ns", "severity", "message"),
    [
        (5, 4, None, "end before it starts"),
        (-1, None, None, "before the session's start"),
        (5, None, 5, "not a severity"),
        (5, None, -1, "not a severity"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(
    editor: Editor, start_ns: int, end_ns: int | None, severity: int | None, message: str
) -> None:
    with pytest.raises(ObserverError, match=message) as caught:
        editor.add(FRICTION, start_ns, end_ns, severity)
    assert caught.value.remedy.startswith("Choose")
    assert editor.annotations() == []
    (said_id,) = editor.add(FRICTION, 3).changed_ids
    end_ns = max(start_ns, 3) if end_ns is None else end_ns
    with pytest.raises(ObserverError, match=message):
        editor.change(said_id, start_ns=start_ns, end_ns=end_ns, severity=severity)
    assert editor.undo_text == "adding the friction at 00:00"


def test_an_end_that_would_lie_before_the_kept_start_is_refused(editor: Editor) -> None:
    (said_id,) = editor.add(FRICTION, 5 * SECOND).changed_ids
    with pytest.raises(ObserverError, match="end before it starts"):
        editor.change(said_id, end_ns=4 * SECOND)


def test_an_unknown_annotation_or_session_is_refused(library: Library, editor: Editor) -> None:
    other = manifest("z" * 16)
    library.index_session(other, "other", SessionState.CLOSED)
    (elsewhere,) = Editor(library, other.id, "Ann").add(FRICTION, 1).changed_ids
    for said_id in ("unknown", elsewhere):
        with pytest.raises(ObserverError):
            editor.change(said_id, severity=1)
        with pytest.raises(ObserverError):
            editor.remove(said_id)
    with pytest.raises(SessionNotFound):
        Editor(library, "unknown", "Ann")
