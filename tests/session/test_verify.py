import os
import subprocess
from dataclasses import replace
from pathlib import Path

import av
import pytest

from observer.model.consent import TrackKind
from observer.model.errors import SessionNotFound
from observer.model.samples import Gap, GapReason
from observer.session.decode import decode_everything
from observer.session.digests import digest_files
from observer.session.folder import SessionLock
from observer.session.h264 import stored_header, stored_packet
from observer.session.live_media import LiveMedia
from observer.session.manifest_file import read_manifest, write_manifest
from observer.session.media_header import MediaTrack
from observer.session.verify import verify_session
from tests.session.recordings import (
    HEIGHT,
    MS,
    WIDTH,
    Made,
    TinyEncoder,
    interrupted_session,
    make_segmented_session,
    make_session,
)

MEDIA = "recording-001.mkv"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make_session(tmp_path, 2.0)


def failed(folder: Path) -> dict[str, str]:
    report = verify_session(folder)
    found = {check.name: check.detail for check in report.checks if not check.ok}
    assert report.ok == (not found)
    return found


def accept_changes(folder: Path) -> None:
    """Make the digests fit again, so that the check under test is the one that speaks."""
    manifest = read_manifest(folder)
    write_manifest(folder, replace(manifest, sha256=digest_files(folder)))


def test_a_whole_session_passes_every_check(made: Made) -> None:
    report = verify_session(made.folder)
    assert report.ok, report.checks
    assert report.session_id == made.manifest.id
    assert [check.name for check in report.checks] == [
        "manifest",
        "files",
        "segments",
        "packets",
        "timestamps",
        "lengths",
        "input",
        "focus",
        "marks",
    ]


def test_a_session_without_sound_passes(tmp_path: Path) -> None:
    assert failed(make_session(tmp_path, 1.0, sound=False).folder) == {}


def test_a_changed_file_is_named(made: Made) -> None:
    with (made.folder / "input.jsonl").open("ab") as file:
        file.write(b"\n")
    assert "input.jsonl" in failed(made.folder)["files"]


def test_a_missing_file_is_named(made: Made) -> None:
    (made.folder / MEDIA).unlink()
    assert MEDIA in failed(made.folder)["files"]


def test_damaged_pictures_are_found_by_decoding(made: Made) -> None:
    media = made.folder / MEDIA
    content = bytearray(media.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 400] = os.urandom(400)
    media.write_bytes(bytes(content))
    accept_changes(made.folder)
    assert "packets" in failed(made.folder)


def test_damage_that_a_player_would_patch_over_is_found(made: Made) -> None:
    media = made.folder / MEDIA
    media.unlink()
    source = "testsrc2=size=320x240:rate=10:duration=2"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "libx264"]
    subprocess.run([*command, "-preset", "ultrafast", "-bf", "0", str(media)], check=True)
    with av.open(str(media)) as container:
        places = [(packet.pos or 0, packet.size) for packet in container.demux(video=0)]
    assert [stream.failed for stream in decode_everything(media)] == [0]
    content = bytearray(media.read_bytes())
    at, size = places[8]
    content[at + size // 2 : at + size // 2 + 30] = bytes(30)
    media.write_bytes(bytes(content))
    assert [stream.failed for stream in decode_everything(media)] == [1]
    assert "packets" in failed(made.folder)


def test_a_track_that_ends_early_is_found(made: Made) -> None:
    manifest = read_manifest(made.folder)
    write_manifest(made.folder, replace(manifest, duration_ns=manifest.duration_ns + 5 * 10**9))
    assert "ends at" in failed(made.folder)["lengths"]


def test_pictures_whose_times_do_not_rise_are_found(made: Made) -> None:
    media = made.folder / MEDIA
    media.unlink()
    encoder = TinyEncoder()
    header = stored_header(encoder.format.extradata)
    file = LiveMedia(media, [MediaTrack("screen", "V_MPEG4/ISO/AVC", header, WIDTH, HEIGHT)])
    for at_ms in (10, 50, 50, 1999):
        frame = encoder.encode(0, 100)
        file.write_packet(0, at_ms, frame.keyframe, stored_packet(frame.data))
    file.close()
    accept_changes(made.folder)
    assert "screen" in failed(made.folder)["timestamps"]


def test_events_out_of_order_are_found(made: Made) -> None:
    path = made.folder / "input.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(reversed(lines)))
    accept_changes(made.folder)
    assert "line 2" in failed(made.folder)["input"]


def test_a_torn_last_line_is_found(made: Made) -> None:
    path = made.folder / "focus.jsonl"
    path.write_bytes(path.read_bytes()[:-4])
    accept_changes(made.folder)
    assert "torn" in failed(made.folder)["focus"]


def test_a_mark_beyond_the_end_is_found(made: Made) -> None:
    line = b'{"id":"m","kind":"note","start_ns":99000000000,"made_ns":99000000000}\n'
    (made.folder / "marks.jsonl").write_bytes(line)
    accept_changes(made.folder)
    assert "beyond" in failed(made.folder)["marks"]


def test_an_interrupted_session_says_so(tmp_path: Path) -> None:
    folder = interrupted_session(tmp_path).folder
    assert "interrupted" in failed(folder)["manifest"]
    with SessionLock(folder):
        assert "still being recorded" in failed(folder)["manifest"]


def test_a_damaged_manifest_fails_without_an_exception(made: Made) -> None:
    (made.folder / "session.json").write_text("{")
    assert set(failed(made.folder)) == {"manifest"}
    (made.folder / "session.json").unlink()
    assert set(failed(made.folder)) == {"manifest"}


def test_no_folder_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SessionNotFound):
        verify_session(tmp_path / "nowhere")


