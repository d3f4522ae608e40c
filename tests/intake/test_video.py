import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from observer.database.library import Library
from observer.intake.video import import_video
from observer.intake.workplace import WORKPLACE
from observer.model.consent import ConsentItem, TrackKind
from observer.model.errors import Cancelled, MediaError, ObserverError
from observer.model.manifest import SessionState
from observer.model.samples import GapReason
from observer.session.folder import list_folders
from observer.session.manifest_file import read_manifest
from observer.session.verify import verify_session
from tests.intake import foreign_videos as foreign

Import = Callable[[Path], Path]


@pytest.fixture
def bring_in(library: Library) -> Import:
    def bring_in(video: Path) -> Path:
        return import_video(
            library, library.folder, video, "Checkout", "P07", lambda _part: None, lambda: False
        )

    return bring_in


def assert_nothing_was_left(library: Library) -> None:
    assert library.sessions() == []
    assert list_folders(library.folder) == []
    assert not (library.folder / WORKPLACE).exists()


def test_a_meeting_recording_is_copied_packet_by_packet(
    library: Library, tmp_path: Path, bring_in: Import
) -> None:
    video = foreign.meeting(
        tmp_path / "Meeting 1.mp4", "-metadata", "creation_time=2026-03-04T09:08:07Z"
    )
    before = (video.read_bytes(), video.stat().st_mtime_ns)
    folder = bring_in(video)
    media = folder / "recording-001.mkv"
    assert foreign.packet_digests(media, "v") == foreign.packet_digests(video, "v")
    # AAC's first packet is the coder's run-up, before the first sample that is heard.
    assert foreign.packet_digests(media, "a") == foreign.packet_digests(video, "a")[1:]
    assert foreign.packet_times(media, "v") == pytest.approx([i / 10 for i in range(30)])
    assert (video.read_bytes(), video.stat().st_mtime_ns) == before
    report = verify_session(folder)
    assert report.ok, report.checks


def test_an_import_says_what_it_is(library: Library, tmp_path: Path, bring_in: Import) -> None:
    video = foreign.meeting(
        tmp_path / "Meeting 1.mp4", "-metadata", "creation_time=2026-03-04T09:08:07Z"
    )
    folder = bring_in(video)
    manifest = read_manifest(folder)
    assert (manifest.source, manifest.state) == ("Meeting 1.mp4", SessionState.CLOSED)
    assert manifest.consent.items == (ConsentItem.SCREEN, ConsentItem.VOICE)
    assert "Imported from Meeting 1.mp4" in manifest.consent.text
    assert datetime.fromisoformat(manifest.clock.wall_start).isoformat() == (
        "2026-03-04T09:08:07+00:00"
    )
    assert manifest.duration_ns / 1e9 == pytest.approx(3, abs=0.05)
    screen, microphone = manifest.tracks
    assert (screen.kind, screen.items) == (TrackKind.SCREEN, 30)
    assert microphone.kind == TrackKind.MICROPHONE
    digest = hashlib.sha256((folder / "recording-001.mkv").read_bytes()).hexdigest()
    assert manifest.sha256 == {"recording-001.mkv": digest}
    (row,) = library.sessions()
    assert (row.folder, row.study, row.participant) == (folder.name, "Checkout", "P07")
    assert folder.name.startswith("2026-03-04-checkout-P07-")


def test_without_a_date_inside_the_files_own_date_counts(tmp_path: Path, bring_in: Import) -> None:
    video = foreign.meeting(tmp_path / "undated.mp4")
    os.utime(video, (1_700_000_000, 1_700_000_000))
    wall_start = read_manifest(bring_in(video)).clock.wall_start
    assert datetime.fromisoformat(wall_start).timestamp() == 1_700_000_000


def test_reordered_pictures_are_copied_and_shown_at_their_times(
    tmp_path: Path, bring_in: Import
) -> None:
    video = foreign.make(
        tmp_path / "b.mp4",
        *foreign.pictures(),
        *["-c:v", "libx264", "-bf", "2", "-pix_fmt", "yuv420p"],
    )
    media = bring_in(video) / "recording-001.mkv"
    assert foreign.streams(media)["video"]["has_b_frames"] == 2
    assert foreign.packet_digests(media, "v") == foreign.packet_digests(video, "v")
    shown = foreign.packet_times(media, "v")
    assert shown != sorted(shown)
    assert sorted(shown) == pytest.approx([i / 10 for i in range(30)])
    decoded = foreign.packet_times(media, "v", "dts_time")
    assert all(one < other for one, other in pairwise(decoded))


