import threading
from dataclasses import replace

import pytest

from observer.database.history import changed
from observer.database.library import Library
from observer.model.annotation import AnnotationKind
from observer.model.errors import LibraryError
from tests.database.builders import SECOND, annotation, manifest


def test_annotations_come_back_as_they_were_said_in_time_order(library: Library) -> None:
    late, early = annotation("späte Stelle – “quoted”", start_s=9), annotation("", start_s=2)
    library.add_annotation(late)
    library.add_annotation(early)
    assert library.annotations(manifest().id) == [early, late]
    assert library.annotation(late.id) == late


def test_a_replaced_annotation_has_all_its_new_fields(library: Library) -> None:
    said = annotation("before")
    library.add_annotation(said)
    changed = replace(said, kind=AnnotationKind.QUOTE, severity=4, note="after", end_ns=50 * SECOND)
    library.replace_annotation(changed)
    assert library.annotations(said.session_id) == [changed]
    assert [hit.annotation_id for hit in library.search("after")] == [said.id]
    assert library.search("before") == []


def test_an_unknown_annotation_is_a_known_error(library: Library) -> None:
    said = annotation("removed")
    library.add_annotation(said)
    library.remove_annotation(said.id)
    for annotation_id in (said.id, "never-was"):
        with pytest.raises(LibraryError, match="no annotation"):
            library.annotation(annotation_id)
        with pytest.raises(LibraryError, match="no annotation"):
            library.remove_annotation(annotation_id)
    with pytest.raises(LibraryError, match="no annotation"):
        library.replace_annotation(said)


def test_landing_marks_again_neither_overwrites_nor_resurrects(library: Library) -> None:
    edited, removed, fresh = annotation("edited"), annotation("removed"), annotation("fresh")
    assert library.land_annotations([edited, removed]) == 2
    library.record("Ann", [changed(edited, replace(edited, note="by hand"))], "changed the note")
    library.remove_annotation(removed.id)
    assert library.land_annotations([edited, removed, fresh]) == 1
    assert sorted(one.note for one in library.annotations(manifest().id)) == ["by hand", "fresh"]


def test_half_characters_do_not_stop_a_note_from_being_kept(library: Library) -> None:
    library.add_annotation(annotation("broken \ud83d title"))
    assert library.annotations(manifest().id)[0].note == "broken ? title"


def test_any_thread_may_use_the_library(library: Library) -> None:
    def say(author: str) -> None:
        for number in range(20):
            library.add_annotation(annotation(f"{author} {number}", author=author))

    threads = [threading.Thread(target=say, args=(name,), name=name) for name in ("Ann", "Bo")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.annotations(manifest().id)) == 40
