"""Media from strangers: a session or a plain sentence, in time, and nothing written elsewhere."""

import os
import random
import shutil
import signal
import socket
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from observer.database.library import Library
from observer.intake.foreign_process import convert_apart
from observer.intake.video import import_video
from observer.intake.workplace import WORKPLACE
from observer.model.errors import Cancelled, MediaError, ObserverError
from observer.session.folder import list_folders
from observer.session.manifest_file import read_manifest
from observer.session.verify import verify_session
from tests.intake import foreign_videos as foreign
from tests.intake.fuzzed_media import mutated, samples
from tests.intake.hostile_media import png_bomb, with_cluster_time, with_duration, with_sides

_LONGEST_S = 10.0
_PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{}\n#EXT-X-ENDLIST\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Where the strangers' files lie."""
    folder = tmp_path / "outside"
    folder.mkdir()
    return folder


def everything_beside(library: Library) -> dict[Path, int]:
    """Each path that is not the library's, with when it was changed."""
    paths = library.folder.parent.rglob("*")
    beside = (path for path in paths if library.folder not in (path, *path.parents))
    return {path: path.lstat().st_mtime_ns for path in beside}


def bring_in(library: Library, video: Path) -> Path:
    """Import in time; neither a half session nor anything outside the library is left."""
    before, known = everything_beside(library), list_folders(library.folder)
    began_s = time.monotonic()
    try:
        return import_video(
            library, library.folder, video, "Checkout", "P07", lambda _part: None, lambda: False
        )
    except ObserverError:
        assert list_folders(library.folder) == known
        raise
    finally:
        assert time.monotonic() - began_s < _LONGEST_S
        assert everything_beside(library) == before
        assert not (library.folder / WORKPLACE).exists()


