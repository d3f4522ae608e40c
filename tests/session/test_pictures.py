from pathlib import Path

import pytest

from observer.model.errors import MediaError
from observer.model.samples import EncodedFrame
from observer.session.pictures import PictureReader
from tests.session.recordings import (
    HEIGHT,
    MS,
    WIDTH,
    Made,
    TinyEncoder,
    blocks,
    clicks,
    grey_of,
    make_session,
    open_writer,
    ordinary_samples,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_session(tmp_path_factory.mktemp("library"), 6.0)


def shows(rgb: bytes, index: int) -> bool:
    return abs(rgb[len(rgb) // 2] - grey_of(index)) <= 3


def test_the_picture_at_any_time_is_the_one_on_screen_then(made: Made) -> None:
    times = made.frame_times_ns
    order = [*range(len(times)), 3, 20, 1, len(times) - 1, 10, 9, 9, 0]  # onward, then jumping
    with PictureReader(made.folder / "recording-001.mkv") as reader:
        for index in order:
            ends_ns = [*times, 6000 * MS][index + 1]
            for at_ns in (
                times[index] // MS * MS,
                times[index],
                (times[index] + ends_ns) // 2,
                ends_ns - 1 * MS,
            ):
                picture = reader.picture_at(at_ns)
                assert shows(picture.rgb, index), (index, at_ns, picture.rgb[:3])
                assert picture.time_ns == times[index] // MS * MS


def test_every_pictures_time_is_listed(made: Made) -> None:
    with PictureReader(made.folder / "recording-001.mkv") as reader:
        assert reader.frame_times_ns() == [at // MS * MS for at in made.frame_times_ns]
        assert abs(reader.duration_ns - 6000 * MS) < 70 * MS


def test_before_the_first_and_after_the_last_picture_the_nearest_is_shown(made: Made) -> None:
    with PictureReader(made.folder / "recording-001.mkv") as reader:
        assert shows(reader.picture_at(0).rgb, 0)
        assert shows(reader.picture_at(10**15).rgb, len(made.frame_times_ns) - 1)
        assert shows(reader.picture_at(0).rgb, 0)


@pytest.mark.parametrize("width", [None, 100, 97])
def test_pixels_are_packed_without_padding_at_any_width(made: Made, width: int | None) -> None:
    with PictureReader(made.folder / "recording-001.mkv") as reader:
        picture = reader.picture_at(1000 * MS, width)
    assert picture.width == (width or WIDTH)
    assert picture.height == round(HEIGHT * picture.width / WIDTH)
    assert len(picture.rgb) == picture.width * picture.height * 3
    assert max(picture.rgb) - min(picture.rgb) <= 4


def test_pictures_of_a_recording_that_still_runs_can_be_read(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path, encoder)
    times = []
    for sample in ordinary_samples(encoder, 4.0):
        writer.write(sample)
        times += [sample.start_ns] if isinstance(sample, EncodedFrame) else []
    with PictureReader(folder / "recording-001.mkv") as reader:
        assert reader.duration_ns == times[-1] // MS * MS
        for index in (20, 2, len(times) - 1, 11):
            assert shows(reader.picture_at(times[index]).rgb, index)
    writer._close_files()


def test_a_file_without_pictures_is_refused_with_a_remedy(tmp_path: Path) -> None:
    text = tmp_path / "notes.mkv"
    text.write_text("this is no video")
    with pytest.raises(MediaError, match=r"notes\.mkv cannot be read as a video"):
        PictureReader(text)
    with pytest.raises(MediaError):
        PictureReader(tmp_path / "missing.mkv")
    writer, folder = open_writer(tmp_path, None)
    for block in blocks(clicks(0.5, [0.1])):
        writer.write(block)
    writer._close_files()
    with pytest.raises(MediaError, match="holds no picture"):
        PictureReader(folder / "recording-001.mkv")
