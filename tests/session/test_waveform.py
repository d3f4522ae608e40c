from pathlib import Path

import pytest

from observer.model.errors import Cancelled, MediaError
from observer.session.first_picture import first_picture_ns
from observer.session.reader import SessionReader
from observer.session.waveform import peaks, waveform_buckets
from tests.long_session import make_long_session
from tests.session.recordings import make_session


def test_the_peak_lies_where_the_click_was(tmp_path: Path) -> None:
    media = make_session(tmp_path, 2.0).folder / "recording-001.mkv"
    loudness = peaks([media], 100, 2_000_000_000)
    assert len(loudness) == 100
    loudest = loudness.index(max(loudness))
    assert loudest in (24, 25, 26)  # the click at 0.5 s; a bucket is 20 ms
    assert max(loudness[40:]) < max(loudness) / 10


def test_a_session_without_sound_has_no_peaks(tmp_path: Path) -> None:
    media = make_session(tmp_path, 1.0, sound=False).folder / "recording-001.mkv"
    assert peaks([media], 100, 1_000_000_000) == []


def test_reading_stops_when_told_to(tmp_path: Path) -> None:
    media = make_session(tmp_path, 1.0).folder / "recording-001.mkv"
    with pytest.raises(Cancelled):
        peaks([media], 100, 1_000_000_000, cancelled=lambda: True)


def test_a_file_that_is_no_media_is_a_known_failure(tmp_path: Path) -> None:
    path = tmp_path / "notes.mkv"
    path.write_text("no media")
    with pytest.raises(MediaError):
        peaks([path], 10, 1_000_000_000)
    with pytest.raises(MediaError):
        first_picture_ns(path)


def test_a_session_has_fifty_buckets_a_second_up_to_an_hour() -> None:
    assert waveform_buckets(10_000_000_000) == 500
    assert waveform_buckets(10 * 3600 * 1_000_000_000) == 200_000


def test_the_first_picture_is_found_without_decoding(tmp_path: Path) -> None:
    made = make_session(tmp_path, 1.0)
    first_ns = first_picture_ns(made.folder / "recording-001.mkv")
    assert first_ns is not None
    assert abs(first_ns - made.frame_times_ns[0]) <= 1_000_000


def test_the_voice_is_read_from_every_file_and_not_from_what_the_computer_played(
    tmp_path: Path,
) -> None:
    made = make_long_session(tmp_path / "talk", (1.0,), 2.0, camera=False)
    files = SessionReader(made.folder).media_paths
    both = peaks(files, 100, 2_000_000_000)
    assert min(both) > 0.1  # the voice's tone alone, in both files; together they are twice as loud
    assert max(both) < 0.25
    silent = make_long_session(tmp_path / "still", (1.0,), 2.0, voice=False, camera=False)
    assert peaks(SessionReader(silent.folder).media_paths, 100, 2_000_000_000) == []
