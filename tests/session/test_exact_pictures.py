"""The exact decoder beside ffmpeg's own reading of the same files."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from observer.model.errors import MediaError
from observer.model.span import Span
from observer.session.exact_pictures import NEVER, ExactPictures, ExactRecording, Shown
from tests.session.ffmpeg import ffprobe
from tests.session.recordings import (
    MS,
    SIZES,
    TinyEncoder,
    blocks,
    clicks,
    grey_of,
    interrupted_session,
    make_segmented_session,
    make_session,
    open_writer,
)

SECONDS = 6
COUNT = 90
GREY_STEP = 2

KINDS = {
    # B-frames in pyramids that refer over keyframes: pictures are stored in another order.
    "b-frames.mkv": "-c:v libx264 -g 24 -bf 3 -x264-params open-gop=1:b-pyramid=normal",
    "b-frames.mp4": "-c:v libx264 -g 24 -bf 3 -x264-params open-gop=1:b-pyramid=normal",
    "late.mkv": "-c:v libx264 -g 24 -bf 2 -output_ts_offset 3.017",
    "old.avi": "-c:v mpeg4 -g 24 -bf 0 -q:v 2",
    "web.webm": "-c:v libvpx -g 48 -deadline realtime -cpu-used 8 -b:v 2M",
    "one-keyframe.mkv": "-c:v libx264 -g 900 -bf 0 -preset ultrafast",
}


@dataclass(frozen=True, slots=True)
class Film:
    """A file whose picture number n is of one grey level, and when each picture begins."""

    path: Path
    times_ns: list[int]

    def moments(self, number: int) -> tuple[int, ...]:
        """The first moment that a picture is on screen, one within, and the last."""
        start = self.times_ns[number]
        end = [*self.times_ns, self.times_ns[-1] + 40 * MS][number + 1]
        return start + 2000, (start + end) // 2, end - 2000  # ffprobe rounds to microseconds


@pytest.fixture(scope="module", params=KINDS)
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """Made by ffmpeg, at uneven times where the container has any."""
    path = tmp_path_factory.mktemp("film") / request.param
    uneven = "" if path.suffix == ".avi" else ",setpts='(N/15+0.02*mod(N\\,3))/TB'"
    source = f"color=black:s=192x128:r=15:d={SECONDS}"
    paint = f"geq=lum='24+{GREY_STEP}*N':cb=128:cr=128{uneven}"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-vf", paint]
    command += ["-pix_fmt", "yuv420p", "-fps_mode", "passthrough", *KINDS[request.param].split()]
    subprocess.run([*command, str(path)], check=True)
    told = ffprobe(
        path, "-select_streams", "v", "-show_entries", "frame=best_effort_timestamp_time"
    )
    times = [float(f["best_effort_timestamp_time"]) for f in told["frames"]]
    assert len(times) == COUNT
    return Film(path, [round(at * 1_000_000) * 1000 for at in times])


def number_in(shown: Shown) -> int:
    return round((float(np.mean(luma(shown))) - 24) / GREY_STEP)


def luma(shown: Shown) -> np.ndarray:
    plane = shown.frame.planes[0]
    rows = np.frombuffer(bytes(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def grey(shown: Shown) -> int:
    pixels = shown.frame.to_ndarray(format="rgb24")
    return int(pixels[pixels.shape[0] // 2, pixels.shape[1] // 2, 0])


def test_files_of_other_software_show_the_right_picture_wherever_one_jumps(film: Film) -> None:
    order = np.random.default_rng(5).permutation(COUNT)
    with ExactPictures(film.path) as pictures:
        for number in order:
            for moment in film.moments(int(number)):
                assert number_in(pictures.picture_at(moment)) == number, moment


def test_stepping_through_a_whole_file_there_and_back_meets_every_picture(film: Film) -> None:
    with ExactPictures(film.path) as pictures:
        there = [number_in(pictures.picture_at(at + 2000)) for at in film.times_ns]
        back = [number_in(pictures.picture_at(at + 2000)) for at in reversed(film.times_ns)]
    assert there == list(range(COUNT))
    assert back == there[::-1]


def test_before_the_first_and_after_the_last_picture_the_nearest_is_shown(film: Film) -> None:
    with ExactPictures(film.path) as pictures:
        assert number_in(pictures.picture_at(0)) == 0
        assert number_in(pictures.picture_at(10**15)) == COUNT - 1
        decoded = pictures.decoded
        assert number_in(pictures.picture_at(10**15)) == COUNT - 1
        assert pictures.decoded == decoded
        assert number_in(pictures.picture_at(0)) == 0


def test_a_picture_says_how_long_it_is_on_screen(tmp_path: Path) -> None:
    made = make_session(tmp_path, 3.0)
    times = [at // MS * MS for at in made.frame_times_ns]
    with ExactPictures(made.folder / "recording-001.mkv") as pictures:
        for number in (4, 11, len(times) - 1, 2):
            shown = pictures.picture_at(times[number] + 20 * MS)
            assert shown.start_ns == times[number]
            assert shown.end_ns == [*times, NEVER][number + 1]


def test_a_picture_that_was_just_decoded_is_not_decoded_again(tmp_path: Path) -> None:
    made = make_session(tmp_path, 4.0)
    times = made.frame_times_ns
    with ExactPictures(made.folder / "recording-001.mkv") as pictures:
        pictures.picture_at(times[20])
        decoded = pictures.decoded
        pictures.picture_at((times[20] + times[21]) // 2)
        pictures.picture_at(times[19])
        assert pictures.decoded == decoded
        pictures.picture_at(times[21])
        assert pictures.decoded == decoded + 1
        pictures.picture_at(times[21] - 500 * MS)
        assert pictures.decoded <= decoded + 1 + 31  # no further back than a keyframe


def test_what_is_still_recorded_or_was_cut_off_shows_its_pictures(tmp_path: Path) -> None:
    made = interrupted_session(tmp_path, 4.0)
    times = made.frame_times_ns
    with ExactPictures(made.folder / "recording-001.mkv") as pictures:
        for number in (20, 2, len(times) - 1, 11, 12):
            assert abs(grey(pictures.picture_at(times[number])) - grey_of(number)) <= 3


def test_a_step_goes_over_the_boundary_of_two_files_and_back(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (1.013, 1.513), 2.2)
    times = [at // MS * MS for at in made.frame_times_ns]
    edges = [0, *made.boundaries_ns, 2200 * MS]
    files = [
        (made.folder / f"recording-00{n + 1}.mkv", Span(edges[n], edges[n + 1])) for n in range(3)
    ]
    recording = ExactRecording(files)
    order = [*range(len(times)), *reversed(range(len(times))), 0, len(times) - 1, 21]
    for number in order:
        shown = recording.picture_at(times[number])
        assert abs(grey(shown) - grey_of(number)) <= 3, number
        file = sum(edge <= times[number] for edge in edges[:3]) - 1
        assert (shown.frame.width, shown.frame.height) == SIZES[file]
    assert abs(grey(recording.picture_at(0)) - grey_of(0)) <= 3
    assert abs(grey(recording.picture_at(10**15)) - grey_of(len(times) - 1)) <= 3
    recording.close()


def test_in_a_gap_the_picture_before_it_stands(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path, encoder, sound=False)
    for number, at in enumerate((0, 100, 200, 9_000, 9_100)):
        writer.write(encoder.encode(at * MS, grey_of(number)))
    writer._close_files()
    with ExactPictures(folder / "recording-001.mkv") as pictures:
        for at, number in ((5_000, 2), (8_999, 2), (9_000, 3), (201, 2), (199, 1)):
            assert abs(grey(pictures.picture_at(at * MS)) - grey_of(number)) <= 3


def test_what_holds_no_picture_is_refused_with_a_remedy(tmp_path: Path) -> None:
    text = tmp_path / "notes.mkv"
    text.write_text("this is no video")
    with pytest.raises(MediaError, match=r"notes\.mkv cannot be read as a video"):
        ExactPictures(text)
    writer, folder = open_writer(tmp_path, None)
    for block in blocks(clicks(0.5, [0.1])):
        writer.write(block)
    writer._close_files()
    with pytest.raises(MediaError, match="holds no picture"):
        ExactRecording([(folder / "recording-001.mkv", Span(0, 1))]).picture_at(0)
