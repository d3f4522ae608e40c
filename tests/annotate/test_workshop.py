from dataclasses import replace

import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.model.annotation import Annotation, AnnotationKind, ReviewState, Standing
from observer.model.errors import ObserverError
from observer.model.manifest import SessionState
from observer.model.samples import FocusChange
from observer.model.sitting import Attempt
from tests.database.builders import SECOND, annotation, manifest, study

SESSION = manifest().id


@pytest.fixture
def ann(library: Library) -> Editor:
    library.index_session(manifest(), "folder", SessionState.CLOSED)
    library.save_study(study())
    library.index_windows(
        SESSION,
        [
            FocusChange(0, "mail", "Inbox"),
            FocusChange(10 * SECOND, "browser", "Cart – Shop"),
            FocusChange(20 * SECOND, "mail", "Inbox"),
        ],
    )
    library.save_attempt(Attempt("a1", SESSION, "pay", 5 * SECOND, 15 * SECOND))
    return Editor(library, SESSION, "Ann")


def the(editor: Editor, annotation_id: str) -> Annotation:
    return next(one for one in editor.annotations() if one.id == annotation_id)


def suggestion(start_s: int, end_s: int, rule: str = "rage-clicks") -> Annotation:
    plain = annotation(start_s=start_s, author="rule")
    return replace(
        plain,
        end_ns=end_s * SECOND,
        rule=rule,
        reason="6 clicks in 3.1 s, nothing changed",
        standing=Standing.SUGGESTED,
    )


def test_a_moment_knows_the_component_team_and_task_it_lies_in(ann: Editor) -> None:
    (inside,) = ann.add(AnnotationKind.FRICTION, 12 * SECOND).changed_ids
    (after,) = ann.add(AnnotationKind.FRICTION, 16 * SECOND).changed_ids
    (mail,) = ann.add(AnnotationKind.FRICTION, 25 * SECOND).changed_ids
    (chosen,) = ann.add(AnnotationKind.FRICTION, 12 * SECOND, component="Search").changed_ids
    assert (the(ann, inside).component, the(ann, inside).team) == ("Cart", "Checkout team")
    assert the(ann, inside).task_id == "pay"
    assert (the(ann, after).component, the(ann, after).task_id) == ("Cart", "")
    assert (the(ann, mail).component, the(ann, mail).team) == ("", "")
    assert the(ann, chosen).component == "Search"


def test_many_are_changed_and_undone_in_one_step(ann: Editor) -> None:
    ids = [ann.add(AnnotationKind.NOTE, at * SECOND).changed_ids[0] for at in range(4)]
    ann.change(ids[0], severity=2)
    change = ann.change_many(ids, severity=2)
    assert change.changed_ids == tuple(ids[1:])  # the first was so already
    assert change.what == "severity of the note at 00:01 and 2 others"
    undone = ann.undo()
    assert undone is not None
    assert set(undone.changed_ids) == set(ids[1:])
    assert [the(ann, one).severity for one in ids] == [2, None, None, None]
    ann.redo()
    assert [the(ann, one).severity for one in ids] == [2, 2, 2, 2]
    ann.remove_many(ids)
    assert ann.annotations() == []
    assert ann.undo_text == "removing 4 moments"
    ann.undo()
    assert len(ann.annotations()) == 4


def test_codes_are_applied_taken_off_and_come_back(ann: Editor) -> None:
    first, second = (ann.add(AnnotationKind.NOTE, at).changed_ids[0] for at in (1, 2))
    ann.set_code([first], "doubt", applied=True)
    ann.set_code([first, second], "cost", applied=True)
    assert the(ann, first).codes == ("doubt", "cost")
    ann.set_code([first], "doubt", applied=False)
    assert the(ann, first).codes == ("cost",)
    ann.undo()
    assert the(ann, first).codes == ("doubt", "cost")
    ann.undo()
    assert (the(ann, first).codes, the(ann, second).codes) == (("doubt",), ())


