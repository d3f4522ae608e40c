"""Recordings of several files that a crash left open, or that lost something."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from observer.model.consent import TrackKind
from observer.model.manifest import SessionState
from observer.model.samples import Gap, GapReason
from observer.session.layout import CAMERA_FILE, media_file, recording_files
from observer.session.manifest_file import read_manifest, write_manifest
from observer.session.pictures import RecordingPictures
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from tests.session.ffmpeg import complaints, decode_sound, packets
from tests.session.recordings import MS, SIZES, Segmented, TinyEncoder, make_segmented_session
from tests.session.test_segments import assert_is, head_size, heard

FIRST, SECOND, THIRD = (media_file(number) for number in (1, 2, 3))


def assert_whole(folder: Path) -> None:
    report = verify_session(folder)
    assert report.ok, [c for c in report.checks if not c.ok]
    for path in [*recording_files(folder), *folder.glob(CAMERA_FILE)]:
        assert complaints(path) == ""
    assert repair_session(folder).actions == ()


def count_pictures(folder: Path) -> int:
    return sum(len(packets(path, "v")) for path in recording_files(folder))


def interrupted(library: Path, *boundaries_s: float) -> Segmented:
    return make_segmented_session(library, boundaries_s, 2.0, camera=True, closed=False)


def test_an_interrupted_recording_of_several_files_is_closed_with_all_of_them(
    tmp_path: Path,
) -> None:
    made = interrupted(tmp_path, 0.713, 1.333)
    report = repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert manifest.state is SessionState.CLOSED
    starts_ns = [0, *made.boundaries_ns]
    assert [s.start_ns for s in manifest.segments] == starts_ns
    assert [s.end_ns for s in manifest.segments] == [*made.boundaries_ns, report.duration_ns]
    assert [(s.width, s.height) for s in manifest.segments] == made.sizes
    assert count_pictures(made.folder) == len(made.frame_times_ns)
    screen, camera = manifest.track(TrackKind.SCREEN), manifest.track(TrackKind.CAMERA)
    assert screen is not None
    assert camera is not None
    assert (screen.items, screen.files) == (len(made.frame_times_ns), (FIRST, SECOND, THIRD))
    assert (camera.files, camera.details) == ((CAMERA_FILE,), {"name": "drawn face"})
    assert manifest.gaps[-1].reason is GapReason.CRASH
    assert_whole(made.folder)


def test_sound_is_whole_over_the_boundaries_of_a_mended_recording(tmp_path: Path) -> None:
    made = interrupted(tmp_path, 0.713, 1.333)
    repair_session(made.folder)
    sound = heard(made.folder, 3)
    assert len(sound) > 1.9 * 48_000
    assert_is(sound, made.pcm[: len(sound)])


def unnamed_and_empty(folder: Path) -> None:
    (folder / THIRD).write_bytes(b"")


def unnamed_with_its_head(folder: Path) -> None:
    head_size(folder / THIRD, TinyEncoder())


def named_and_absent(folder: Path) -> None:
    _name_third(folder)


def named_with_its_head(folder: Path) -> None:
    _name_third(folder)
    unnamed_with_its_head(folder)


def half_a_manifest_beside(folder: Path) -> None:
    (folder / "session.json.partial").write_bytes(b'{"id"')
    unnamed_with_its_head(folder)


@pytest.mark.parametrize(
    "leave",
    [
        unnamed_and_empty,
        unnamed_with_its_head,
        named_and_absent,
        named_with_its_head,
        half_a_manifest_beside,
    ],
)
def test_a_crash_at_the_boundary_costs_nothing_that_was_written(
    tmp_path: Path, leave: Callable[[Path], None]
) -> None:
    made = interrupted(tmp_path, 0.9)
    leave(made.folder)
    repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert [segment.file for segment in manifest.segments] == [FIRST, SECOND]
    assert count_pictures(made.folder) == len(made.frame_times_ns)
    assert_whole(made.folder)


def test_a_later_file_that_the_manifest_does_not_name_is_kept(tmp_path: Path) -> None:
    made = interrupted(tmp_path, 0.913)
    manifest = read_manifest(made.folder)
    first = replace(manifest.segments[0], end_ns=0)
    write_manifest(made.folder, replace(manifest, segments=(first,)))
    repair_session(made.folder)
    segments = read_manifest(made.folder).segments
    assert [(s.file, s.start_ns) for s in segments] == [(FIRST, 0), (SECOND, 913 * MS)]
    assert_whole(made.folder)


@pytest.mark.parametrize("cut", [1, 30, 333, 1500])
def test_the_last_file_torn_anywhere_is_kept_until_the_tear(tmp_path: Path, cut: int) -> None:
    made = interrupted(tmp_path, 0.9)
    media = made.folder / SECOND
    os.truncate(media, media.stat().st_size - cut)
    repair_session(made.folder)
    assert len(packets(made.folder / FIRST, "v")) == 18
    assert_whole(made.folder)


def test_a_manifest_that_is_gone_is_rebuilt_with_every_file(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (0.713, 1.333), 2.0, camera=True)
    (made.folder / "session.json").write_text("{")
    repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert manifest.segments == made.manifest.segments
    assert {track.kind for track in manifest.tracks} >= {TrackKind.SCREEN, TrackKind.CAMERA}
    assert all(manifest.consent.allows(track.kind) for track in manifest.tracks)
    assert_whole(made.folder)


def test_gaps_survive_in_a_manifest_that_is_torn_behind_them(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (), 1.0)
    gaps = (
        Gap(200 * MS, 200 * MS, GapReason.SUSPEND, missing_ns=60_000 * MS),
        Gap(300 * MS, 400 * MS, GapReason.SECRET, TrackKind.SCREEN),
    )
    write_manifest(made.folder, replace(made.manifest, gaps=gaps))
    path = made.folder / "session.json"
    path.write_bytes(path.read_bytes()[:-30])
    repair_session(made.folder)
    assert read_manifest(made.folder).gaps[:2] == gaps


def test_gaps_with_the_time_a_computer_slept_survive_a_crash(tmp_path: Path) -> None:
    made = interrupted(tmp_path, 0.9)
    slept = Gap(500 * MS, 500 * MS, GapReason.SUSPEND, missing_ns=60_000 * MS)
    write_manifest(made.folder, replace(made.manifest, gaps=(slept,)))
    repair_session(made.folder)
    assert read_manifest(made.folder).gaps[0] == slept


def test_a_file_lost_from_the_middle_is_a_gap_and_the_others_stay(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (0.7, 2.2), 3.0)
    (made.folder / SECOND).write_bytes(os.urandom(5000))
    repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert [(s.file, s.end_ns) for s in manifest.segments] == [
        (FIRST, 2200 * MS),
        (THIRD, 3000 * MS),
    ]
    (gap,) = manifest.gaps
    assert (gap.reason, gap.end_ns) == (GapReason.CRASH, 2200 * MS)
    assert 0 <= gap.start_ns - 700 * MS < 60 * MS
    assert (made.folder / (SECOND + ".broken")).exists()
    with RecordingPictures(made.folder) as pictures:
        assert pictures.picture_at(2300 * MS).width == SIZES[2][0]
    assert_whole(made.folder)


def test_the_first_file_lost_leaves_the_rest_at_its_time(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (1.4,), 2.0)
    (made.folder / FIRST).unlink()
    repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert manifest.gaps == (Gap(0, 1400 * MS, GapReason.CRASH),)
    assert manifest.duration_ns == 2000 * MS
    assert float(packets(made.folder / SECOND, "v")[0]["pts_time"]) == 1.4
    assert_whole(made.folder)


def test_a_pause_before_another_size_is_not_taken_for_a_loss(tmp_path: Path) -> None:
    made = interrupted(tmp_path, 0.9)
    pause = Gap(0, 5_000 * MS, GapReason.PAUSE)
    write_manifest(made.folder, replace(made.manifest, gaps=(pause,), duration_ns=6_000 * MS))
    repair_session(made.folder)
    assert [gap.reason for gap in read_manifest(made.folder).gaps].count(GapReason.PAUSE) == 1


@pytest.mark.parametrize("content", [b"", b"\0" * 3000])
def test_a_camera_file_with_nothing_in_it_is_set_aside(tmp_path: Path, content: bytes) -> None:
    made = interrupted(tmp_path, 0.9)
    (made.folder / CAMERA_FILE).write_bytes(content)
    repair_session(made.folder)
    assert (made.folder / (CAMERA_FILE + ".broken")).exists()
    assert read_manifest(made.folder).track(TrackKind.CAMERA) is None
    assert_whole(made.folder)


def test_a_torn_camera_file_is_kept_until_the_tear(tmp_path: Path) -> None:
    made = interrupted(tmp_path, 0.9)
    camera = made.folder / CAMERA_FILE
    os.truncate(camera, camera.stat().st_size - 50)
    repair_session(made.folder)
    assert len(packets(camera, "v")) >= 26
    assert_whole(made.folder)


def test_a_repair_that_was_cut_off_is_done_again(tmp_path: Path) -> None:
    whole = make_segmented_session(tmp_path / "whole", (0.9,), 2.0)
    made = interrupted(tmp_path / "cut", 0.9)
    (made.folder / FIRST).write_bytes((whole.folder / FIRST).read_bytes())
    (made.folder / (SECOND + ".partial")).write_bytes(b"\x1a\x45\xdf\xa3")
    repair_session(made.folder)
    assert not list(made.folder.glob("*.partial"))
    assert count_pictures(made.folder) == len(made.frame_times_ns)
    assert len(decode_sound(made.folder / FIRST)) == 900 * 48
    assert_whole(made.folder)


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_process_keeps_every_picture_in_whichever_file(tmp_path: Path, seed: int) -> None:
    command = [sys.executable, "-m", "tests.session.changing_writer", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(2)]
        folder = Path(said[0].strip())
        time.sleep(random.Random(seed).uniform(0.5, 1.1))
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    last = [line.split() for line in said[1:] if line.endswith("\n")][-1]
    files, frames, last_ns = map(int, last)
    report = repair_session(folder)
    assert report.duration_ns >= last_ns
    assert len(read_manifest(folder).segments) >= files > 1
    assert count_pictures(folder) >= frames
    assert len(packets(folder / CAMERA_FILE, "v")) >= frames - 1
    assert_whole(folder)


def test_a_later_file_alone_is_still_a_session(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (1.4,), 2.0)
    for path in made.folder.iterdir():
        if path.name != SECOND:
            path.unlink()
    repair_session(made.folder)
    manifest = read_manifest(made.folder)
    assert manifest.gaps[0] == Gap(0, 1400 * MS, GapReason.CRASH)
    assert [segment.file for segment in manifest.segments] == [SECOND]
    assert_whole(made.folder)


def _name_third(folder: Path) -> None:
    manifest = read_manifest(folder)
    *earlier, last = manifest.segments
    third = replace(last, file=THIRD, start_ns=1_990 * MS)
    segments = (*earlier, replace(last, end_ns=1_990 * MS), third)
    write_manifest(folder, replace(manifest, segments=segments))
