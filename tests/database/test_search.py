from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from observer.database.library import Library, open_library
from observer.database.search import to_query
from observer.model.manifest import SessionState
from observer.model.samples import FocusChange
from tests.database.builders import annotation, manifest


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all examples; opening one for each would take most of the time."""
    with open_library(tmp_path_factory.mktemp("search")) as library:
        library.index_session(manifest(), "folder", SessionState.CLOSED)
        library.add_annotation(annotation("0 a words post ſ"))
        yield library


def test_all_words_must_occur_and_the_last_may_be_begun(library: Library) -> None:
    said = annotation("The post code was refused twice")
    library.add_annotation(said)
    for text in ("post code", "code post", "refused tw", "POST", "twi"):
        assert [hit.annotation_id for hit in library.search(text)] == [said.id], text
    for text in ("pos code", "post card", "wice"):
        assert library.search(text) == [], text


def test_accents_and_case_do_not_matter(library: Library) -> None:
    library.add_annotation(annotation("Müde vom Café in Łódź"))
    for text in ("mude", "CAFÉ", "cafe", "müde"):
        assert len(library.search(text)) == 1, text


def test_notes_come_before_window_titles_newest_first(library: Library) -> None:
    first, second = annotation("delivery"), annotation("delivery again")
    library.add_annotation(first)
    library.add_annotation(second)
    library.index_windows(manifest().id, [FocusChange(3, "Firefox", "Delivery – Shop")])
    hits = library.search("delivery")
    assert [hit.annotation_id for hit in hits] == [second.id, first.id, None]
    assert [hit.where for hit in hits] == ["note", "note", "window title"]
    assert (hits[2].time_ns, hits[2].text) == (3, "Delivery – Shop")
    assert library.search("delivery", limit=1) == hits[:1]
    assert library.search("delivery", limit=0) == []


def test_a_title_that_returns_is_found_once_where_it_first_came(library: Library) -> None:
    changes = [
        FocusChange(time_ns, "Firefox", title)
        for time_ns, title in ((1, "Basket"), (2, "Basket"), (3, "Mail"), (4, "Basket"))
    ]
    library.index_windows(manifest().id, changes)
    assert [hit.time_ns for hit in library.search("basket")] == [1]
    library.index_windows(manifest().id, changes[2:3])
    assert library.search("basket") == []


@settings(max_examples=60, deadline=None)
@given(st.text())
@example('" OR NEAR(* ^ note:')
@example("don't -NOT AND")
@example("\x00post")
@example("\ud83d")
@example("_")
def test_whatever_a_person_types_is_only_words(filled: Library, text: str) -> None:
    for hit in filled.search(text):
        assert hit.text
    words = to_query(text)
    assert (words == "") or (words.startswith('"') and words.endswith('"*'))


def test_operators_and_quotes_are_looked_for_as_words(library: Library) -> None:
    said = annotation("said “this AND that” to don't@shop.example (twice)")
    library.add_annotation(said)
    for text in ('"this AND', "(twice", "don't@shop.ex", "twice*", "- twice -"):
        assert [hit.annotation_id for hit in library.search(text)] == [said.id], text
    for text in ("this OR that", "note: twice", "NOT this"):
        assert library.search(text) == [], text
