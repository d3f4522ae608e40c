"""Qt's player on one file, wherever in the session the file begins."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from observer.model.clock import NS_PER_MS, seconds_to_ns
from observer.session.first_picture import first_picture_ns
from observer.ui.review.file_player import FilePlayer
from tests.long_session import PICTURE_MS, make_long_session

LATE_S = 600
WAIT_MS = 8_000


@pytest.fixture
def late_file(tmp_path: Path) -> Path:
    """The second file of a session whose screen changed its size after ten minutes."""
    made = make_long_session(tmp_path, (), 2.0, camera=False)
    late = tmp_path / "recording-002.mkv"
    command = ["ffmpeg", "-v", "error", "-i", str(made.folder / "recording-001.mkv")]
    command += ["-map", "0", "-c", "copy", "-output_ts_offset", str(LATE_S), str(late)]
    subprocess.run(command, check=True)
    return late


@pytest.fixture
def player(qtbot: QtBot, display: str) -> Iterator[FilePlayer]:
    player = FilePlayer()
    yield player
    player.close()


def test_times_are_the_sessions_in_a_file_that_begins_after_ten_minutes(
    qtbot: QtBot, player: FilePlayer, late_file: Path
) -> None:
    first_ns = first_picture_ns(late_file)
    assert first_ns is not None
    assert first_ns == pytest.approx(seconds_to_ns(LATE_S), abs=10 * NS_PER_MS)
    pictures: list[int] = []
    positions: list[int] = []
    player.picture_changed.connect(lambda _frame, at: pictures.append(at))
    player.position_changed.connect(positions.append)
    with qtbot.waitSignal(player.ready, timeout=WAIT_MS):
        player.open(late_file, first_ns)
    assert pictures == [first_ns]

    wanted_ns = first_ns + 20 * PICTURE_MS * NS_PER_MS
    player.seek(wanted_ns + 10 * NS_PER_MS)
    qtbot.waitUntil(lambda: pictures[-1] == wanted_ns, timeout=WAIT_MS)

    player.play(1.0)
    qtbot.waitUntil(lambda: bool(positions) and positions[-1] > wanted_ns, timeout=WAIT_MS)
    assert positions[-1] < seconds_to_ns(LATE_S + 2)


def test_what_is_asked_for_before_the_file_is_loaded_is_shown_alone(
    qtbot: QtBot, player: FilePlayer, late_file: Path
) -> None:
    first_ns = first_picture_ns(late_file)
    assert first_ns is not None
    pictures: list[int] = []
    player.picture_changed.connect(lambda _frame, at: pictures.append(at))
    player.open(late_file, first_ns)
    player.seek(first_ns + 10 * PICTURE_MS * NS_PER_MS)
    qtbot.waitUntil(lambda: bool(pictures), timeout=WAIT_MS)
    assert pictures == [first_ns + 10 * PICTURE_MS * NS_PER_MS]
