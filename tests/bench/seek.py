"""Exact seeks in an hour's recording: how soon the right picture comes, beside Qt's own player."""

import random
import time
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink
from PySide6.QtWidgets import QApplication

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.session.pictures import RecordingPictures
from observer.session.reader import SessionReader
from observer.ui.review.player import Player
from observer.ui.review.recording import recording_of
from tests.bench.barcode import number_in
from tests.bench.measure import Measure, Result
from tests.bench.options import Options
from tests.bench.recorders import scratch_folder
from tests.bench.seek_recording import make_recording

STAGE_SIZE = "1920x1080"
_MINUTES = 60.0
_SEEKS, _FRESH = 200, 40  # of them so many right after opening
_PATIENCE_S = 5.0
_PAUSE_S = 0.03  # between two seeks: what came is looked at
_PREPARED_WITHIN_S = 400.0
_DRAGS, _DRAG_STEPS, _DRAG_STEP_NS = 20, 15, 3 * NS_PER_SECOND  # the timeline of an hour, by hand
_MOVE_S = 1 / 60  # between two places of the pointer
_ABOUT_NS = 12 * NS_PER_SECOND  # four pixels of the timeline of an hour


@dataclass(slots=True)
class Seeks:
    """What came of a number of seeks; a wrong picture counts as one that came when it came."""

    latencies_ms: list[float] = field(default_factory=list)
    processor_ms: list[float] = field(default_factory=list)  # of the whole process
    right: int = 0

    def note(self, latency_ms: float, *, right: bool) -> None:
        self.latencies_ms.append(latency_ms)
        self.right += right

    def at(self, percent: float) -> float:
        return float(np.percentile(self.latencies_ms, percent))


def run(options: Options) -> Result:
    """Make the recording, seek in it with both, in turn over the same moments."""
    minutes = options.minutes or _MINUTES
    application = QApplication.instance() or QApplication([])
    with scratch_folder() as scratch:
        started_s = time.monotonic()
        folder = make_recording(Path(scratch), minutes)
        made_s = time.monotonic() - started_s
        options.say(f"made {minutes:g} minutes in {made_s:.0f} s")
        result = measure(folder, options)
    application.processEvents()
    return result


def measure(folder: Path, options: Options) -> Result:
    """Both on one session."""
    reader = SessionReader(folder)
    with RecordingPictures(reader) as pictures:
        times_ns = pictures.frame_times_ns()
    duration_ns = reader.manifest.duration_ns
    chance = random.Random(5)
    moments = [chance.randrange(duration_ns - NS_PER_SECOND) for _ in range(_SEEKS)]
    ours = OurWindow(folder, times_ns)
    fresh = ours.seek_all(moments[:_FRESH])
    prepared_s = ours.prepare()
    exact = ours.seek_all(moments)
    scrubbed = ours.scrub(chance, duration_ns)
    ours.close()
    rival = RivalPlayer(folder, times_ns)
    theirs = rival.seek_all(moments)
    rival.close()
    told = {"just opened": fresh, "ours": exact, "scrubbing": scrubbed, "rival": theirs}
    for name, seeks in told.items():
        options.say(
            f"{name}: p50 {seeks.at(50):.1f} p95 {seeks.at(95):.1f} max {seeks.at(100):.1f} ms, "
            f"right {seeks.right} of {len(seeks.latencies_ms)}"
        )
    size_mb = sum(path.stat().st_size for path in reader.media_paths) / 1e6
    settings = {"pictures": len(times_ns), "size_mb": size_mb, "prepared_s": prepared_s}
    count = len(scrubbed.latencies_ms)
    return Result(
        "seek",
        [
            Measure("exact seek, p95", "ms", exact.at(95), theirs.at(95), 60),
            Measure("exact seek, p50", "ms", exact.at(50), theirs.at(50)),
            Measure("exact seek, longest", "ms", exact.at(100), theirs.at(100)),
            _right(f"right pictures of {_SEEKS}", exact.right, theirs.right, _SEEKS),
            Measure("scrubbing: something right to see, p95", "ms", scrubbed.at(95), None, 16),
            _right(f"scrubbing: right of {count}", scrubbed.right, None, count),
            Measure("exact seek right after opening, p95", "ms", fresh.at(95)),
            Measure(
                "processor time of an exact seek, p95",
                "ms",
                float(np.percentile(exact.processor_ms, 95)),
                float(np.percentile(theirs.processor_ms, 95)),
            ),
        ],
        settings,
    )


def _right(name: str, ours: int, rival: int | None, all_of: int) -> Measure:
    return Measure(name, "", ours, rival, all_of, more_is_better=True)


