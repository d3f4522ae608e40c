"""Consent, plans, ids, annotations and errors: the values and what they refuse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.model import errors
from observer.model.annotation import Annotation, AnnotationKind, Mark
from observer.model.consent import (
    NEEDED_CONSENT,
    Consent,
    ConsentItem,
    TrackKind,
    parse_consent_items,
)
from observer.model.errors import ConsentError, ObserverError
from observer.model.identity import folder_name, new_id, slug
from observer.model.manifest import ClockAnchor, Manifest, TrackEntry
from observer.model.plan import RecordingPlan, Region
from observer.model.span import Span

EVERYTHING = Consent(tuple(ConsentItem), "2026-11-21T10:00:00+01:00")
NOTHING = Consent((), "2026-11-21T10:00:00+01:00")


def plan(consent: Consent, microphone: str | None = "") -> RecordingPlan:
    return RecordingPlan("k3f9", "Checkout", "P01", consent, microphone=microphone)


@pytest.mark.parametrize("track", TrackKind)
def test_no_track_is_allowed_without_its_own_consent(track: TrackKind) -> None:
    others = tuple(item for item in ConsentItem if item is not NEEDED_CONSENT[track])
    assert EVERYTHING.allows(track)
    EVERYTHING.require(track)
    assert not Consent(others, "").allows(track)
    with pytest.raises(ConsentError, match=f"leave the {track} track off"):
        Consent(others, "").require(track)


def test_consent_is_read_as_people_write_it() -> None:
    assert parse_consent_items([" Screen", "voice", "", "screen"]) == (
        ConsentItem.SCREEN,
        ConsentItem.VOICE,
    )
    with pytest.raises(ConsentError, match=r"“mind” is nothing to consent to\. Use screen, voice"):
        parse_consent_items(["screen", "mind"])


def test_a_plan_wants_what_was_agreed_to() -> None:
    assert plan(EVERYTHING).wanted_tracks() == (
        TrackKind.SCREEN,
        TrackKind.MICROPHONE,
        TrackKind.FOCUS,
        TrackKind.INPUT,
    )
    assert plan(NOTHING).wanted_tracks() == ()
    assert plan(Consent((ConsentItem.INPUT,), "")).wanted_tracks() == (TrackKind.INPUT,)


def test_a_plan_without_a_microphone_records_no_voice_though_agreed_to() -> None:
    assert TrackKind.MICROPHONE not in plan(EVERYTHING, None).wanted_tracks()


@given(
    st.integers(-5_000, 5_000),
    st.integers(-5_000, 5_000),
    st.integers(16, 9_999),
    st.integers(16, 9_999),
)
def test_a_region_is_read_as_x11_writes_it(x: int, y: int, width: int, height: int) -> None:
    assert Region.parse(f"{width}x{height}+{x}+{y}") == Region(x, y, width, height)


@pytest.mark.parametrize(
    "text", ["", "1280x720", "1280x720+0", "x720+0+0", "15x720+0+0", "-64x64+0+0", "64x64+0+0+0"]
)
def test_what_is_no_region_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ObserverError, match=r"for example 1280x720\+0\+0"):
        Region.parse(text)


def test_ids_differ_and_can_be_read_aloud() -> None:
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(len(one) == 16 for one in ids)
    assert not set("".join(ids)) & set("ilo01")


@given(st.text())
def test_a_slug_is_a_file_name_anywhere(text: str) -> None:
    made = slug(text)
    assert 0 < len(made) <= 32
    assert made.isascii()
    assert made.replace("-", "").isalnum()
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert slug(made) == made


def test_a_folder_is_named_for_people() -> None:
    day = date(2026, 11, 21)
    assert folder_name(day, "Café Checkout!", "P01", "k3f9abcd") == (
        "2026-11-21-cafe-checkout-P01-k3f9"
    )
    assert folder_name(day, "日本", "../..", "k3f9abcd") == "2026-11-21-untitled-untitled-k3f9"


@pytest.mark.parametrize("severity", [-1, 5])
def test_a_severity_is_0_to_4(severity: int) -> None:
    with pytest.raises(ValueError, match="severity is 0 to 4"):
        Mark("a", AnnotationKind.FRICTION, 0, 0, severity)
    with pytest.raises(ValueError, match="severity is 0 to 4"):
        annotation(0, 0, severity)


def test_nothing_is_said_of_a_time_that_never_was() -> None:
    with pytest.raises(ValueError, match="before the session's start"):
        Mark("a", AnnotationKind.NOTE, -1, 0)
    with pytest.raises(ValueError, match="end before it starts"):
        annotation(2, 1)


@pytest.mark.parametrize("severity", [None, 0, 4])
def test_an_annotation_knows_its_stretch(severity: int | None) -> None:
    assert annotation(3, 9, severity).span == Span(3, 9)


def annotation(start_ns: int, end_ns: int, severity: int | None = None) -> Annotation:
    kind = AnnotationKind.FRICTION
    return Annotation("a", "s", "me", kind, start_ns, end_ns, severity, "", "", "")


def test_a_manifest_finds_its_tracks() -> None:
    screen = TrackEntry(TrackKind.SCREEN, ("recording-001.mkv",))
    manifest = Manifest("k3f9", "Checkout", "P01", NOTHING, ClockAnchor("", 0), tracks=(screen,))
    assert manifest.track(TrackKind.SCREEN) is screen
    assert manifest.track(TrackKind.INPUT) is None


def test_an_error_says_what_happened_and_then_what_to_do() -> None:
    assert str(ObserverError("The disk is full", "Free some space")) == (
        "The disk is full. Free some space."
    )
    assert str(ObserverError("It went.", "Wait.")) == "It went. Wait."


def test_the_tree_of_errors_is_drawn_whole() -> None:
    made = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert all(issubclass(kind, ObserverError) for kind in made)
    assert [kind.__name__ for kind in made if f"{kind.__name__} " not in f"{errors.__doc__} "] == [
        "ObserverError"
    ]