def scaled(video: Path, folder: Path) -> Path:
    """The same pictures in the even size next to theirs, without loss."""
    return foreign.make(
        folder / "even.mkv", "-i", str(video), "-an", "-vf", "scale=322:244", "-c:v", "ffv1"
    )


def test_a_browsers_recording_is_encoded_and_looks_the_same(
    tmp_path: Path, bring_in: Import
) -> None:
    video = foreign.make(
        tmp_path / "tab.webm",
        *[*foreign.pictures(), *foreign.TONE, "-vf", "scale=321:243"],
        *["-c:v", "libvpx", "-b:v", "2M", "-deadline", "realtime", "-c:a", "libopus"],
    )
    folder = bring_in(video)
    media = folder / "recording-001.mkv"
    made = foreign.streams(media)
    assert (made["video"]["codec_name"], made["audio"]["codec_name"]) == ("h264", "opus")
    assert (made["video"]["width"], made["video"]["height"]) == (322, 244)
    assert made["video"]["has_b_frames"] == 0
    assert len(foreign.packet_times(media, "v")) == 30
    assert foreign.likeness(scaled(video, tmp_path), media) > 0.97
    report = verify_session(folder)
    assert report.ok, report.checks


def test_a_portrait_recording_is_turned_upright(tmp_path: Path, bring_in: Import) -> None:
    flat = foreign.meeting(tmp_path / "flat.mp4")
    video = foreign.make(
        tmp_path / "phone.mp4", "-i", str(flat), "-c", "copy", "-metadata:s:v:0", "rotate=90"
    )
    media = bring_in(video) / "recording-001.mkv"
    made = foreign.streams(media)["video"]
    assert (made["width"], made["height"]) == (180, 320)
    assert foreign.likeness(video, media) > 0.97


def test_uneven_picture_times_are_kept_and_any_sound_becomes_opus(
    tmp_path: Path, bring_in: Import
) -> None:
    video = foreign.make(
        tmp_path / "uneven.mkv",
        *[*foreign.pictures(), *foreign.TONE, "-vsync", "vfr", *foreign.H264, "-bf", "0"],
        *["-filter:v", "setpts=PTS*(1+0.1*mod(N\\,3))", "-c:a", "pcm_s16le"],
    )
    folder = bring_in(video)
    media = folder / "recording-001.mkv"
    times = foreign.packet_times(video, "v")
    assert len({round(b - a, 3) for a, b in pairwise(times)}) > 2
    assert foreign.packet_times(media, "v") == pytest.approx(times)
    assert foreign.streams(media)["audio"]["codec_name"] == "opus"
    assert verify_session(folder).ok


def test_a_recording_that_does_not_begin_at_zero_does_afterwards(
    tmp_path: Path, bring_in: Import
) -> None:
    video = foreign.meeting(tmp_path / "late.mkv", "-output_ts_offset", "100")
    folder = bring_in(video)
    assert foreign.packet_times(folder / "recording-001.mkv", "v")[0] == 0
    assert read_manifest(folder).duration_ns / 1e9 == pytest.approx(3, abs=0.05)


def test_old_formats_are_read(tmp_path: Path, bring_in: Import) -> None:
    video = foreign.make(
        tmp_path / "old.avi",
        *[*foreign.pictures(), *foreign.TONE, "-c:v", "mpeg4", "-q:v", "2", "-c:a", "mp3"],
    )
    folder = bring_in(video)
    assert foreign.likeness(video, folder / "recording-001.mkv") > 0.97
    assert verify_session(folder).ok


def test_pictures_behind_other_tracks_are_kept_to_the_last(
    tmp_path: Path, bring_in: Import
) -> None:
    video = foreign.make(
        tmp_path / "tracks.mkv",
        *[*foreign.pictures("64x36"), *foreign.pictures(), *foreign.TONE],
        *["-map", "0", "-map", "2", "-map", "1", "-c:v", "mpeg4", "-bf", "2", "-c:a", "flac"],
    )
    media = bring_in(video) / "recording-001.mkv"
    assert len(foreign.packet_times(media, "v")) == 30
    assert foreign.packet_times(media, "a")[-1] == pytest.approx(3.0, abs=0.03)


def test_holes_in_the_sound_keep_their_length(tmp_path: Path, bring_in: Import) -> None:
    video = foreign.make(
        tmp_path / "hole.mkv",
        *[*foreign.pictures(seconds=6), *foreign.TONE, *foreign.H264, "-c:a", "flac"],
        *["-af", "asetpts=PTS+if(gt(T\\,1)\\,2/TB\\,0.5/TB)"],
    )
    media = bring_in(video) / "recording-001.mkv"
    before, hole = foreign.silences(media)
    assert before == pytest.approx((0, 0.5), abs=0.05)
    assert hole == pytest.approx((1.5, 3.0), abs=0.1)
    heard = foreign.packet_times(media, "a")
    assert heard[-1] == pytest.approx(5.0, abs=0.05)
    assert all(later - earlier < 0.03 for earlier, later in pairwise(heard))