def test_a_session_of_several_files_and_a_camera_passes_every_check(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (0.7, 1.4), 2.0, camera=True)
    report = verify_session(made.folder)
    assert report.ok, report.checks
    details = {check.name: check.detail for check in report.checks}
    assert details["segments"] == "3 files that join"
    assert details["camera"] == "29 pictures, until 2.00 s"


def test_segments_that_do_not_join_are_found(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (0.7,), 1.5)
    first, second = made.manifest.segments
    later = replace(second, start_ns=second.start_ns + 100 * MS)
    write_manifest(made.folder, replace(made.manifest, segments=(first, later)))
    assert "recording-002.mkv" in failed(made.folder)["segments"]


def test_a_file_that_the_manifest_does_not_name_is_found(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (0.7,), 1.5)
    (first, _) = made.manifest.segments
    alone = replace(first, end_ns=1500 * MS)
    write_manifest(made.folder, replace(made.manifest, segments=(alone,)))
    assert "recording-002.mkv" in failed(made.folder)["segments"]


def test_a_file_whose_pictures_belong_elsewhere_is_found(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path / "one", (0.7,), 2.0)
    other = make_segmented_session(tmp_path / "other", (1.4,), 2.0)
    name = "recording-002.mkv"
    (made.folder / name).write_bytes((other.folder / name).read_bytes())
    accept_changes(made.folder)
    found = failed(made.folder)["lengths"]
    assert "screen of recording-002.mkv begins at 1.40 s" in found
    assert "microphone stops at 0.70 s and goes on at 1.39 s" in found


def test_a_camera_that_ends_long_before_the_session_needs_a_gap_that_says_so(
    tmp_path: Path,
) -> None:
    made = make_segmented_session(tmp_path, (), 1.0, camera=True)
    longer = replace(made.manifest, duration_ns=9000 * MS)
    write_manifest(made.folder, longer)
    assert "until 1.00 s" in failed(made.folder)["camera"]
    lost = Gap(1000 * MS, 9000 * MS, GapReason.DEVICE_LOST, TrackKind.CAMERA)
    write_manifest(made.folder, replace(longer, gaps=(lost,)))
    assert "camera" not in failed(made.folder)


def test_damaged_camera_pictures_are_found(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (), 1.0, camera=True)
    camera = made.folder / "camera-001.mkv"
    content = bytearray(camera.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200] = os.urandom(200)
    camera.write_bytes(bytes(content))
    accept_changes(made.folder)
    assert "packets" in failed(made.folder)
