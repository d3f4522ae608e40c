from dataclasses import replace

import pytest

from observer.database.library import Library
from observer.model.errors import LibraryError, SessionNotFound
from observer.model.finding import Assumptions, Finding, FindingState
from observer.model.manifest import SessionState
from observer.model.redaction import Area, Cover, Redaction
from observer.model.reel import Reel, ReelClip, TitleCard
from tests.database.builders import SECOND, annotation, manifest, study

SESSION = manifest().id


@pytest.fixture
def held(library: Library) -> Library:
    library.save_study(study())
    library.index_session(manifest(), "folder", SessionState.CLOSED)
    return library


def redaction(**other: object) -> Redaction:
    plain = Redaction(
        "r1", SESSION, "Ann", Cover.PICTURE, SECOND, 3 * SECOND, Area(10, 20, 300, 40), "browser"
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # the tests name real fields


def test_redactions_come_back_as_they_were_kept_and_go_with_their_session(held: Library) -> None:
    tone = redaction(id="r2", cover=Cover.TONE, area=None, window="", start_ns=0)
    for one in (redaction(), tone, redaction(end_ns=4 * SECOND, reason="card number")):
        held.save_redaction(one)
    assert held.redactions(SESSION) == [
        tone,
        redaction(end_ns=4 * SECOND, reason="card number"),
    ]
    held.remove_redaction("r2")
    assert [one.id for one in held.redactions(SESSION)] == ["r1"]
    with pytest.raises(SessionNotFound):
        held.save_redaction(redaction(session_id="gone"))
    held.forget_session(SESSION)
    assert held.redactions(SESSION) == []


def test_an_area_is_for_pictures_alone() -> None:
    with pytest.raises(ValueError, match="area"):
        redaction(cover=Cover.SILENCE)
    with pytest.raises(ValueError, match="area"):
        redaction(area=None)


def test_reels_keep_their_order_and_the_latest_is_first(held: Library) -> None:
    items = (TitleCard("Checkout", quote="How much?"), ReelClip(SESSION, 1, 5, "Twice", "m1"))
    held.save_reel(Reel("a", "First", items))
    held.save_reel(Reel("b", "Second"))
    held.save_reel(Reel("a", "First, again", items[::-1]))
    again = held.reel("a")
    assert (again.title, again.items, again.session_ids) == (
        "First, again",
        items[::-1],
        (SESSION,),
    )
    assert {one.id for one in held.reels()} == {"a", "b"}
    held.remove_reel("a")
    with pytest.raises(LibraryError, match="no reel"):
        held.reel("a")


def test_what_left_is_remembered_once_a_path(held: Library) -> None:
    held.note_export([SESSION], "/somewhere/clip.mp4", "clip")
    held.note_export([SESSION], "/somewhere/clip.mp4", "clip")
    held.note_export([SESSION], "/somewhere/report.html", "report")
    assert sorted(one.kind for one in held.exports(SESSION)) == ["clip", "report"]
    assert held.exports("other") == []


def test_a_finding_gathers_moments_of_many_sessions(held: Library) -> None:
    other = replace(manifest(), id="other-session-id", participant="P02")
    held.index_session(other, "other", SessionState.CLOSED)
    here, there = annotation("Total hidden"), annotation("No total", session_id=other.id)
    for said in (here, there):
        held.add_annotation(said)
    found = Finding("f1", study().id, "The total comes late", severity=3)
    held.save_finding(found)
    held.save_finding(replace(found, state=FindingState.FIXED, fixed_at="2026-12-01"))
    (kept,) = held.findings(study().id)
    assert (kept.name, kept.state, kept.fixed_at) == (
        "The total comes late",
        FindingState.FIXED,
        "2026-12-01",
    )
    held.link_moments([here.id, there.id], "f1")
    by_session = held.study_annotations(study().id)
    assert {one.finding_id for session in by_session.values() for one in session} == {"f1"}
    with pytest.raises(LibraryError, match="no finding"):
        held.link_moments([here.id], "f9")
    held.remove_finding("f1")
    assert held.annotation(here.id).finding_id == ""
    with pytest.raises(LibraryError, match="name"):
        held.save_finding(replace(found, name=" "))


def test_the_cost_rests_on_what_was_said(held: Library) -> None:
    assert held.assumptions(study().id) == Assumptions()
    told = Assumptions(20_000, 1.5, 40.0, "EUR")
    held.set_assumptions(study().id, told)
    held.save_study(replace(study(), question="Other?"))
    assert held.assumptions(study().id) == told
    with pytest.raises(LibraryError):
        held.assumptions("no such study")
