"""Waypoints: what is decoded from them is, bit for bit, what the whole way gives."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import av
import numpy as np
import pytest

from observer.capture.screen.canvas import Canvas
from observer.capture.screen.encoder import ScreenEncoder
from observer.model.consent import TrackKind
from observer.model.errors import MediaError
from observer.model.manifest import Health
from observer.model.samples import EncodedFrame
from observer.model.sink import TrackFormat
from observer.model.span import Span
from observer.session.exact_pictures import ExactPictures, ExactRecording
from observer.session.folder import create_folder
from observer.session.waymark_thread import WaymarkThread
from observer.session.waymarking import Glimpses, Waymarker
from observer.session.waypoints import Waypoints
from observer.session.writer import SessionWriter
from tests.session.recordings import MS, new_manifest
from tests.session.test_exact_pictures import Film, film

__all__ = ["film"]

WIDTH, HEIGHT, COUNT, STEP_MS = 420, 236, 140, 40  # no whole number of macroblocks
LATE = 48  # just before the picture scrolls, a long way from a keyframe
END = Span(0, COUNT * STEP_MS * MS)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recorder's own encoder on a picture that changes in one corner, and scrolls at times."""
    manifest = new_manifest()
    root = tmp_path_factory.mktemp("library")
    folder = create_folder(root, "Study", "P01", manifest.id, date(2026, 11, 22))
    encoder, canvas = ScreenEncoder(WIDTH, HEIGHT, 30), Canvas(WIDTH, HEIGHT)
    writer = SessionWriter(folder, manifest, [TrackFormat(TrackKind.SCREEN, encoder.format)])
    noise = np.random.default_rng(3).integers(0, 255, (HEIGHT * 3, WIDTH, 4), np.uint8)
    noise = noise.repeat(4, axis=0).repeat(4, axis=1)
    for number in range(COUNT):
        if number % 50 < 10:
            canvas.paste(np.ascontiguousarray(noise[number * 6 :][:HEIGHT, :WIDTH]), 0, 0)
        canvas.paste(np.full((16, 32, 4), number, np.uint8), number * 2 % 380 & ~1, HEIGHT - 16)
        at_ns = number * STEP_MS * MS
        picture = encoder.encode(canvas, at_ns, keyframe=number == 0)
        writer.write(EncodedFrame(TrackKind.SCREEN, at_ns, picture.data, picture.keyframe))
    writer.close(END.end_ns, Health())
    return folder / "recording-001.mkv"


@pytest.fixture
def short_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small a picture is decoded so soon that it would need no waypoint."""
    monkeypatch.setattr("observer.session.waymarking.WAY_NS", 700_000)


def marked(path: Path) -> tuple[Waypoints, Glimpses]:
    waypoints, glimpses = Waypoints(), Glimpses()
    marker = Waymarker(path, waypoints, glimpses)
    while marker.mark_near(0, lambda: True):
        pass
    marker.close()
    return waypoints, glimpses


def all_pictures(path: Path) -> list[bytes]:
    with av.open(str(path)) as media:
        return [frame.to_ndarray().tobytes() for frame in media.decode(video=0)]


@pytest.mark.usefixtures("short_ways")
def test_every_picture_from_a_waypoint_is_bit_for_bit_that_of_the_whole_way(
    recorded: Path,
) -> None:
    waypoints, _ = marked(recorded)
    assert len(waypoints) > 8
    wanted = all_pictures(recorded)
    order = np.random.default_rng(2).permutation(COUNT)
    with ExactPictures(recorded, waypoints) as pictures:
        for number in (*order, *range(COUNT), *reversed(range(COUNT))):
            shown = pictures.picture_at(int(number) * STEP_MS * MS + MS)
            assert shown.start_ns == number * STEP_MS * MS
            assert shown.frame.to_ndarray().tobytes() == wanted[number], number


@pytest.mark.usefixtures("short_ways")
def test_waypoints_shorten_the_way(recorded: Path) -> None:
    waypoints, _ = marked(recorded)
    decoded = {}
    for name, helped in (("with", waypoints), ("without", None)):
        with ExactPictures(recorded, helped) as pictures:
            pictures.picture_at(LATE * STEP_MS * MS)
            decoded[name] = pictures.decoded
    assert decoded["with"] < 20 < decoded["without"]


@pytest.mark.usefixtures("short_ways")
def test_waypoints_that_come_while_one_seeks_are_taken_up(recorded: Path) -> None:
    waypoints = Waypoints()
    recording = ExactRecording([(recorded, END)], [waypoints])
    recording.picture_at(0)
    marker = Waymarker(recorded, waypoints, Glimpses())
    while marker.mark_near(0, lambda: True):
        pass
    recording.picture_at(LATE * STEP_MS * MS)
    assert recording._open[0].decoded < 20
    recording.close()
    marker.close()


def test_of_other_softwares_streams_no_waypoint_is_made(film: Film) -> None:
    waypoints, glimpses = marked(film.path)
    if film.path.name != "one-keyframe.mkv":
        assert not len(waypoints)
    assert glimpses.near(film.times_ns[0], 100 * MS) is not None
    with ExactPictures(film.path, waypoints) as pictures:
        assert pictures.picture_at(film.times_ns[60] + MS).start_ns // MS == (
            film.times_ns[60] // MS
        )


def test_a_glimpse_is_a_small_picture_of_about_that_moment(recorded: Path) -> None:
    _, glimpses = marked(recorded)
    glimpse = glimpses.near(2_500 * MS, 2_000 * MS)
    assert glimpse is not None
    assert glimpse.full_size == (WIDTH, HEIGHT)
    assert len(glimpse.rgb()) == glimpse.width * glimpse.height * 3
    assert abs(glimpse.width / glimpse.height - WIDTH / HEIGHT) < 0.02
    with ExactPictures(recorded) as pictures:
        frame = pictures.picture_at(glimpse.time_ns).frame
    exact = frame.to_ndarray(format="rgb24", width=glimpse.width, height=glimpse.height)
    seen = np.frombuffer(glimpse.rgb(), np.uint8).reshape(exact.shape)
    assert np.abs(seen.astype(int) - exact).mean() < 25  # of another picture it is 60 and more
    assert glimpses.near(60_000 * MS, 2_000 * MS) is None


@pytest.fixture
def thread(recorded: Path) -> Iterator[WaymarkThread]:
    thread = WaymarkThread([(recorded, END)])
    thread.start()
    yield thread
    thread.close()


@pytest.mark.usefixtures("short_ways")
def test_the_thread_stands_still_while_somebody_seeks(thread: WaymarkThread) -> None:
    time.sleep(0.1)
    assert not len(thread.waypoints[0])
    thread.go_on()
    deadline = time.monotonic() + 5
    while not thread.is_done and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(thread.waypoints[0]) > 8


def test_the_thread_ends_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "recording-001.mkv"
    path.write_text("nothing of use")
    with pytest.raises(MediaError):
        Waymarker(path, Waypoints(), Glimpses())
    thread = WaymarkThread([(path, END)])
    thread.start()
    thread.go_on()
    thread.close()
    assert thread.is_done
    assert "waymarks" not in [one.name for one in threading.enumerate()]
