"""Everything that holds words is found, and what keeps it found is right after every change."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.database.steps import search_views
from observer.model.annotation import AnnotationKind, Standing
from observer.model.manifest import SessionState
from observer.model.samples import FocusChange
from observer.model.sitting import Answer, Attempt, Debrief
from observer.model.study import Code
from tests.database.builders import SECOND, annotation, manifest, study

HERE = manifest().id


@pytest.fixture
def described(library: Library) -> Library:
    """The library's study with tasks, codes and segments."""
    library.save_study(replace(study(), id=library.study_list()[0].id))
    return library


def check(library: Library) -> None:
    """The index holds exactly what the views say is to be found."""
    connection = library._connection
    expected = [
        tuple(row.values())
        for view in search_views.VIEWS
        for row in connection.rows(f"SELECT number, said, quote, labels FROM {view}")
    ]
    held = [tuple(row.values()) for row in connection.rows("SELECT * FROM search_texts")]
    assert sorted(held) == sorted(expected)
    with connection.writing() as database:
        database.execute(
            "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        )


def found(library: Library, text: str) -> list[tuple[str, int]]:
    return [(hit.where.value, hit.time_ns // SECOND) for hit in library.search(text)]


def test_what_is_said_beside_a_note_is_found_at_its_moment(described: Library) -> None:
    described.add_annotation(
        replace(
            annotation("a note", start_s=7),
            quote="It just says invalid",
            codes=("doubt",),
            component="Cart",
            team="Cedar",
        )
    )
    for text, where in (("invalid", "quote"), ("doubt", "label"), ("cedar cart", "label")):
        (hit,) = described.search(text)
        assert (hit.where, hit.time_ns) == (where, 7 * SECOND), text
    assert described.search("doubt")[0].about == "a note"
    check(described)


def test_notes_and_quotes_come_before_what_is_only_labelled(described: Library) -> None:
    noted, labelled = annotation("the cart", start_s=1), annotation("else", start_s=2)
    described.add_annotation(noted)
    described.add_annotation(replace(labelled, component="Cart"))
    assert found(described, "cart") == [("note", 1), ("label", 2)]


def test_attempts_answers_and_debriefs_are_found(described: Library) -> None:
    described.save_attempt(
        Attempt("a1", HERE, "find", 3 * SECOND, 9 * SECOND, note="looked in the footer")
    )
    described.save_answer(Answer(HERE, "seq", "ease", "find", 3, "the footer confused me"))
    described.save_debrief(Debrief(HERE, "Ann", "Nobody reads the footer"))
    assert found(described, "footer") == [("debrief", 60), ("answer", 9), ("task note", 3)]
    assert found(described, "find") == [("task", 3)]
    described.save_attempt(Attempt("a1", HERE, "find", 3 * SECOND, 9 * SECOND, note="at once"))
    described.save_answer(Answer(HERE, "seq", "ease", "find", 3))
    described.save_debrief(Debrief(HERE, "Ann", ""))
    assert found(described, "footer") == []
    check(described)
    described.remove_attempt("a1")
    assert found(described, "find") == []
    check(described)


def test_a_session_is_found_by_its_study_participant_and_segment(described: Library) -> None:
    described.set_segment("Checkout", "P01", "new")
    for text in ("checkout", "P01", "new customers"):
        assert [hit.session_id for hit in described.search(text)] == [HERE], text
    described.set_segment("Checkout", "P01", "")
    assert described.search("customers") == []
    check(described)


def test_a_comment_is_found_as_long_as_its_annotation_is_there(described: Library) -> None:
    editor = Editor(described, HERE, "Ann")
    (moment_id,) = editor.add(AnnotationKind.NOTE, 4 * SECOND, note="slow").changed_ids
    editor.comment(moment_id, "the spinner never stops")
    (hit,) = described.search("spinner")
    assert (hit.where, hit.annotation_id, hit.time_ns) == ("comment", moment_id, 4 * SECOND)
    editor.remove(moment_id)
    assert described.search("spinner") == described.search("slow") == []
    check(described)
    editor.undo()
    assert found(described, "spinner") == [("comment", 4)]
    editor.undo()
    assert described.search("spinner") == []
    check(described)


def test_a_suggestion_is_found_once_somebody_keeps_it(described: Library) -> None:
    suggested = replace(
        annotation("clicked in rage"), rule="rage-clicks", standing=Standing.SUGGESTED
    )
    described.suggest(HERE, [suggested])
    assert described.search("rage") == []
    editor = Editor(described, HERE, "Ann")
    editor.accept([suggested.id])
    assert [hit.annotation_id for hit in described.search("rage")] == [suggested.id]
    editor.undo()
    editor.reject([suggested.id])
    assert described.search("rage") == []
    check(described)


def _rename_study(library: Library) -> None:
    library.save_study(replace(library.study_list()[0], name="Basket study"))


def _rename_code(library: Library) -> None:
    library.save_study(
        replace(library.study_list()[0], codebook=(Code("doubt", "Hesitation"), Code("x", "Joy")))
    )


def _take_code_out(library: Library) -> None:
    library.save_study(replace(library.study_list()[0], codebook=()))


def _rename_task(library: Library) -> None:
    one = library.study_list()[0]
    library.save_study(replace(one, tasks=(replace(one.tasks[0], title="Lamp"), *one.tasks[1:])))


def _rename_segment(library: Library) -> None:
    one = library.study_list()[0]
    library.save_study(replace(one, segments=(replace(one.segments[0], name="Newcomers"),)))


@pytest.mark.parametrize(
    ("change", "gone", "there"),
    [
        (_rename_study, "checkout", "basket"),
        (_rename_code, "doubt", "hesitation"),
        (_take_code_out, "doubt", "checkout"),
        (_rename_task, "find", "lamp"),
        (_rename_segment, "customers", "newcomers"),
    ],
)
def test_what_is_renamed_is_found_under_its_new_name(
    described: Library, change: Callable[[Library], None], gone: str, there: str
) -> None:
    described.set_segment("Checkout", "P01", "new")
    described.add_annotation(replace(annotation("note"), codes=("doubt",)))
    described.save_attempt(Attempt("a1", HERE, "find", 3))
    assert described.search(gone)
    change(described)
    assert described.search(gone) == []
    assert described.search(there)
    check(described)


def test_nothing_of_a_forgotten_session_is_found(described: Library) -> None:
    editor = Editor(described, HERE, "Ann")
    (moment_id,) = editor.add(AnnotationKind.NOTE, 4 * SECOND, note="spinner").changed_ids
    editor.comment(moment_id, "spinner")
    described.index_windows(HERE, [FocusChange(3, "Spinner", "Spinner")])
    described.save_debrief(Debrief(HERE, "Ann", "spinner"))
    described.forget_session(HERE)
    assert described.search("spinner") == described.search("checkout") == []
    check(described)


def test_a_scrubbed_library_holds_no_trace_of_a_forgotten_session(tmp_path: Path) -> None:
    """Deleting alone leaves the words in the index: the file itself is looked through."""
    word, kept = "quetzalcoatl", "armadillo"
    folder = tmp_path / "library"

    def held(text: str) -> bool:
        return any(text.encode() in file.read_bytes() for file in folder.glob("library.db*"))

    with closing(open_library(folder)) as library:
        for number in range(40):
            one = manifest(f"session-{number}")
            library.index_session(one, f"folder-{number}", SessionState.CLOSED)
            library.add_annotation(annotation(f"{word} {number}", one.id))
            library.index_windows(one.id, [FocusChange(1, "app", f"{kept} {number}")])
        assert held(word)
        with library.together():  # the word that comes and goes in one go
            library.add_annotation(annotation(f"{word}uppercase", "session-0"))
            library.forget_session("session-0")
        for number in range(1, 20):
            library.forget_session(f"session-{number}")
        with library.together():
            for said in [s for n in range(20, 40) for s in library.annotations(f"session-{n}")]:
                library.replace_annotation(replace(said, note="plain"))
        assert library.search(word) == []
        library.scrub_search()
        assert not held(word)
        assert held(kept)
        assert len(library.search(kept)) == 20
        check(library)
