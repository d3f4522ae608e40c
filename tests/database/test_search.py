from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from observer.database.library import Library, open_library
from observer.database.search_query import to_query
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
    query = to_query(text)
    assert (query.whole == "") or (query.whole.startswith('"') and query.whole.endswith('"'))
    assert query.begun in (query.whole, f"{query.whole}*")


def test_operators_and_quotes_are_looked_for_as_words(library: Library) -> None:
    said = annotation("said “this AND that” to don't@shop.example (twice)")
    library.add_annotation(said)
    for text in ('"this AND', "(twice", "don't@shop.ex", "twice*", "- twice -"):
        assert [hit.annotation_id for hit in library.search(text)] == [said.id], text
    for text in ("this OR that", "note: twice", "NOT this"):
        assert library.search(text) == [], text


def test_words_in_quotation_marks_stay_together_and_whole(library: Library) -> None:
    said = annotation("The post code was refused")
    library.add_annotation(said)
    for text in (
        '"post code"',
        "“post code” refu",
        'refused "the post"',
        '"post code',
        "„post code“",
    ):
        assert [hit.annotation_id for hit in library.search(text)] == [said.id], text
    for text in ('"code post"', '"post cod"', '"was refuse"'):
        assert library.search(text) == [], text


def test_a_whole_word_comes_before_a_begun_one(library: Library) -> None:
    whole, begun = annotation("pay"), annotation("payment")
    library.add_annotation(whole)
    library.add_annotation(begun)
    assert [hit.annotation_id for hit in library.search("pay")] == [whole.id, begun.id]
    assert [hit.annotation_id for hit in library.search("paym")] == [begun.id]


def test_the_latest_session_comes_first_however_it_came_into_the_library(library: Library) -> None:
    for day in (20, 23, 22):
        made = manifest(f"session-{day}", wall_start=f"2026-11-{day}T10:00:00+01:00")
        library.index_session(made, f"folder-{day}", SessionState.CLOSED)
        library.add_annotation(annotation("delivery", f"session-{day}"))
        library.index_windows(f"session-{day}", [FocusChange(3, "Firefox", "Delivery")])
    order = [(hit.session_id[-2:], hit.where) for hit in library.search("delivery")]
    assert order == [
        (day, where) for where in ("note", "window title") for day in ("23", "22", "20")
    ]


def test_sessions_of_the_same_minute_are_kept_apart(library: Library) -> None:
    """Their numbers stand side by side."""
    for number in range(4):
        library.index_session(
            manifest(f"session-{number}"), f"folder-{number}", SessionState.CLOSED
        )
        library.add_annotation(annotation("delivery", f"session-{number}"))
    assert {hit.session_id for hit in library.search("delivery")} == {
        f"session-{number}" for number in range(4)
    }
    (only,) = library.search("delivery", session_id="session-2")
    assert only.session_id == "session-2"


def test_one_session_is_searched_alone(library: Library) -> None:
    library.index_session(manifest("other"), "other", SessionState.CLOSED)
    here, there = annotation("delivery"), annotation("delivery", "other")
    library.add_annotation(here)
    library.add_annotation(there)
    library.index_windows("other", [FocusChange(3, "Firefox", "Delivery")])
    here_id = manifest().id
    assert [hit.annotation_id for hit in library.search("del", session_id=here_id)] == [here.id]
    assert [hit.where for hit in library.search("del", session_id="other")] == [
        "note",
        "window title",
    ]
    assert library.search("delivery", session_id="nobody's") == []


def test_a_find_shows_which_words_were_looked_for(library: Library) -> None:
    library.add_annotation(annotation("The post code was refused: Café code"))
    (hit,) = library.search("code caf")
    assert [hit.text[start:end] for start, end in hit.matches] == ["code", "Café", "code"]


def test_of_a_note_and_its_quote_the_one_that_holds_more_of_the_words_is_shown(
    library: Library,
) -> None:
    said = annotation("Continue does nothing: six clicks")
    library.add_annotation(replace(said, quote="My post code is fine"))
    (hit,) = library.search("post c")
    assert hit.where == "quote"
    assert library.search("nothing post")[0].where == "note"


def test_a_long_text_is_shown_around_its_match(library: Library) -> None:
    library.add_annotation(annotation("before " * 60 + "the needle lies here " + "after " * 60))
    (hit,) = library.search("needle")
    ((start, end),) = hit.matches
    assert hit.text[start:end] == "needle"
    assert hit.text.startswith("…")
    assert hit.text.endswith("…")
    assert start < 60
    assert len(hit.text) < 200
