"""Twenty exact clips of ten seconds from an hour's recording, beside ffmpeg's veryfast encoding.

Both make the same spans, in turn, ffmpeg as it is run by hand: `-ss`, `-t`, libx264 veryfast, AAC.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from observer.export.choices import ClipOrder
from observer.export.many import export_many
from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span
from observer.session.reader import SessionReader
from tests.bench.covered_minute import measure_covered_minute
from tests.bench.long_recording import make_long_recording
from tests.bench.measure import Measure, Result
from tests.bench.options import Options
from tests.bench.reel_of_clips import measure_reel

STAGE_SIZE = None
_CLIPS, _SECONDS = 20, 10
_IN_REEL = 10
_MINUTES = 60
_BATCH = 10  # the two take turns, so that a busy moment of the machine meets both


def run(options: Options) -> Result:
    """Make the recording where there is none yet, then the clips of both."""
    minutes = options.minutes or _MINUTES
    library = Path(tempfile.gettempdir()) / f"observer-bench-{os.getuid()}-{minutes:g}-minutes"
    options.say(f"Making a recording of {minutes:g} minutes in {library}, unless it is there")
    folder = make_long_recording(library, minutes)
    spans = _spans(SessionReader(folder).manifest.duration_ns)
    ours, rival = _Spent(), _Spent()
    with tempfile.TemporaryDirectory() as place:
        for turn in range(max(1, options.rounds)):
            for first in range(0, _CLIPS, _BATCH):
                batch = spans[first : first + _BATCH]
                into = Path(place) / f"{turn}-{first}"
                rival.add(partial(_by_ffmpeg, folder, batch, into / "rival"))
                ours.add(partial(_by_us, folder, batch, into / "ours"))
        covered = measure_covered_minute(folder, Path(place), options.rounds)
        reel = measure_reel(folder, Path(place), spans[:_IN_REEL], options.rounds)
        sizes = [_bytes_in(Path(place), name) for name in ("ours", "rival")]
    rounds = max(1, options.rounds)
    wall = Measure(
        "20 exact clips of 10 s", "s", ours.wall_s / rounds, rival.wall_s / rounds, 1 / 6, "ratio"
    )
    spent = Measure("processor time", "s", ours.cpu_s / rounds, rival.cpu_s / rounds)
    size = Measure("their size", "MB", sizes[0] / 1e6 / rounds, sizes[1] / 1e6 / rounds)
    return Result(
        "clips", [wall, spent, size, covered, reel], {"minutes": minutes, "rounds": rounds}
    )


class _Spent:
    """Seconds on the clock and of the processor, children included."""

    def __init__(self) -> None:
        self.wall_s = self.cpu_s = 0.0

    def add(self, work: Callable[[], None]) -> None:
        wall_s, cpu_s = time.perf_counter(), sum(os.times()[:4])
        work()
        self.wall_s += time.perf_counter() - wall_s
        self.cpu_s += sum(os.times()[:4]) - cpu_s


def _spans(duration_ns: int) -> list[Span]:
    """Where the clips begin: anywhere, but the same each time."""
    chance = np.random.default_rng(20)
    starts = chance.integers(NS_PER_SECOND, duration_ns - 11 * NS_PER_SECOND, _CLIPS)
    return [Span(int(start), int(start) + _SECONDS * NS_PER_SECOND) for start in starts]


def _by_us(folder: Path, spans: Sequence[Span], into: Path) -> None:
    orders = [ClipOrder(folder, span, into / f"{n}.mp4") for n, span in enumerate(spans)]
    for outcome in export_many(orders):
        if outcome.error is not None:
            raise outcome.error


def _by_ffmpeg(folder: Path, spans: Sequence[Span], into: Path) -> None:
    source = SessionReader(folder).media_path
    into.mkdir(parents=True)
    for number, span in enumerate(spans):
        command = ["ffmpeg", "-v", "error", "-ss", f"{span.start_ns / NS_PER_SECOND:.3f}"]
        command += ["-i", str(source), "-t", str(_SECONDS), "-c:v", "libx264"]
        command += ["-preset", "veryfast", "-fps_mode", "vfr", "-c:a", "aac"]
        subprocess.run([*command, str(into / f"{number}.mp4")], check=True)


def _bytes_in(place: Path, name: str) -> int:
    return sum(path.stat().st_size for path in place.glob(f"*/{name}/*.mp4"))
