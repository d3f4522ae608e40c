"""The review of a session whose screen changed its size, with two sounds and a face."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.clock import NS_PER_MS, seconds_to_ns
from observer.model.consent import TrackKind
from observer.ui.review.page import ReviewPage
from tests.long_session import PICTURE_MS, SIZES, LongSession, grey_at, make_long_session

BOUNDARIES_S = (1.513, 3.0)
BOUNDARIES_MS = (1513, 3000)
SECONDS = 4.5
WAIT_MS = 8_000


@pytest.fixture
def made(root: Path) -> LongSession:
    return make_long_session(root, BOUNDARIES_S, SECONDS)


@pytest.fixture
def page(qtbot: QtBot, empty_page: ReviewPage, library: Library, made: LongSession) -> ReviewPage:
    row = land_session(library, made.folder)
    empty_page.open_session(row.id)
    qtbot.waitUntil(lambda: not empty_page.picture.image.isNull(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: empty_page.timeline.input.words == "", timeout=WAIT_MS)
    return empty_page


def shown_at(time_ms: int) -> tuple[tuple[int, int], int]:
    """The size and the shade of the picture on screen at a moment of the session."""
    start_ms = max(at for at in (0, *BOUNDARIES_MS) if at <= time_ms)
    number = (0, *BOUNDARIES_MS).index(start_ms)
    began_ms = start_ms + (time_ms - start_ms) // PICTURE_MS * PICTURE_MS
    return SIZES[number], round((grey_at(began_ms) - 16) * 255 / 219)


def on_screen(page: ReviewPage) -> tuple[tuple[int, int], int]:
    image = page.picture.image
    shade = image.pixelColor(image.width() // 2, image.height() * 2 // 3).green()
    return (image.width(), image.height()), shade


def wait_for(qtbot: QtBot, page: ReviewPage, time_ms: int) -> None:
    size, shade = shown_at(time_ms)

    def is_shown() -> bool:
        seen_size, seen_shade = on_screen(page)
        return seen_size == size and abs(seen_shade - shade) <= 3

    qtbot.waitUntil(is_shown, timeout=WAIT_MS)


def test_a_seek_finds_the_picture_in_whichever_file_it_lies(qtbot: QtBot, page: ReviewPage) -> None:
    for time_ms in (3210, 1020, 1512, 1513, 2999, 3000, 200, 4440):
        page.player.seek(time_ms * NS_PER_MS)
        wait_for(qtbot, page, time_ms)
        assert page.player.time_ns == time_ms * NS_PER_MS


def test_scrubbing_over_all_files_ends_on_the_picture_of_the_last_moment(
    qtbot: QtBot, page: ReviewPage
) -> None:
    for time_ms in (*range(0, 4400, 60), *range(4400, 2000, -60)):
        page.player.seek(time_ms * NS_PER_MS)
        qtbot.wait(2)
    page.player.seek(2120 * NS_PER_MS)
    wait_for(qtbot, page, 2120)


def test_stepping_crosses_a_boundary_there_and_back(qtbot: QtBot, page: ReviewPage) -> None:
    page.player.seek(1460 * NS_PER_MS)
    for time_ms in (1500, 1513, 1563):
        QTest.keyClick(page, Qt.Key.Key_Right)
        assert page.player.time_ns == time_ms * NS_PER_MS
        wait_for(qtbot, page, time_ms)
    for time_ms in (1513, 1500, 1450):
        QTest.keyClick(page, Qt.Key.Key_Left)
        wait_for(qtbot, page, time_ms)


def test_playing_runs_over_both_boundaries_to_the_end_and_time_never_goes_back(
    qtbot: QtBot, page: ReviewPage
) -> None:
    times: list[int] = []
    page.player.seek(seconds_to_ns(1.2))
    page.player.time_changed.connect(times.append)
    sizes: list[tuple[int, int]] = []
    page.player.picture_changed.connect(lambda frame: sizes.append((frame.width(), frame.height())))
    began = time.monotonic()
    page.player.play()
    qtbot.waitUntil(lambda: not page.player.is_playing, timeout=12_000)
    took_s = time.monotonic() - began
    assert times == sorted(times)
    assert list(dict.fromkeys(sizes)) == list(SIZES)
    assert SECONDS - 1.2 - 0.3 < took_s < SECONDS - 1.2 + 2.0  # two cores, shared
    assert page.player.time_ns > seconds_to_ns(SECONDS - 0.1)


def test_what_is_shown_while_playing_is_the_picture_of_the_playheads_moment(
    qtbot: QtBot, page: ReviewPage
) -> None:
    apart_ms: list[float] = []
    player = page.player

    def compare(_frame: QVideoFrame, at_ns: int) -> None:
        if player.is_playing and not player._file.is_seeking:
            apart_ms.append((player.time_ns - at_ns) / NS_PER_MS)

    player._file.picture_changed.connect(compare)
    player.seek(seconds_to_ns(2.2))
    player.play()
    qtbot.waitUntil(lambda: player.time_ns > seconds_to_ns(4.2), timeout=WAIT_MS)
    player.pause()
    assert len(apart_ms) > 20
    assert sorted(apart_ms)[len(apart_ms) // 2] == pytest.approx(0, abs=80)


def test_running_backwards_crosses_a_boundary(qtbot: QtBot, page: ReviewPage) -> None:
    page.player.seek(seconds_to_ns(2.0))
    page.player.shuttle(-1)
    qtbot.waitUntil(lambda: page.player.time_ns < seconds_to_ns(1.2), timeout=WAIT_MS)
    page.player.pause()
    wait_for(qtbot, page, page.player.time_ns // NS_PER_MS)


def test_the_voice_is_heard_first_and_the_computer_on_demand(
    qtbot: QtBot, page: ReviewPage
) -> None:
    player = page.player
    media = player._file._media
    assert player.recording.sounds == (TrackKind.MICROPHONE, TrackKind.SYSTEM_SOUND)
    assert media.activeAudioTrack() == 1  # the computer's stream comes first in these files
    player.choose_sound(TrackKind.SYSTEM_SOUND)
    assert media.activeAudioTrack() == 0
    player.seek(seconds_to_ns(3.5))
    wait_for(qtbot, page, 3500)
    assert media.activeAudioTrack() == 0  # in the next file, too
    player.play()
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_S)
        qtbot.wait(100)
    assert media.activeAudioTrack() == 1
    qtbot.waitUntil(lambda: player.time_ns > seconds_to_ns(3.8), timeout=WAIT_MS)


def test_a_file_that_cannot_be_read_is_told_and_the_others_play(
    qtbot: QtBot, page: ReviewPage, made: LongSession
) -> None:
    (made.folder / "recording-002.mkv").write_bytes(b"nothing of use")
    page.player.seek(seconds_to_ns(1.3))
    with qtbot.waitSignal(page.player.failed, timeout=WAIT_MS):
        page.player.play()
    assert not page.player.is_playing
    page.player.seek(seconds_to_ns(3.4))
    wait_for(qtbot, page, 3400)


def test_in_a_narrow_window_the_time_is_whole(qtbot: QtBot, page: ReviewPage) -> None:
    page.resize(1024, 640)
    time = page.transport._time
    qtbot.waitUntil(lambda: page.transport.width() < 700, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: time.width() >= time.sizeHint().width(), timeout=WAIT_MS)
