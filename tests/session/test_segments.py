"""A screen that changes its size while it is recorded: another file, and nothing lost between."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from observer.model.consent import TrackKind
from observer.model.manifest import Health, Segment
from observer.model.samples import FormatChange, SoundBlock, SoundFormat
from observer.session.layout import media_file
from observer.session.manifest_file import read_manifest
from observer.session.media_sink import MediaSink
from observer.session.pictures import RecordingPictures
from observer.session.reader import SessionReader
from observer.session.segment_sink import SegmentSink
from observer.session.verify import verify_session
from tests.session.ffmpeg import complaints, decode_sound, ffprobe, packets
from tests.session.recordings import (
    MS,
    RATE_HZ,
    SIZES,
    SOUND,
    Segmented,
    TinyEncoder,
    blocks,
    grey_of,
    make_segmented_session,
    open_writer,
    tone,
)

# Opus at 64 kbit/s: in any tenth of a second what differs from the tone is less than a tenth of it.
_LIKE_THE_TONE = 0.1


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Segmented:
    library = tmp_path_factory.mktemp("library")
    return make_segmented_session(library, (1.013, 1.55), 2.5, camera=True)


def heard(folder: Path, count: int) -> np.ndarray:
    """The sound of all files, one after the other."""
    return np.concatenate([decode_sound(folder / media_file(n + 1)) for n in range(count)])


def assert_is(sound: np.ndarray, written: np.ndarray) -> None:
    """The same samples at the same places, but for what Opus makes of them."""
    assert len(sound) == len(written)
    for first in range(0, len(written), RATE_HZ // 10):
        part = written[first : first + RATE_HZ // 10].astype(float)
        error = sound[first : first + RATE_HZ // 10] - part
        assert error.std() < _LIKE_THE_TONE * part.std(), f"{first / RATE_HZ:.1f} s"


def test_each_size_has_a_file_whose_times_count_from_the_sessions_start(made: Segmented) -> None:
    ends_ms = [*(at // MS for at in made.boundaries_ns), 2500]
    starts_ms = [0, *ends_ms[:-1]]
    for number, (starts, ends, size) in enumerate(
        zip(starts_ms, ends_ms, made.sizes, strict=True), 1
    ):
        path = made.folder / media_file(number)
        stream = ffprobe(path, "-select_streams", "v", "-show_streams")["streams"][0]
        assert (stream["width"], stream["height"]) == size
        assert round(float(stream["start_time"]) * 1000) == starts
        pictures = packets(path, "v")
        times_ms = [round(float(packet["pts_time"]) * 1000) for packet in pictures]
        assert times_ms == [t // MS for t in made.frame_times_ns if starts <= t // MS < ends]
        assert "K" in pictures[0]["flags"]
        shown_ms = round(float(pictures[-1]["duration_time"]) * 1000)
        assert times_ms[-1] + shown_ms == ends
        assert complaints(path) == ""


def test_pyav_reads_the_same_times_as_ffprobe(made: Segmented) -> None:
    times_ms: list[int] = []
    for number in (1, 2, 3):
        with av.open(str(made.folder / media_file(number))) as media:
            times_ms += [round((frame.time or 0) * 1000) for frame in media.decode(video=0)]
    assert times_ms == [at // MS for at in made.frame_times_ns]


def test_no_sample_of_sound_is_lost_or_doubled_over_the_boundaries(made: Segmented) -> None:
    counts = [len(decode_sound(made.folder / media_file(n))) for n in (1, 2, 3)]
    places = [0, *(at * RATE_HZ // 10**9 for at in made.boundaries_ns), len(made.pcm)]
    assert counts == [after - before for before, after in pairwise(places)]
    assert_is(heard(made.folder, 3), made.pcm)


def test_sound_of_a_later_file_begins_at_the_boundary_on_the_clock(made: Segmented) -> None:
    assert abs(sound_begins_ns(made.folder / media_file(2)) - made.boundaries_ns[0]) <= 1 * MS


def test_the_manifest_tells_the_segments_and_each_tracks_files(made: Segmented) -> None:
    manifest = read_manifest(made.folder)
    first_ns, second_ns = made.boundaries_ns
    names = tuple(media_file(n) for n in (1, 2, 3))
    assert manifest.segments == (
        Segment(names[0], 0, first_ns, *SIZES[0]),
        Segment(names[1], first_ns, second_ns, *SIZES[1]),
        Segment(names[2], second_ns, 2500 * MS, *SIZES[2]),
    )
    screen, sound = manifest.track(TrackKind.SCREEN), manifest.track(TrackKind.MICROPHONE)
    assert screen is not None
    assert sound is not None
    assert screen.files == sound.files == names
    assert screen.items == len(made.frame_times_ns)
    assert set(manifest.sha256) >= {*names, "camera-001.mkv"}
    assert verify_session(made.folder).ok


def test_the_camera_has_a_file_of_its_own(made: Segmented) -> None:
    reader = SessionReader(made.folder)
    assert reader.camera_path == made.folder / "camera-001.mkv"
    (stream,) = ffprobe(reader.camera_path, "-show_streams")["streams"]
    assert (stream["width"], stream["height"]) == (160, 120)
    times_ms = [round(float(p["pts_time"]) * 1000) for p in packets(reader.camera_path, "v")]
    assert times_ms == list(range(30, 2500, 70))
    assert complaints(reader.camera_path) == ""


def test_pictures_are_found_whichever_file_they_lie_in(made: Segmented) -> None:
    times = made.frame_times_ns
    starts_ns = [0, *made.boundaries_ns]
    with RecordingPictures(made.folder) as pictures:
        assert pictures.duration_ns == 2500 * MS
        assert pictures.frame_times_ns() == [at // MS * MS for at in times]
        for index in (*range(len(times)), 3, len(times) - 1, 21, 20, 0):
            for at_ns in (times[index] // MS * MS, [*times, 2500 * MS][index + 1] // MS * MS - 1):
                picture = pictures.picture_at(at_ns)
                part = sum(at_ns >= start_ns for start_ns in starts_ns) - 1
                assert (picture.width, picture.height) == made.sizes[part]
                assert abs(picture.rgb[len(picture.rgb) // 2] - grey_of(index)) <= 3, index
                assert picture.time_ns == times[index] // MS * MS
        assert pictures.picture_at(10**15).time_ns == times[-1] // MS * MS


def test_a_session_of_one_size_has_one_segment(tmp_path: Path) -> None:
    folder = make_segmented_session(tmp_path, (), 1.0).folder
    reader = SessionReader(folder)
    assert reader.segments == (Segment(media_file(1), 0, 1000 * MS, *SIZES[0]),)
    assert reader.media_paths == (reader.media_path,) == (folder / media_file(1),)
    assert reader.camera_path is None


@pytest.mark.parametrize("boundaries_s", [(0.5, 0.51, 0.52, 0.9), (0.005, 0.05), (0.995,)])
def test_changes_that_come_quickly_lose_nothing(
    tmp_path: Path, boundaries_s: Sequence[float]
) -> None:
    made = make_segmented_session(tmp_path, boundaries_s, 1.0)
    assert verify_session(made.folder).ok, verify_session(made.folder).checks
    reader = SessionReader(made.folder)
    assert [segment.start_ns for segment in reader.segments] == [0, *made.boundaries_ns]
    assert_is(heard(made.folder, len(reader.segments)), made.pcm)


def test_a_size_that_no_picture_had_makes_no_file(tmp_path: Path) -> None:
    first, unseen, second = (TinyEncoder(*size) for size in SIZES)
    writer, folder = open_writer(tmp_path, first, sound=False)
    writer.write(first.encode(5 * MS, 50))
    writer.write(FormatChange(TrackKind.SCREEN, 100 * MS, unseen.format))
    writer.write(FormatChange(TrackKind.SCREEN, 120 * MS, second.format))
    writer.write(second.encode(130 * MS, 90))
    segments = writer.close(400 * MS, Health()).segments
    assert [(s.file, s.start_ns, s.width) for s in segments] == [
        (media_file(1), 0, SIZES[0][0]),
        (media_file(2), 130 * MS, SIZES[2][0]),
    ]
    assert verify_session(folder).ok


def test_sound_that_came_before_the_picture_of_its_time_is_neither_lost_nor_doubled(
    tmp_path: Path,
) -> None:
    first, second = TinyEncoder(*SIZES[0]), TinyEncoder(*SIZES[1])
    writer, folder = open_writer(tmp_path, first, events=False)
    pcm = tone(1.0)
    coming = blocks(pcm)
    writer.write(first.encode(0, 50))
    for _ in range(6):
        writer.write(next(coming))
    writer.write(FormatChange(TrackKind.SCREEN, 503 * MS, second.format))
    writer.write(second.encode(503 * MS, 90))
    for block in coming:
        writer.write(block)
    writer.close(1000 * MS, Health())
    assert len(decode_sound(folder / media_file(1))) == RATE_HZ * 6 // 10
    assert_is(heard(folder, 2), pcm)
    assert abs(sound_begins_ns(folder / media_file(2)) - 600 * MS) <= 1 * MS
    assert verify_session(folder).ok


def test_a_second_sound_that_stopped_does_not_hold_up_the_first(tmp_path: Path) -> None:
    sounds = {TrackKind.MICROPHONE: SOUND, TrackKind.SYSTEM_SOUND: SoundFormat(RATE_HZ, 2)}
    first, second = TinyEncoder(*SIZES[0]), TinyEncoder(*SIZES[1])
    sink = SegmentSink(tmp_path, {TrackKind.SCREEN: first.format, **sounds}, lambda _: None)
    sink.write_frame(first.encode(0, 50))
    sink.write_sound(SoundBlock(TrackKind.SYSTEM_SOUND, 0, bytes(RATE_HZ // 10 * 4)))
    pcm = tone(1.0)
    coming = blocks(pcm)
    sink.write_sound(next(coming))
    sink.change_format(second.format)
    sink.write_frame(second.encode(333 * MS, 90))
    for block in coming:
        sink.write_sound(block)
    sink.finish_sound(1000 * MS)
    sink.close()
    parts = [decode_track(tmp_path / media_file(n), 0) for n in (1, 2)]
    assert [len(part) for part in parts] == [333 * 48, 667 * 48]
    assert_is(np.concatenate(parts), pcm)
    assert len(decode_track(tmp_path / media_file(1), 1)) == RATE_HZ // 10


def test_a_file_is_in_the_manifest_before_it_holds_a_packet(tmp_path: Path) -> None:
    first, second = TinyEncoder(*SIZES[0]), TinyEncoder(*SIZES[1])
    seen: list[str] = []
    empty = head_size(tmp_path / "empty.mkv", second)

    def announce(segments: tuple[Segment, ...]) -> None:
        name = segments[-1].file
        assert (tmp_path / name).stat().st_size == empty
        seen.append(name)

    sink = SegmentSink(tmp_path, {TrackKind.SCREEN: first.format}, announce)
    sink.write_frame(first.encode(0, 50))
    sink.change_format(second.format)
    assert seen == []
    sink.write_frame(second.encode(200 * MS, 90))
    sink.close()
    assert seen == [media_file(2)]
    assert (tmp_path / media_file(2)).stat().st_size > empty


def test_a_file_that_the_disk_refused_can_be_begun_again(tmp_path: Path) -> None:
    first, second = TinyEncoder(*SIZES[0]), TinyEncoder(*SIZES[1])
    refusals: Iterator[bool] = iter((True, False))

    def announce(segments: tuple[Segment, ...]) -> None:
        if next(refusals):
            raise OSError("the disk is full")

    sink = SegmentSink(tmp_path, {TrackKind.SCREEN: first.format}, announce)
    sink.write_frame(first.encode(0, 50))
    sink.change_format(second.format)
    with pytest.raises(OSError, match="full"):
        sink.write_frame(second.encode(200 * MS, 90))
    assert not (tmp_path / media_file(2)).exists()
    assert len(sink.segments) == 1
    sink.write_frame(TinyEncoder(*SIZES[1]).encode(240 * MS, 90))
    sink.close()
    assert [s.start_ns for s in sink.segments] == [0, 240 * MS]
    assert len(packets(tmp_path / media_file(2), "v")) == 1


def test_a_running_recording_of_two_sizes_can_be_read(tmp_path: Path) -> None:
    made = make_segmented_session(tmp_path, (0.7,), 1.2, closed=False)
    assert [s.end_ns for s in made.manifest.segments] == [700 * MS, 0]
    for number in (1, 2):
        assert complaints(made.folder / media_file(number)) == ""
    with RecordingPictures(made.folder) as pictures:
        for index in (20, 2, len(made.frame_times_ns) - 1, 11):
            picture = pictures.picture_at(made.frame_times_ns[index])
            assert abs(picture.rgb[len(picture.rgb) // 2] - grey_of(index)) <= 3
        assert pictures.duration_ns == made.frame_times_ns[-1] // MS * MS


def test_bytes_are_told_for_each_track(tmp_path: Path) -> None:
    first, second = TinyEncoder(*SIZES[0]), TinyEncoder(*SIZES[1])
    face = TinyEncoder(160, 120, TrackKind.CAMERA)
    writer, folder = open_writer(tmp_path, first, camera=face)
    writer.write(first.encode(0, 50))
    writer.write(face.encode(0, 50))
    screen = writer.bytes_by_track[TrackKind.SCREEN]
    assert screen > 0
    assert writer.bytes_by_track[TrackKind.MICROPHONE] == 0
    for block in blocks(tone(0.5)):
        writer.write(block)
    writer.write(FormatChange(TrackKind.SCREEN, 300 * MS, second.format))
    writer.write(second.encode(300 * MS, 90))
    for block in blocks(tone(0.5), 500 * MS):
        writer.write(block)
    sizes = writer.bytes_by_track
    assert sizes[TrackKind.SCREEN] > screen
    # 64 kbit/s and the packets' heads
    assert 6_000 < sizes[TrackKind.MICROPHONE] < 14_000
    assert sizes[TrackKind.CAMERA] > 0
    on_disk = sum(path.stat().st_size for path in folder.glob("*.mkv"))
    heads = on_disk - sum(sizes.values())
    assert 0 < heads < 4000
    assert writer.bytes_written == on_disk
    writer.close(1000 * MS, Health())


def head_size(path: Path, encoder: TinyEncoder) -> int:
    MediaSink(path, {TrackKind.SCREEN: encoder.format}).close()
    return path.stat().st_size


def sound_begins_ns(path: Path) -> float:
    with av.open(str(path)) as media:
        return (next(media.decode(audio=0)).time or 0) * 10**9


def decode_track(path: Path, number: int) -> np.ndarray:
    with av.open(str(path)) as media:
        parts = [frame.to_ndarray() for frame in media.decode(media.streams.audio[number])]
    sound = np.concatenate(parts, axis=1).mean(axis=0) if parts else np.zeros(0)
    return np.asarray(sound * (32768 if sound.dtype.kind == "f" else 1))


def test_a_camera_that_gave_no_picture_leaves_a_note_and_no_file(tmp_path: Path) -> None:
    first, face = TinyEncoder(*SIZES[0]), TinyEncoder(160, 120, TrackKind.CAMERA)
    writer, folder = open_writer(tmp_path, first, sound=False, camera=face)
    writer.write(first.encode(0, 50))
    manifest = writer.close(300 * MS, Health())
    assert manifest.track(TrackKind.CAMERA) is None
    assert manifest.health.notes == ("The camera gave no picture",)
    assert SessionReader(folder).camera_path is None
    assert verify_session(folder).ok