def test_sound_that_begins_before_the_pictures_is_kept(tmp_path: Path, bring_in: Import) -> None:
    whole = foreign.meeting(tmp_path / "whole.mp4")
    video = foreign.make(
        tmp_path / "joined-late.mp4",
        *["-i", str(whole), "-itsoffset", "1.5", "-i", str(whole), "-map", "0:a", "-map", "1:v"],
        *["-c", "copy"],
    )
    folder = bring_in(video)
    media = folder / "recording-001.mkv"
    assert foreign.packet_times(media, "a")[0] == pytest.approx(0, abs=0.03)
    assert foreign.packet_times(media, "v")[0] == pytest.approx(1.5, abs=0.03)
    screen_gap, sound_gap = read_manifest(folder).gaps
    assert (screen_gap.track, screen_gap.start_ns) == (TrackKind.SCREEN, 0)
    assert sound_gap.track == TrackKind.MICROPHONE
    assert verify_session(folder).ok


def test_a_track_that_ends_early_is_said_to_be_absent(tmp_path: Path, bring_in: Import) -> None:
    video = foreign.make(
        tmp_path / "short.mp4",
        *[*foreign.pictures(seconds=5), *foreign.TONE, *foreign.H264, "-c:a", "aac"],
        *["-bf", "0"],
    )
    folder = bring_in(video)
    (gap,) = read_manifest(folder).gaps
    assert (gap.reason, gap.track) == (GapReason.ABSENT, TrackKind.MICROPHONE)
    assert gap.start_ns / 1e9 == pytest.approx(3, abs=0.1)
    assert gap.end_ns / 1e9 == pytest.approx(5, abs=0.1)
    assert verify_session(folder).ok


def test_a_recording_without_sound_has_no_microphone(tmp_path: Path, bring_in: Import) -> None:
    video = foreign.make(tmp_path / "mute.mp4", *foreign.pictures(), *foreign.H264, "-bf", "0")
    folder = bring_in(video)
    assert [track.kind for track in read_manifest(folder).tracks] == [TrackKind.SCREEN]
    assert verify_session(folder).ok


def test_a_download_that_broke_off_becomes_what_can_be_read(
    tmp_path: Path, bring_in: Import
) -> None:
    video = foreign.meeting(tmp_path / "whole.mkv")
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(video.read_bytes()[: video.stat().st_size // 2])
    folder = bring_in(cut)
    assert 0.5e9 < read_manifest(folder).duration_ns < 2.5e9
    assert verify_session(folder).ok


def no_videos(folder: Path) -> list[Path]:
    text, noise, playlist = folder / "notes.txt", folder / "noise.mp4", folder / "list.m3u8"
    text.write_text("no video\n" * 1000)
    noise.write_bytes(os.urandom(50_000))
    segment = foreign.make(folder / "part.ts", *foreign.pictures(seconds=1), *foreign.H264)
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{segment}\n#EXT-X-ENDLIST")
    empty = folder / "empty.mp4"
    empty.touch()
    return [
        *[text, noise, playlist, empty, folder, folder / "not-there.mp4"],
        foreign.make(folder / "still.png", *foreign.pictures(), "-frames:v", "1"),
        foreign.make(folder / "sound.mp3", *foreign.TONE),
    ]


def test_a_file_that_is_no_video_is_refused_and_leaves_nothing(
    library: Library, tmp_path: Path, bring_in: Import
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for path in no_videos(folder):
        with pytest.raises(MediaError) as caught:
            bring_in(path)
        assert path.name in caught.value.message
        assert caught.value.remedy
    assert_nothing_was_left(library)


def test_a_stopped_import_leaves_nothing_and_progress_only_rises(
    library: Library, tmp_path: Path
) -> None:
    video = foreign.meeting(tmp_path / "meeting.mp4")
    parts: list[float] = []

    def run(stop_at: float) -> None:
        import_video(
            library,
            library.folder,
            video,
            "Checkout",
            "P07",
            parts.append,
            lambda: bool(parts) and parts[-1] > stop_at,
        )

    with pytest.raises(Cancelled):
        run(0.5)
    assert_nothing_was_left(library)
    parts.clear()
    run(2.0)
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len({round(part, 1) for part in parts}) > 5


def test_an_import_needs_a_study_and_a_participant(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ObserverError, match="study and a participant"):
        import_video(
            library, library.folder, tmp_path / "x", " ", "P07", lambda _part: None, lambda: False
        )
