"""What the recording's watchman tells: stalls, standstills, sleep, disk, and the camera let go."""

from collections.abc import Callable
from pathlib import Path

import pytest

from observer.capture.synthetic.focus import SyntheticFocus
from observer.capture.synthetic.screen import SyntheticScreen
from observer.capture.synthetic.sound import SyntheticMicrophone
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import LibraryReadOnly
from observer.model.samples import EncodedFrame, Gap, GapReason, SoundBlock
from observer.recorder.alarms import AlarmBook, alarm_of
from observer.recorder.disk_watch import STOP_BELOW_BYTES, DiskWatch
from observer.recorder.sample_queue import SampleQueue
from observer.recorder.shedding import Shedder
from observer.recorder.standstill import FreezeWatch, SuspendWatch
from observer.recorder.track_counts import TrackCounts


class HandClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now_ns = 100 * NS_PER_SECOND

    def read(self) -> int:
        return self.now_ns

    def pass_ms(self, ms: int) -> None:
        self.now_ns += ms * NS_PER_MS


def frame(start_ms: int) -> EncodedFrame:
    return EncodedFrame(TrackKind.SCREEN, start_ms * NS_PER_MS, b"", False)


def test_a_screen_that_stands_still_raises_an_alarm_within_two_seconds() -> None:
    clock = HandClock()
    counts = TrackCounts(clock.read)
    screen = SyntheticScreen()
    counts.note(frame(0))
    clock.pass_ms(1_400)
    assert alarm_of(screen, counts) == ""
    clock.pass_ms(350)
    assert alarm_of(screen, counts) == "The screen has stood still for 2 s"
    counts.note(frame(1_750))
    assert alarm_of(screen, counts) == ""


def test_a_window_in_front_may_rest_without_an_alarm() -> None:
    clock = HandClock()
    counts = TrackCounts(clock.read)
    clock.pass_ms(3_600_000)
    assert alarm_of(SyntheticFocus(), counts) == ""
    assert alarm_of(SyntheticMicrophone(), counts) != ""


def test_a_stretch_without_pictures_is_a_gap_of_the_screen() -> None:
    queue = SampleQueue()
    queue.write(frame(0))
    queue.write(frame(900))
    queue.write(frame(6_000))
    taken = [queue.take(0) for _ in range(4)]
    hole = Gap(900 * NS_PER_MS, 6_000 * NS_PER_MS, GapReason.OVERLOAD, TrackKind.SCREEN)
    assert taken[2] == hole
    assert queue.counts.gaps(TrackKind.SCREEN) == 1


def test_a_pause_is_no_hole() -> None:
    queue = SampleQueue()
    queue.write(frame(0))
    queue.counts.start_again()
    queue.write(frame(60_000))
    assert queue.counts.gaps(TrackKind.SCREEN) == 0


def test_each_track_is_counted_apart() -> None:
    counts = TrackCounts()
    counts.note(SoundBlock(TrackKind.SYSTEM_SOUND, 0, b""))
    counts.note(Gap(0, 1, GapReason.PAUSE))
    assert counts.items(TrackKind.SYSTEM_SOUND) == 1
    assert counts.items(TrackKind.MICROPHONE) == 0
    assert counts.gaps(TrackKind.INPUT) == 1


def test_sleep_is_a_point_of_the_session_that_says_how_long_it_was() -> None:
    monotonic, boottime = HandClock(), HandClock()
    clock = SessionClock(monotonic.now_ns)
    watch = SuspendWatch(clock, boottime.read, monotonic.read)
    monotonic.pass_ms(10_000)
    boottime.pass_ms(10_000)
    assert watch.look() is None
    monotonic.pass_ms(250)
    boottime.pass_ms(60_250)
    at_ns = 10_250 * NS_PER_MS
    assert watch.look() == Gap(at_ns, at_ns, GapReason.SUSPEND, missing_ns=60 * NS_PER_SECOND)
    assert watch.look() is None


