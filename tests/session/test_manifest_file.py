from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.errors import SessionDamaged, SessionNotFound
from observer.model.manifest import (
    ClockAnchor,
    Health,
    Manifest,
    Segment,
    SessionState,
    TrackEntry,
)
from observer.model.samples import Gap, GapReason
from observer.session.manifest_file import (
    SessionNewer,
    decode_manifest,
    encode_manifest,
    read_boot_id,
    read_manifest,
    write_manifest,
)
from observer.session.reader import SessionReader
from observer.session.repair import repair_session
from observer.session.upgrade import UnknownFormatError, upgrade
from observer.session.verify import verify_session
from tests.session.recordings import make_session, new_manifest

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
times = st.integers(min_value=0, max_value=2**63 - 1)
manifests = st.builds(
    Manifest,
    id=words,
    study=words,
    participant=words,
    consent=st.builds(
        Consent,
        items=st.lists(st.sampled_from(ConsentItem), unique=True).map(tuple),
        agreed_at=words,
        text=words,
    ),
    clock=st.builds(ClockAnchor, words, times, words),
    state=st.sampled_from([SessionState.RECORDING, SessionState.CLOSED]),
    software=words,
    source=words,
    duration_ns=times,
    tracks=st.lists(
        st.builds(
            TrackEntry,
            kind=st.sampled_from(TrackKind),
            files=st.lists(words).map(tuple),
            start_ns=times,
            end_ns=times,
            items=times,
            details=st.dictionaries(words, words, max_size=3),
        ),
        max_size=3,
    ).map(tuple),
    segments=st.lists(st.builds(Segment, words, times, times, times, times), max_size=3).map(tuple),
    gaps=st.lists(
        st.builds(
            Gap,
            times,
            times,
            st.sampled_from(GapReason),
            st.none() | st.sampled_from(TrackKind),
            times,
        ),
        max_size=3,
    ).map(tuple),
    health=st.builds(Health, times, times, times, st.lists(words, max_size=3).map(tuple)),
    sha256=st.dictionaries(words, words, max_size=3),
)


@given(manifests)
def test_any_manifest_comes_back_from_its_file_as_it_was(manifest: Manifest) -> None:
    assert decode_manifest(encode_manifest(manifest), "here") == manifest


@given(st.binary(max_size=200))
def test_no_damage_raises_anything_but_a_known_error(content: bytes) -> None:
    with pytest.raises(SessionDamaged, match="observer repair here"):
        decode_manifest(content, "here")


@given(manifests, st.data())
def test_a_manifest_cut_off_anywhere_is_known_to_be_damaged(
    manifest: Manifest, data: st.DataObject
) -> None:
    whole = encode_manifest(manifest)
    cut = data.draw(st.integers(min_value=0, max_value=len(whole) - 2))
    with pytest.raises(SessionDamaged):
        decode_manifest(whole[:cut], "here")


def test_a_manifest_is_written_whole_and_for_people_to_read(tmp_path: Path) -> None:
    manifest = new_manifest()
    write_manifest(tmp_path, manifest)
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest
    assert [path.name for path in tmp_path.iterdir()] == ["session.json"]
    assert '  "participant": "P01",\n' in (tmp_path / "session.json").read_text()


def test_a_newer_format_says_who_wrote_it() -> None:
    newer = encode_manifest(new_manifest()).replace(b'"format": 2', b'"format": 3')
    with pytest.raises(SessionNewer, match="A newer Observer wrote here"):
        decode_manifest(newer, "here")


def test_fields_that_a_later_version_added_do_not_disturb() -> None:
    manifest = new_manifest()
    added = encode_manifest(manifest).replace(b'"study"', b'"weather": "rain", "study"')
    assert decode_manifest(added, "here") == manifest


def test_a_folder_without_a_manifest_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(SessionNotFound):
        read_manifest(tmp_path / "nothing")


def test_the_present_format_is_left_as_it_is() -> None:
    raw = {"format": 2, "id": "x"}
    assert upgrade(raw) == raw


@pytest.mark.parametrize("raw", [{"format": 0}, {"format": -3}, {"format": "1"}, {}])
def test_a_format_that_never_was_says_so(raw: dict[str, object]) -> None:
    with pytest.raises(UnknownFormatError):
        upgrade(raw)


def test_this_start_of_the_machine_has_one_name() -> None:
    assert read_boot_id() == read_boot_id()


def test_a_recording_of_the_first_format_has_one_segment() -> None:
    first = {
        "format": 1,
        "state": "closed",
        "duration_ns": 90,
        "tracks": [{"kind": "screen", "files": ["recording-001.mkv"]}],
    }
    segment = {"file": "recording-001.mkv", "start_ns": 0, "end_ns": 90}
    assert upgrade(first) == {**first, "format": 2, "segments": [segment]}
    running = {**first, "state": "recording"}
    assert upgrade(running)["segments"] == [{**segment, "end_ns": 0}]
    events = {**first, "tracks": [{"kind": "input", "files": ["input.jsonl"]}]}
    assert upgrade(events)["segments"] == []


@pytest.mark.parametrize("tracks", [None, 3, [7], [{"files": 4}], [{}]])
def test_a_first_format_of_damaged_shape_is_left_to_the_one_who_reads_it(tracks: object) -> None:
    assert upgrade({"format": 1, "tracks": tracks})["segments"] == []


def test_a_session_of_the_first_format_is_read_as_whole(tmp_path: Path) -> None:
    made = make_session(tmp_path, 1.0)
    path = made.folder / "session.json"
    raw = msgspec.json.decode(path.read_bytes(), type=dict[str, object])
    del raw["segments"]
    before = msgspec.json.encode({**raw, "format": 1})
    path.write_bytes(before)
    reader = SessionReader(made.folder)
    assert reader.segments == (Segment("recording-001.mkv", 0, 1_000_000_000),)
    assert verify_session(made.folder).ok
    assert repair_session(made.folder).actions == ()
    assert path.read_bytes() == before
