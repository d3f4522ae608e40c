import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from observer.model.annotation import AnnotationKind, Mark
from observer.model.consent import TrackKind
from observer.model.errors import SessionBusy, SessionNotFound
from observer.model.manifest import SessionState
from observer.model.samples import GapReason
from observer.session.folder import SessionLock
from observer.session.h264 import stored_header, stored_packet
from observer.session.live_media import LiveMedia
from observer.session.manifest_file import SessionNewer, read_manifest
from observer.session.media_header import MediaTrack
from observer.session.reader import SessionReader
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from tests.session.ffmpeg import complaints, packets
from tests.session.recordings import (
    HEIGHT,
    MS,
    RECORDED,
    WIDTH,
    TinyEncoder,
    interrupted_session,
    make_session,
)

MEDIA = "recording-001.mkv"


def assert_whole(folder: Path) -> None:
    report = verify_session(folder)
    assert report.ok, [c for c in report.checks if not c.ok]
    assert complaints(folder / MEDIA) == ""
    assert repair_session(folder).actions == ()


def test_an_interrupted_session_is_closed_with_everything_that_was_written(tmp_path: Path) -> None:
    made = interrupted_session(tmp_path)
    assert SessionReader(made.folder).state is SessionState.INTERRUPTED
    report = repair_session(made.folder)
    assert report.actions
    assert report.lost_ns_at_most == 1000 * MS
    manifest = read_manifest(made.folder)
    assert manifest.state is SessionState.CLOSED
    assert manifest.duration_ns == report.duration_ns >= made.frame_times_ns[-1]
    assert manifest.gaps[-1].reason is GapReason.CRASH
    screen = manifest.track(TrackKind.SCREEN)
    assert screen is not None
    assert screen.items == len(made.frame_times_ns)
    assert screen.details == {"name": "drawn"}
    assert len(packets(made.folder / MEDIA, "v")) == len(made.frame_times_ns)
    assert_whole(made.folder)


def test_a_closed_session_needs_nothing_and_is_not_touched(tmp_path: Path) -> None:
    made = make_session(tmp_path, 1.0)
    before = {path.name: path.stat().st_mtime_ns for path in made.folder.iterdir()}
    report = repair_session(made.folder)
    assert (report.actions, report.lost_ns_at_most) == ((), 0)
    assert report.duration_ns == 1000 * MS
    assert {path.name: path.stat().st_mtime_ns for path in made.folder.iterdir()} == before


@pytest.mark.parametrize("cut", [1, 7, 333, 2000])
def test_a_file_torn_anywhere_is_kept_until_the_tear(tmp_path: Path, cut: int) -> None:
    made = interrupted_session(tmp_path)
    media = made.folder / MEDIA
    os.truncate(media, media.stat().st_size - cut)
    repair_session(made.folder)
    assert len(packets(media, "v")) >= len(made.frame_times_ns) - 6
    assert_whole(made.folder)


def test_torn_last_lines_go_and_the_others_stay(tmp_path: Path) -> None:
    made = interrupted_session(tmp_path)
    marks = made.folder / "marks.jsonl"
    mark = Mark("m1", AnnotationKind.BUG, 5 * MS, 9 * MS)
    marks.write_bytes(msgspec.json.encode(mark) + b"\n" + b'{"id":"m2","ki')
    moves = made.folder / "input.jsonl"
    count = len(moves.read_bytes().splitlines())
    moves.write_bytes(moves.read_bytes()[:-5])
    report = repair_session(made.folder)
    assert report.marks == 1
    assert SessionReader(made.folder).marks() == [mark]
    assert len(list(SessionReader(made.folder).input_events())) == count - 1
    assert_whole(made.folder)


def test_zeros_that_a_power_cut_leaves_in_an_event_file_are_dropped(tmp_path: Path) -> None:
    made = interrupted_session(tmp_path)
    with (made.folder / "input.jsonl").open("ab") as file:
        file.write(b"\0" * 4096)
    repair_session(made.folder)
    assert len(list(SessionReader(made.folder).input_events())) == 40
    assert_whole(made.folder)


@pytest.mark.parametrize("keep", [0, 40, 120])
def test_a_damaged_manifest_is_rebuilt_from_the_folder(tmp_path: Path, keep: int) -> None:
    made = make_session(tmp_path, 1.0)
    path = made.folder / "session.json"
    damaged = path.read_bytes()[:keep]
    path.write_bytes(damaged)
    report = repair_session(made.folder)
    assert "rebuilt the manifest" in report.actions[0]
    assert (made.folder / "session.json.damaged").read_bytes() == damaged
    manifest = read_manifest(made.folder)
    assert manifest.id[:4] == made.manifest.id[:4]
    assert (manifest.study.lower(), manifest.participant) == ("checkout", "P01")
    assert manifest.consent.items == RECORDED
    assert {track.kind for track in manifest.tracks} == {
        TrackKind.SCREEN,
        TrackKind.MICROPHONE,
        TrackKind.INPUT,
        TrackKind.FOCUS,
    }
    assert abs(manifest.duration_ns - 1000 * MS) < 50 * MS
    assert_whole(made.folder)


