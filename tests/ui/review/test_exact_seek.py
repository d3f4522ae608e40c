"""The review's player while time stands: its own decoder finds the picture of the moment shown."""

import threading
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame
from pytestqt.qtbot import QtBot

from observer.model.clock import NS_PER_MS, seconds_to_ns
from observer.model.span import Span
from observer.session.reader import SessionReader
from observer.ui.review.player import Player
from observer.ui.review.recording import recording_of
from tests.long_session import PICTURE_MS, SIZES, LongSession, grey_at, make_long_session

WAIT_MS = 8_000
SECONDS = 4.5


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> LongSession:
    """Three files, the screen's size another in each; their pictures are 50 ms apart."""
    return make_long_session(tmp_path_factory.mktemp("library"), (1.513, 3.0), SECONDS)


class Shown:
    """What the player tells to show while time stands."""

    def __init__(self, player: Player) -> None:
        self.stills: list[QImage] = []
        self.glimpses: list[QImage] = []
        self.frames: list[QVideoFrame] = []
        player.still_changed.connect(self.stills.append)
        player.glimpse_changed.connect(self.glimpses.append)
        player.picture_changed.connect(self.frames.append)

    def shows(self, time_ms: int) -> bool:
        return bool(self.stills) and is_of(self.stills[-1], time_ms)


def is_of(image: QImage, time_ms: int) -> bool:
    number = sum(edge <= time_ms for edge in (1513, 3000))
    began = (0, 1513, 3000)[number]
    luma = grey_at(began + (time_ms - began) // PICTURE_MS * PICTURE_MS)
    shade = round((luma - 16) * 255 / 219)
    size = (image.width(), image.height())
    return size == SIZES[number] and abs(image.pixelColor(8, 8).green() - shade) <= 3


@pytest.fixture
def player(qtbot: QtBot, display: str, made: LongSession) -> Iterator[Player]:
    player = Player()
    reader = SessionReader(made.folder)
    player.open(recording_of(reader, reader.manifest.duration_ns))
    yield player
    player.close()


@pytest.fixture
def shown(qtbot: QtBot, player: Player) -> Shown:
    shown = Shown(player)
    qtbot.waitUntil(lambda: shown.shows(0), timeout=WAIT_MS)
    return shown


def test_a_seek_shows_the_exact_picture_in_whichever_file(
    qtbot: QtBot, player: Player, shown: Shown
) -> None:
    for time_ms in (3210, 1020, 1512, 1513, 2999, 3000, 200, 4440, 1):
        player.seek(time_ms * NS_PER_MS)
        qtbot.waitUntil(partial(shown.shows, time_ms), timeout=WAIT_MS)
        assert player.time_ns == time_ms * NS_PER_MS
    assert not shown.frames  # Qt's player, which follows, shows nothing of its own


def test_of_many_wishes_in_a_row_the_last_is_met_and_few_others(
    qtbot: QtBot, player: Player, shown: Shown
) -> None:
    shown.stills.clear()
    for time_ms in (*range(100, 1500, 3), 4100):
        player.seek(time_ms * NS_PER_MS)
    qtbot.waitUntil(lambda: shown.shows(4100), timeout=WAIT_MS)
    assert len(shown.stills) <= 3


def test_once_prepared_a_glimpse_is_there_at_once(
    qtbot: QtBot, player: Player, shown: Shown
) -> None:
    qtbot.waitUntil(lambda: player.is_prepared, timeout=WAIT_MS)
    for time_ms in (0, 1513, 3000):  # each file's keyframe
        glimpse = player._seeker.glimpse(time_ms * NS_PER_MS)
        assert is_of(glimpse, time_ms)


def test_a_glimpse_stands_in_for_a_picture_that_takes_its_time(
    qtbot: QtBot, player: Player, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: player.is_prepared, timeout=WAIT_MS)
    monkeypatch.setattr(player._seeker, "seek", lambda _time_ns: None)
    player.seek(3_000 * NS_PER_MS)
    qtbot.waitUntil(lambda: bool(shown.glimpses), timeout=WAIT_MS)
    assert is_of(shown.glimpses[-1], 3000)


def test_playing_goes_on_from_where_a_seek_led(qtbot: QtBot, player: Player, shown: Shown) -> None:
    player.seek(seconds_to_ns(3.3))
    player.play()
    times: list[int] = []
    player.time_changed.connect(times.append)
    qtbot.waitUntil(lambda: len(shown.frames) > 5, timeout=WAIT_MS)
    player.pause()
    stood_ns = player.time_ns
    assert seconds_to_ns(3.3) <= stood_ns < seconds_to_ns(SECONDS)
    assert times == sorted(times)
    size = (shown.frames[0].width(), shown.frames[0].height())
    assert size == SIZES[2]
    qtbot.waitUntil(lambda: shown.shows(stood_ns // NS_PER_MS), timeout=WAIT_MS)


def test_backwards_every_picture_is_an_exact_one(
    qtbot: QtBot, player: Player, shown: Shown
) -> None:
    player.seek(seconds_to_ns(2.0))
    player.shuttle(-1)
    qtbot.waitUntil(lambda: player.time_ns < seconds_to_ns(1.3), timeout=WAIT_MS)
    player.pause()
    stood_ms = player.time_ns // NS_PER_MS
    qtbot.waitUntil(lambda: shown.shows(stood_ms), timeout=WAIT_MS)
    assert {image.width() for image in shown.stills[-5:]} == {SIZES[0][0]}
    assert not shown.frames


def test_a_span_is_looped(qtbot: QtBot, player: Player, shown: Shown) -> None:
    player.loop = Span(seconds_to_ns(0.2), seconds_to_ns(0.6))
    times: list[int] = []
    player.time_changed.connect(times.append)
    player.seek(player.loop.start_ns)
    player.play()
    qtbot.waitUntil(
        lambda: sum(after < before for before, after in pairwise(times)) >= 2, timeout=WAIT_MS
    )
    player.pause()
    assert max(times) < seconds_to_ns(0.7)


def test_the_speeds_keep_the_pitch(player: Player, shown: Shown) -> None:
    media = player._file._media
    assert media.pitchCompensation()
    for speed in (0.25, 4.0):
        player.set_speed(speed)
        player.play()
        assert media.playbackRate() == speed
        player.pause()


def test_a_closed_player_leaves_no_thread(qtbot: QtBot, player: Player, shown: Shown) -> None:
    names = {thread.name for thread in threading.enumerate()}
    assert "exact-pictures" in names
    player.close()
    names = {thread.name for thread in threading.enumerate()}
    assert not names & {"exact-pictures", "waymarks"}
    player.seek(seconds_to_ns(1))
    qtbot.wait(50)


def test_a_file_that_cannot_be_decoded_is_left_to_qts_player_and_told(
    qtbot: QtBot, tmp_path: Path, display: str
) -> None:
    made = make_long_session(tmp_path, (1.0,), 2.0, camera=False)
    reader = SessionReader(made.folder)
    recording = recording_of(reader, reader.manifest.duration_ns)
    (made.folder / "recording-002.mkv").write_bytes(b"nothing of use")
    player = Player()
    shown = Shown(player)
    player.open(recording)
    qtbot.waitUntil(lambda: shown.shows(0), timeout=WAIT_MS)
    with qtbot.waitSignal(player.failed, timeout=WAIT_MS):
        player.seek(seconds_to_ns(1.5))
    player.seek(seconds_to_ns(0.5))
    qtbot.waitUntil(lambda: is_of(shown.stills[-1], 500), timeout=WAIT_MS)
    player.close()