def rest(seconds: float) -> None:
    """Let Qt work, as a window does that waits for its user.

    A loop of processEvents would hold Python's lock and keep it from the threads that decode.
    """
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def number_of(image: QImage) -> int | None:
    """The number that a picture carries."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return number_in(rows[:, : grey.width()])


class Seeking:
    """Seeks with whatever delivers pictures, and looks at what comes."""

    def __init__(self, times_ns: list[int]) -> None:
        self._times_ns = times_ns
        self._came: tuple[float, QImage] | None = None
        self._loop = QEventLoop()

    def send(self, time_ns: int) -> None:
        raise NotImplementedError

    def seek_all(self, moments_ns: list[int]) -> Seeks:
        """One after the other, as fast as they come."""
        seeks = Seeks()
        for moment_ns in moments_ns:
            self._came = None
            began_s, spent_s = time.perf_counter(), time.process_time()
            self.send(moment_ns)
            self.wait()
            seeks.processor_ms.append((time.process_time() - spent_s) * 1000)
            self._note(seeks, began_s, self._number_at(moment_ns), 0)
            rest(_PAUSE_S)
        return seeks

    def _number_at(self, moment_ns: int) -> int:
        return max(0, bisect_right(self._times_ns, moment_ns) - 1)

    def _note(self, seeks: Seeks, began_s: float, wanted: int, about_ns: int) -> None:
        """What came is right if it is the wanted picture, or was on screen about as late."""
        came = self._came
        if came is None:
            seeks.note(_PATIENCE_S * 1000, right=False)
            return
        number = number_of(came[1])
        right = number is not None and number < len(self._times_ns)
        if number is not None and right and number != wanted:
            apart_ns = abs(self._times_ns[number] - self._times_ns[wanted])
            right = apart_ns < about_ns
        seeks.note((came[0] - began_s) * 1000, right=right)

    def wait(self) -> None:
        """Until a picture has come."""
        if self._came is None:
            stop = QTimer(singleShot=True, interval=round(_PATIENCE_S * 1000))
            stop.timeout.connect(self._loop.quit)
            stop.start()
            self._loop.exec()
            stop.stop()

    def take(self, image: QImage) -> None:
        if self._came is None:
            self._came = (time.perf_counter(), image)
            self._loop.quit()


class OurWindow(Seeking):
    """The review's player, as its page uses it."""

    def __init__(self, folder: Path, times_ns: list[int]) -> None:
        super().__init__(times_ns)
        reader = SessionReader(folder)
        self.player = Player()
        self.player.still_changed.connect(self.take)
        self.player.open(recording_of(reader, reader.manifest.duration_ns))
        self.player.set_frame_times(times_ns)
        self.wait()

    def send(self, time_ns: int) -> None:
        self.player.seek(time_ns)

    def prepare(self) -> float:
        """Wait until the window has gone through the recording; how many seconds it took."""
        began_s = time.monotonic()
        while not self.player.is_prepared and time.monotonic() - began_s < _PREPARED_WITHIN_S:
            rest(0.2)
        return time.monotonic() - began_s

    def scrub(self, chance: random.Random, duration_ns: int) -> Seeks:
        """Drag along the timeline; for each move the first thing that came counts."""
        self.player.glimpse_changed.connect(self.take)
        seeks = Seeks()
        longest_ns = _DRAG_STEPS * _DRAG_STEP_NS
        for _ in range(_DRAGS):
            start_ns = chance.randrange(duration_ns - longest_ns)
            for step in range(_DRAG_STEPS):
                moment_ns = start_ns + step * _DRAG_STEP_NS + chance.randrange(_DRAG_STEP_NS)
                self._came = None
                began_s = time.perf_counter()
                self.send(moment_ns)
                rest(_MOVE_S)
                self.wait()
                self._note(seeks, began_s, self._number_at(moment_ns), _ABOUT_NS)
            rest(0.3)
        return seeks

    def close(self) -> None:
        self.player.close()


class RivalPlayer(Seeking):
    """Qt's player, paused, told a position."""

    def __init__(self, folder: Path, times_ns: list[int]) -> None:
        super().__init__(times_ns)
        self._media = QMediaPlayer()
        self._sink = QVideoSink()
        self._media.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take_frame)
        path = SessionReader(folder).media_paths[0]
        self._media.setSource(QUrl.fromLocalFile(str(path)))
        self._media.pause()
        self.wait()

    def send(self, time_ns: int) -> None:
        self._media.setPosition(time_ns // NS_PER_MS)

    def close(self) -> None:
        self._media.stop()
        self._media.setSource(QUrl())

    def _take_frame(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self.take(frame.toImage())