def test_a_loop_that_could_not_run_says_for_how_long() -> None:
    clock = HandClock()
    clock.now_ns = 34 * NS_PER_SECOND
    watch = FreezeWatch(clock.read)
    clock.pass_ms(300)
    assert watch.look() == ""
    clock.pass_ms(10_000)
    assert watch.look().startswith("The recording stood still for 10 s from 00:34 on")


def test_what_was_wrong_is_noted_with_its_times_and_once() -> None:
    book = AlarmBook()
    book.take(["The screen has stood still for 2 s"], 10 * NS_PER_SECOND)
    book.take(["The screen has stood still for 3 s"], 11 * NS_PER_SECOND)
    book.take([], 12 * NS_PER_SECOND)
    book.take(["The microphone is gone"], 61 * NS_PER_SECOND)
    assert book.notes(65 * NS_PER_SECOND) == (
        "00:10 to 00:12: The screen has stood still",
        "01:01 to 01:05: The microphone is gone",
    )


class Disk:
    """A disk whose free space and whose clock a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, free: int) -> None:
        self.free = free
        self._clock = HandClock()
        monkeypatch.setattr("shutil.disk_usage", lambda _folder: self)
        monkeypatch.setattr("time.monotonic", lambda: self._clock.now_ns / NS_PER_SECOND)
        self._written = 0
        self._elapsed_ns = 0
        self.watch = DiskWatch(folder)

    def run(self, seconds: int, rate: Callable[[int], int], others: int = 0) -> None:
        for second in range(seconds):
            self._clock.pass_ms(1_000)
            self._elapsed_ns += NS_PER_SECOND
            self._written += rate(second)
            self.free -= rate(second) + others
            self.watch.look(self._written, self._elapsed_ns)


MB = 1_000_000


def test_a_disk_warns_below_ten_minutes_and_stops_below_two(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk = Disk(monkeypatch, tmp_path, STOP_BELOW_BYTES + 700 * MB)
    disk.run(60, lambda _: MB)
    assert disk.watch.seconds_left() == pytest.approx(640, rel=0.02)
    assert disk.watch.warning() == ""
    disk.run(60, lambda _: MB)
    assert disk.watch.warning() == "The disk is full in 10 min; free some space on it"
    disk.run(455, lambda _: MB)
    assert disk.watch.problem() is None
    disk.run(10, lambda _: MB)
    assert isinstance(disk.watch.problem(), LibraryReadOnly)


def test_what_others_write_warns_but_does_not_stop(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk = Disk(monkeypatch, tmp_path, STOP_BELOW_BYTES + 1_000 * MB)
    disk.run(60, lambda _: MB // 20, others=15 * MB)
    assert disk.watch.warning()
    assert disk.watch.problem() is None


def test_the_first_keyframe_does_not_look_like_a_full_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disk = Disk(monkeypatch, tmp_path, STOP_BELOW_BYTES + 10 * MB)
    disk.run(10, lambda second: MB if second == 0 else 1_000)
    assert disk.watch.problem() is None
    assert disk.watch.warning() == ""


class LateScreen(SyntheticScreen):
    late_ns = 0


class ShyCamera(SyntheticFocus):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[bool] = []

    @property
    def dropped_pictures(self) -> int:
        return 0

    def shed(self, wanted: bool) -> None:
        self.told.append(wanted)


def test_the_camera_is_let_go_before_the_screen_suffers_and_comes_back_later() -> None:
    screen, camera = LateScreen(), ShyCamera()
    shedder = Shedder([screen, camera])
    shedder.look(0.0, 0)
    assert camera.told == []
    screen.late_ns = 100 * NS_PER_MS
    shedder.look(0.0, 1 * NS_PER_SECOND)
    screen.late_ns = 0
    shedder.look(0.0, 5 * NS_PER_SECOND)
    assert camera.told == [True]
    shedder.look(0.0, 12 * NS_PER_SECOND)
    assert camera.told == [True, False]


def test_a_disk_that_cannot_keep_up_lets_the_camera_go_too() -> None:
    camera = ShyCamera()
    Shedder([camera]).look(0.5, 0)
    assert camera.told == [True]