def test_words_that_are_still_readable_in_a_damaged_manifest_are_kept(tmp_path: Path) -> None:
    made = make_session(tmp_path, 1.0)
    path = made.folder / "session.json"
    path.write_bytes(path.read_bytes()[:-20])
    repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert manifest.id == made.manifest.id
    assert manifest.consent == made.manifest.consent
    assert manifest.clock.wall_start == made.manifest.clock.wall_start


def test_a_media_file_with_nothing_in_it_is_set_aside(tmp_path: Path) -> None:
    made = interrupted_session(tmp_path)
    (made.folder / MEDIA).write_bytes(b"")
    repair_session(made.folder)
    assert (made.folder / (MEDIA + ".broken")).exists()
    assert verify_session(made.folder).ok
    assert len(list(SessionReader(made.folder).input_events())) == 40


def test_a_closed_recording_that_was_cut_off_is_closed_again_with_the_gap(tmp_path: Path) -> None:
    made = make_session(tmp_path, 4.0)
    media = made.folder / MEDIA
    os.truncate(media, media.stat().st_size // 2)
    assert not verify_session(made.folder).ok
    repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert manifest.duration_ns == 4000 * MS
    assert manifest.gaps[-1].reason is GapReason.CRASH
    assert manifest.gaps[-1].end_ns == 4000 * MS
    assert_whole(made.folder)


def test_an_imported_recording_with_pictures_that_look_ahead_can_be_repaired(
    tmp_path: Path,
) -> None:
    made = make_session(tmp_path, 1.0)
    media = made.folder / MEDIA
    source = "testsrc=size=320x240:rate=25:duration=4"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source]
    command += ["-c:v", "libx264", "-bf", "2", "-g", "25", "-cluster_time_limit", "1000"]
    subprocess.run([*command, str(media)], check=True)
    stored = [packet["pts_time"] for packet in packets(media, "v")]
    os.truncate(media, media.stat().st_size * 3 // 4)
    repair_session(made.folder)
    kept = [packet["pts_time"] for packet in packets(media, "v")]
    assert len(kept) > 60
    assert kept == stored[: len(kept)]
    assert kept != sorted(kept, key=float)
    assert_whole(made.folder)


def test_pictures_that_damage_put_out_of_order_are_left_out(tmp_path: Path) -> None:
    made = interrupted_session(tmp_path)
    media = made.folder / MEDIA
    media.unlink()
    encoder = TinyEncoder()
    header = stored_header(encoder.format.extradata)
    file = LiveMedia(media, [MediaTrack("screen", "V_MPEG4/ISO/AVC", header, WIDTH, HEIGHT)])
    for at_ms in (10, 50, 50, 20, 900):
        frame = encoder.encode(0, 100)
        file.write_packet(0, at_ms, frame.keyframe, stored_packet(frame.data))
    file.close()
    repair_session(made.folder)
    times = [packet["pts_time"] for packet in packets(media, "v")]
    assert times == ["0.010000", "0.050000", "0.900000"]
    assert repair_session(made.folder).actions == ()


def test_damage_in_the_middle_costs_no_more_than_its_surroundings(tmp_path: Path) -> None:
    made = make_session(tmp_path, 6.0)
    media = made.folder / MEDIA
    content = bytearray(media.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 300] = bytes(300)
    media.write_bytes(bytes(content))
    repair_session(made.folder)
    kept = packets(media, "v")
    assert len(kept) > len(made.frame_times_ns) * 0.7
    assert float(kept[-1]["pts_time"]) == made.frame_times_ns[-1] // MS / 1000
    assert repair_session(made.folder).actions == ()


def test_a_session_that_is_being_recorded_is_left_alone(tmp_path: Path) -> None:
    made = interrupted_session(tmp_path)
    with SessionLock(made.folder), pytest.raises(SessionBusy):
        repair_session(made.folder)
    assert SessionReader(made.folder).manifest.state is SessionState.RECORDING


def test_a_session_of_a_newer_observer_is_not_rebuilt(tmp_path: Path) -> None:
    made = make_session(tmp_path, 1.0)
    path = made.folder / "session.json"
    newer = path.read_bytes().replace(b'"format": 2', b'"format": 99')
    path.write_bytes(newer)
    with pytest.raises(SessionNewer, match="newer Observer"):
        repair_session(made.folder)
    assert path.read_bytes() == newer


def test_a_folder_without_a_session_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SessionNotFound):
        repair_session(tmp_path)


@pytest.mark.parametrize("sound", [True, False], ids=["with sound", "pictures alone"])
def test_a_killed_process_loses_less_than_a_second(tmp_path: Path, sound: bool) -> None:
    command = [sys.executable, "-m", "tests.session.real_time_writer", str(tmp_path)]
    command += ["sound"] * sound
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(2)]
        folder = Path(said[0].strip())
        time.sleep(1.7)
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    last = [line.split() for line in said[1:] if line.endswith("\n")][-1]
    frames, last_ns, marks = int(last[0]), int(last[1]), int(last[2])
    report = repair_session(folder)
    assert report.duration_ns >= last_ns
    assert report.marks >= marks
    pictures = packets(folder / MEDIA, "v")
    assert len(pictures) >= frames
    assert float(pictures[-1]["pts_time"]) >= last_ns / 1e9 - 0.5
    if sound:
        heard = packets(folder / MEDIA, "a")
        assert float(heard[-1]["pts_time"]) >= last_ns / 1e9 - 0.5
    assert_whole(folder)
