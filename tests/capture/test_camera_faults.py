"""Cameras that vanish, hang, come back different: nobody else is held up, nothing is hidden."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from observer.capture.camera import CameraDevice, watched
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import Gap, GapReason, Sample, VideoFormat
from tests.capture.conformance import ListSink, expect_refusal
from tests.capture.decoding import decode
from tests.capture.videos import make_video


class Recording:
    """A camera that records into a list."""

    def __init__(self, path: Path) -> None:
        self.device = CameraDevice(str(path))
        media = self.device.open().media
        assert isinstance(media, VideoFormat)
        self.media = media
        self.clock = SessionClock.starting_now()
        self.sink = ListSink(self.clock)
        self.device.start(self.clock, self.sink)

    @property
    def gaps(self) -> list[Gap]:
        return [sample for sample in self.sink.samples if isinstance(sample, Gap)]

    def wait_for_frames(self, more: int) -> None:
        held = len(self.sink.frames)
        wait_until(lambda: len(self.sink.frames) >= held + more)


@pytest.fixture
def record() -> Iterator[Callable[[Path], Recording]]:
    made: list[Recording] = []

    def start(path: Path) -> Recording:
        made.append(Recording(path))
        return made[-1]

    yield start
    for recording in made:
        recording.device.close()


def wait_until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not met():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        time.sleep(0.02)


def test_a_camera_that_vanishes_is_told_and_leaves_a_gap_of_exact_length(
    tmp_path: Path, record: Callable[[Path], Recording]
) -> None:
    path = make_video(tmp_path / "face.avi", seconds=1)
    camera = record(path)
    camera.wait_for_frames(3)
    path.rename(tmp_path / "unplugged.avi")
    wait_until(lambda: "is gone" in camera.device.problem)
    before = camera.sink.frames[-1]
    assert camera.clock.now_ns() - before.start_ns < 0.5 * NS_PER_SECOND
    make_video(path, size="640x360", seconds=1)  # another camera has taken its place
    wait_until(lambda: camera.device.problem == "")
    camera.wait_for_frames(2)
    camera.device.close()
    (gap,) = camera.gaps
    after = next(frame for frame in camera.sink.frames if frame.start_ns > before.start_ns)
    assert gap == Gap(before.start_ns, after.start_ns, GapReason.DEVICE_LOST, TrackKind.CAMERA)
    assert after.keyframe
    pictures = decode(camera.media, camera.sink.frames)
    assert {picture.shape for picture in pictures} == {(240, 320, 3)}
    assert len(pictures) == len(camera.sink.frames)


def test_a_camera_that_stays_away_leaves_a_gap_up_to_the_end(
    tmp_path: Path, record: Callable[[Path], Recording]
) -> None:
    path = make_video(tmp_path / "face.avi", seconds=0.5)
    camera = record(path)
    path.unlink()
    wait_until(lambda: "is gone" in camera.device.problem)
    camera.device.pause()
    paused_ns = camera.clock.now_ns()
    time.sleep(0.3)
    camera.device.resume()
    resumed_ns = camera.clock.now_ns()
    time.sleep(0.1)
    camera.device.close()
    closed_ns = camera.clock.now_ns()
    first, second = camera.gaps
    assert first.start_ns == camera.sink.frames[-1].start_ns
    assert first.end_ns == pytest.approx(paused_ns, abs=20 * NS_PER_MS)
    assert second.start_ns == pytest.approx(resumed_ns, abs=20 * NS_PER_MS)
    assert second.end_ns == pytest.approx(closed_ns, abs=20 * NS_PER_MS)


class HangingPipe:
    """A camera whose driver waits for ever: a pipe that somebody has stopped to fill."""

    def __init__(self, path: Path) -> None:
        self.path = path
        os.mkfifo(path)
        self.handle = -1

    def fill(self, video: bytes) -> None:
        def write() -> None:
            self.handle = os.open(self.path, os.O_WRONLY)
            os.write(self.handle, video)

        threading.Thread(target=write, daemon=True).start()

    def let_go(self) -> None:
        """End what waits for it: reading ends, and so does an opening."""
        if self.handle < 0:
            self.handle = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)
            time.sleep(0.1)
        self.path.unlink()
        os.close(self.handle)
        wait_until(lambda: "camera-reader" not in {t.name for t in threading.enumerate()})


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[HangingPipe]:
    made = HangingPipe(tmp_path / "camera.avi")
    yield made
    made.let_go()


def test_a_camera_that_does_not_answer_is_refused_in_time(
    pipe: HangingPipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert watched._OPENS_WITHIN_S <= 5
    monkeypatch.setattr(watched, "_OPENS_WITHIN_S", 0.5)
    asked_s = time.monotonic()
    refusal = expect_refusal(CameraDevice(str(pipe.path)))
    assert "does not answer" in refusal.message
    assert time.monotonic() - asked_s < 1.5


def test_a_driver_that_hangs_is_told_within_two_seconds_and_holds_nobody_up(
    pipe: HangingPipe, tmp_path: Path, record: Callable[[Path], Recording]
) -> None:
    pipe.fill(make_video(tmp_path / "face.avi", seconds=1.5).read_bytes())
    camera = record(pipe.path)
    camera.wait_for_frames(1)
    wait_until(lambda: camera.device.problem != "")
    last_ns = camera.sink.frames[-1].start_ns
    told_ns = camera.clock.now_ns()
    assert told_ns - last_ns < 2 * NS_PER_SECOND
    assert "does not answer" in camera.device.problem
    asked_s = time.monotonic()
    camera.device.close()
    assert time.monotonic() - asked_s < 2
    assert "1 of its openings" in camera.device.problem
    (gap,) = camera.gaps
    assert (gap.start_ns, gap.reason) == (last_ns, GapReason.DEVICE_LOST)
    assert gap.end_ns > told_ns


def test_a_short_machine_gets_one_picture_a_second_and_the_rest_are_counted(
    tmp_path: Path, record: Callable[[Path], Recording]
) -> None:
    camera = record(make_video(tmp_path / "face.avi"))
    camera.wait_for_frames(2)
    assert camera.device.dropped_pictures == 0
    camera.device.shed(True)
    held = len(camera.sink.frames)
    time.sleep(2.2)
    few = camera.sink.frames[held:]
    dropped = camera.device.dropped_pictures
    camera.device.shed(False)
    camera.wait_for_frames(5)
    assert 2 <= len(few) <= 4  # one may have been on its way
    assert few[-1].start_ns - few[-2].start_ns >= 0.7 * NS_PER_SECOND
    assert dropped + len(few) == pytest.approx(2.2 * 15, abs=4)
    assert camera.device.problem == ""


def test_a_picture_that_a_slow_disk_held_up_is_dropped_and_counted(tmp_path: Path) -> None:
    class SlowSink(ListSink):
        def write(self, sample: Sample) -> None:
            super().write(sample)
            time.sleep(0.3)

    device = CameraDevice(str(make_video(tmp_path / "face.avi")))
    device.open()
    clock = SessionClock.starting_now()
    device.start(clock, SlowSink(clock))
    time.sleep(1)
    device.close()
    assert device.dropped_pictures >= 5


def test_an_odd_size_loses_a_row_and_a_large_one_is_scaled(
    tmp_path: Path, record: Callable[[Path], Recording]
) -> None:
    odd = record(make_video(tmp_path / "odd.avi", size="321x241", seconds=0.5))
    large = record(make_video(tmp_path / "large.avi", size="1920x1440", seconds=0.5))
    for camera in (odd, large):
        camera.wait_for_frames(2)
    assert (odd.media.width, odd.media.height) == (320, 240)
    assert (large.media.width, large.media.height) == (960, 720)


def test_colours_come_through_as_the_stream_states_them(
    tmp_path: Path, record: Callable[[Path], Recording]
) -> None:
    source = "color=c=0x3070C0:size=320x240:rate=15"
    camera = record(make_video(tmp_path / "blue.avi", seconds=0.5, source=source))
    camera.wait_for_frames(2)
    camera.device.close()
    shown = decode(camera.media, camera.sink.frames)[-1].reshape(-1, 3).mean(axis=0)
    assert np.abs(shown - (0x30, 0x70, 0xC0)).max() < 6
