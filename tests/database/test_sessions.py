from dataclasses import replace

import pytest

from observer.database.library import Library, open_library
from observer.database.rows import FolderStamp
from observer.model.annotation import ReviewState
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.errors import SessionNotFound
from observer.model.manifest import SessionState, TrackEntry
from observer.model.samples import FocusChange
from tests.database.builders import SECOND, annotation, manifest
from tests.database.builders import study as make_study


def test_a_session_is_listed_as_its_manifest_says(library: Library) -> None:
    (row,) = library.sessions()
    assert (row.study, row.participant, row.state) == ("Checkout", "P01", SessionState.CLOSED)
    assert (row.duration_ns, row.recorded_at) == (60 * SECOND, "2026-11-21T10:00:00+01:00")
    assert row.folder == "2026-11-21-checkout-P01-k3f9"
    assert row == library.session(row.id)


def test_sessions_are_listed_newest_last_whatever_their_time_zone(library: Library) -> None:
    later = manifest("b" * 16, wall_start="2026-11-21T09:30:00+00:00")  # 10:30 with +01:00
    earlier = manifest("c" * 16, wall_start="2026-11-21T22:00:00+14:00")  # 09:00 with +01:00
    for one in (later, earlier):
        library.index_session(one, one.id, SessionState.CLOSED)
    assert [row.id[0] for row in library.sessions()] == ["c", "k", "b"]


def test_indexing_a_session_again_brings_it_up_to_date_and_keeps_what_was_said(
    library: Library,
) -> None:
    library.add_annotation(annotation("kept"))
    longer = replace(
        manifest(participant="P02"),
        duration_ns=90 * SECOND,
        tracks=(TrackEntry(TrackKind.SCREEN, ("recording-001.mkv",)),),
    )
    library.index_session(longer, "renamed", SessionState.INTERRUPTED)
    (row,) = library.sessions()
    assert (row.participant, row.duration_ns, row.folder) == ("P02", 90 * SECOND, "renamed")
    assert (row.state, row.moments) == (SessionState.INTERRUPTED, 1)


def test_moments_are_counted_without_removed_ones(library: Library) -> None:
    first, second = annotation("one"), annotation("two")
    library.add_annotation(first)
    library.add_annotation(second)
    library.remove_annotation(first.id)
    assert library.session(first.session_id).moments == 1


def test_studies_and_their_participants_are_known_by_name(library: Library) -> None:
    for session_id, study, participant in (("d" * 16, "Search", "P09"), ("e" * 16, "Search", "P2")):
        one = manifest(session_id, study, participant)
        library.index_session(one, session_id, SessionState.CLOSED)
    assert library.studies() == ["Checkout", "Search"]
    assert library.participants("Search") == ["P09", "P2"]
    assert library.participants("nobody knows") == []


def test_an_unknown_session_is_not_found(library: Library) -> None:
    with pytest.raises(SessionNotFound, match="zzzz"):
        library.session("zzzz")
    with pytest.raises(SessionNotFound):
        library.forget_session("zzzz")
    with pytest.raises(SessionNotFound):
        library.index_windows("zzzz", [])
    with pytest.raises(SessionNotFound):
        library.add_annotation(annotation(session_id="zzzz"))


def test_forgetting_a_session_leaves_nothing_of_it(library: Library) -> None:
    library.add_annotation(annotation("secret"))
    library.index_windows(manifest().id, [FocusChange(0, "Firefox", "secret title")])
    library.forget_session(manifest().id)
    assert library.sessions() == []
    assert library.search("secret") == []
    assert library.annotations(manifest().id) == []


def test_a_missing_session_keeps_what_was_said_and_can_come_back(library: Library) -> None:
    library.add_annotation(annotation("kept"))
    library.mark_missing([manifest().id])
    assert library.session(manifest().id).state is SessionState.MISSING
    assert library.session(manifest().id).moments == 1
    library.index_session(manifest(), "found", SessionState.CLOSED)
    assert library.session(manifest().id).state is SessionState.CLOSED


def test_the_manifest_a_session_was_indexed_from_is_remembered(library: Library) -> None:
    library.index_session(manifest(), "here", SessionState.CLOSED, FolderStamp(7, 8))
    (folder,) = library.indexed_folders()
    assert (folder.session_id, folder.folder) == (manifest().id, "here")
    assert (folder.state, folder.stamp) == (SessionState.CLOSED, FolderStamp(7, 8))


def test_who_signed_and_what_they_agreed_to_is_kept_as_the_manifest_says(library: Library) -> None:
    signed = Consent(
        items=(ConsentItem.SCREEN, ConsentItem.SHARING),
        agreed_at="2026-11-21T09:55:00+01:00",
        text="Prima di cominciare\n\n✓ Lo schermo. → Sì.",
        language="it",
        name="Rosa Bianchi",
        signature="M10.0,20.0L30.0,40.0",
    )
    one = replace(manifest("d" * 16), consent=signed)
    library.index_session(one, one.id, SessionState.CLOSED)
    assert library.consent(one.id) == signed
    library.index_session(replace(one, consent=manifest().consent), one.id, SessionState.CLOSED)
    assert library.consent(one.id) == manifest().consent
    with pytest.raises(SessionNotFound):
        library.consent("nothing")


def test_a_change_made_here_or_by_another_process_is_told(library: Library) -> None:
    before = library.changes()
    library.sessions()
    assert library.changes() == before
    library.set_review_state(manifest().id, ReviewState.DONE)
    own = library.changes()
    assert own != before
    with open_library(library.folder) as other:
        other.set_review_state(manifest().id, ReviewState.IN_REVIEW)
    assert library.changes() != own


def test_a_session_tells_its_participants_segment(library: Library) -> None:
    described = replace(make_study(), id=library.study_list()[0].id)
    library.save_study(described)
    assert library.session(manifest().id).segment == ""
    library.set_segment("Checkout", "P01", "new")
    assert library.sessions_of({manifest().id, "another"})[0].segment == "New customers"