def test_comments_are_said_changed_and_undone_by_their_author_alone(
    ann: Editor, library: Library
) -> None:
    (said,) = ann.add(AnnotationKind.NOTE, 1).changed_ids
    bob = Editor(library, SESSION, "Bob")
    bob.comment(said, "I saw that too")
    (comment,) = bob.comments()
    assert (comment.author, comment.text, comment.annotation_id) == ("Bob", "I saw that too", said)
    with pytest.raises(ObserverError, match="Bob's"):
        ann.change_comment(comment.id, "no")
    bob.change_comment(comment.id, "So did I")
    assert bob.comments()[0].text == "So did I"
    bob.undo()
    assert bob.comments()[0].text == "I saw that too"
    bob.remove_comment(comment.id)
    assert bob.comments() == []
    bob.undo()
    assert bob.comments()[0].text == "I saw that too"
    ann.undo()  # the moment itself goes: its comment is not shown either, and comes back with it
    assert ann.annotations() == []
    with pytest.raises(ObserverError, match="words"):
        bob.comment(said, "  ")


def test_a_suggestion_counts_once_a_person_keeps_it_and_a_rejected_one_stays_away(
    ann: Editor, library: Library
) -> None:
    kept, refused = suggestion(1, 3), suggestion(8, 9)
    assert library.suggest(SESSION, [kept, refused]) == 2
    assert ann.annotations() == []
    assert [one.id for one in ann.suggestions()] == [kept.id, refused.id]
    assert library.session(SESSION).moments == 0
    assert ann.accept([kept.id]).what == "accepting the friction at 00:01"
    accepted = the(ann, kept.id)
    assert (accepted.author, accepted.standing, accepted.rule) == (
        "Ann",
        Standing.KEPT,
        "rage-clicks",
    )
    ann.reject([refused.id])
    assert [one.standing for one in ann.suggestions()] == [Standing.REJECTED]
    assert library.session(SESSION).moments == 1
    ann.undo()
    assert [one.standing for one in ann.suggestions()] == [Standing.SUGGESTED]
    ann.redo()
    # The rule runs again: what a person judged is neither replaced nor raised a second time.
    again = [suggestion(2, 3), suggestion(8, 8), suggestion(20, 21)]
    assert library.suggest(SESSION, again) == 1
    assert [(one.start_ns // SECOND, one.standing) for one in ann.suggestions()] == [
        (8, Standing.REJECTED),
        (20, Standing.SUGGESTED),
    ]
    assert library.suggest(SESSION, [], ["rage-clicks"]) == 0
    assert [one.standing for one in ann.suggestions()] == [Standing.REJECTED]


def test_a_persons_moment_is_no_suggestion(ann: Editor, library: Library) -> None:
    (said,) = ann.add(AnnotationKind.NOTE, 1).changed_ids
    with pytest.raises(ObserverError, match="suggested"):
        ann.accept([said])
    with pytest.raises(ValueError, match="suggestion"):
        library.suggest(SESSION, [annotation()])


def test_what_was_rejected_can_wait_for_a_judgement_again(ann: Editor, library: Library) -> None:
    said = suggestion(3, 6)
    library.suggest(SESSION, [said])
    ann.reject([said.id])
    ann.reconsider([said.id])
    assert [one.standing for one in ann.suggestions()] == [Standing.SUGGESTED]
    ann.undo()
    assert [one.standing for one in ann.suggestions()] == [Standing.REJECTED]


def test_the_first_edit_begins_the_review_and_none_ends_it(ann: Editor, library: Library) -> None:
    assert library.session(SESSION).review is ReviewState.TO_REVIEW
    ann.add(AnnotationKind.NOTE, 1)
    assert library.session(SESSION).review is ReviewState.IN_REVIEW
    library.set_review_state(SESSION, ReviewState.DONE)
    ann.add(AnnotationKind.NOTE, 2)
    assert library.session(SESSION).review is ReviewState.DONE