def refusal(library: Library, video: Path) -> str:
    with pytest.raises(MediaError) as refused:
        bring_in(library, video)
    assert refused.value.remedy
    return refused.value.message


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def test_files_that_are_no_recordings_are_refused_whatever_they_are_called(
    library: Library, outside: Path, listening: socket.socket
) -> None:
    port = listening.getsockname()[1]
    still = foreign.make(outside / "still.jpg", *foreign.pictures(), "-frames:v", "1")
    part = foreign.make(outside / "part.ts", *foreign.pictures(seconds=1), *foreign.H264)
    written = {
        "page.mp4": "<!doctype html><video src='http://127.0.0.1/x.mp4'></video>",
        "passwords.mp4": _PLAYLIST.format("/etc/passwd"),
        "network.m3u8": _PLAYLIST.format(f"http://127.0.0.1:{port}/x.ts"),
        "playlist.mp4": _PLAYLIST.format(part),
        "script.mkv": f"ffconcat version 1.0\nfile '{part}'\n",
        "drawing.mp4": "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>",
        "session.sdp": f"v=0\nc=IN IP4 127.0.0.1\nm=video {port} RTP/AVP 31\n",
        "dash.mp4": f"<MPD><Period><BaseURL>http://127.0.0.1:{port}/</BaseURL></Period></MPD>",
    }
    for name, text in written.items():
        (outside / name).write_text(text)
    shutil.copy(still, outside / "picture.mp4")
    with zipfile.ZipFile(outside / "archive.mp4", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(part, "part.ts")
    (outside / "zeros.mkv").symlink_to("/dev/zero")
    os.mkfifo(outside / "pipe.mp4")
    for path in sorted(set(outside.iterdir()) - {part}):
        assert refusal(library, path) == f"{path.name} is not a video that can be read"
    with pytest.raises(BlockingIOError):
        listening.accept()


def matroska(outside: Path) -> bytes:
    arguments = [*foreign.pictures(), *foreign.TONE, *foreign.H264, "-bf", "0", "-g", "10"]
    options = ["-c:a", "pcm_s16le", "-cluster_time_limit", "1000"]
    return foreign.make(outside / "whole.mkv", *arguments, *options).read_bytes()


def test_a_size_that_no_screen_has_is_not_believed(library: Library, outside: Path) -> None:
    (outside / "wide.mkv").write_bytes(with_sides(matroska(outside), 65_535, 65_535))
    try:
        folder = bring_in(library, outside / "wide.mkv")
    except MediaError:
        return
    (segment,) = read_manifest(folder).segments
    assert (segment.width, segment.height) == (320, 180)  # as H.264's own header says


def test_a_length_that_is_only_claimed_is_not_believed(library: Library, outside: Path) -> None:
    (outside / "long.mkv").write_bytes(with_duration(matroska(outside), 36_000_000.0))
    folder = bring_in(library, outside / "long.mkv")
    assert read_manifest(folder).duration_ns / 1e9 == pytest.approx(3, abs=0.1)


def test_sound_that_jumps_ahead_by_years_is_refused(library: Library, outside: Path) -> None:
    jumping = with_cluster_time(matroska(outside), 2, 10 * 365 * 24 * 3600 * 1000)
    (outside / "jump.mkv").write_bytes(jumping)
    assert "jump.mkv" in refusal(library, outside / "jump.mkv")


def test_times_before_zero_begin_at_zero(library: Library, outside: Path) -> None:
    arguments = [*foreign.pictures(), *foreign.H264, "-bf", "0", "-output_ts_offset", "-5"]
    early = foreign.make(
        outside / "early.ts", *arguments, "-avoid_negative_ts", "disabled", "-muxdelay", "0"
    )
    folder = bring_in(library, early)
    assert read_manifest(folder).duration_ns / 1e9 == pytest.approx(3, abs=0.1)
    assert verify_session(folder).ok


def test_a_picture_larger_than_any_screen_is_not_unfolded(library: Library, outside: Path) -> None:
    bomb = png_bomb(outside, 6_400)  # 41 million pixels, 123 MB
    assert bomb.stat().st_size < 1_000_000
    assert "bomb.mkv" in refusal(library, bomb)


def children() -> list[int]:
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


def strike(blow: signal.Signals) -> Callable[[float], None]:
    """What a file could do to its reader, done to it half way through."""

    def progress(part: float) -> None:
        if part > 0.3:
            (reader,) = children()
            os.kill(reader, blow)

    return progress


@pytest.fixture(scope="module")
def slow_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that is encoded for a second or more."""
    path = tmp_path_factory.mktemp("slow") / "slow.avi"
    return foreign.make(path, *foreign.pictures("1280x720", 30, 4), "-c:v", "mpeg4", "-q:v", "3")


@pytest.mark.parametrize(
    ("blow", "words"),
    [
        (signal.SIGSEGV, "it makes what decodes it fail"),
        (signal.SIGKILL, "want of memory"),
        (signal.SIGXCPU, "more computing than any video of its length"),
        (signal.SIGSTOP, "nothing came of it in 1 s"),
    ],
)
def test_a_reader_that_falls_or_stands_still_is_told_in_plain_words(
    slow_video: Path, tmp_path: Path, blow: signal.Signals, words: str
) -> None:
    with pytest.raises(MediaError, match=words) as told:
        convert_apart(slow_video, tmp_path / "new.mkv", strike(blow), lambda: False, patience_s=1.0)
    assert told.value.remedy
    assert children() == []


def test_a_stopped_import_ends_its_reader(outside: Path, tmp_path: Path) -> None:
    video = foreign.meeting(outside / "meeting.mp4")
    with pytest.raises(Cancelled):
        convert_apart(video, tmp_path / "new.mkv", lambda _part: None, lambda: True)
    assert children() == []


def test_fuzzed_recordings_become_whole_sessions_or_are_refused(
    library: Library,
    outside: Path,
    fuzzed_media: int,
    told: Callable[[str], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    whole = samples(outside)
    names = list(whole)
    refused, slowest_s = 0, 0.0
    for number in range(fuzzed_media):
        chance = random.Random(number)
        name = names[number % len(names)]
        path = outside / f"{number}-{name}"
        path.write_bytes(mutated(whole[name], list(whole.values()), chance))
        began_s = time.monotonic()
        try:
            folder = bring_in(library, path)
        except MediaError:
            refused += 1
        else:
            wrong = {check.name for check in verify_session(folder).checks if not check.ok}
            # Copied pictures are as damaged as they were, and so are their times.
            assert wrong <= {"packets", "timestamps"}, path.name
        slowest_s = max(slowest_s, time.monotonic() - began_s)
        assert "Traceback" not in caplog.text, path.name  # a reader that ends by a defect of ours
        path.unlink()
    assert 0 < refused < fuzzed_media
    ended = sum("ended with" in record.message for record in caplog.records)
    told(
        f"{fuzzed_media} fuzzed recordings: {refused} refused, {fuzzed_media - refused} became"
        f" sessions, {ended} ended their decoder, the slowest took {slowest_s:.1f} s"
    )
