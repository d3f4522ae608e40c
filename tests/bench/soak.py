"""An hour of typical minutes with every track on: memory, handles, drift, and stop to review."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from observer.session.pictures import PictureReader
from tests.bench.flashes import flashes_in, pairs, tones_in
from tests.bench.measure import Measure, Result
from tests.bench.options import Options
from tests.bench.program import finish, running, start, tell
from tests.bench.recorders import Ours, Take, scratch_folder
from tests.bench.spending import handles, memory_mb, processor_s
from tests.bench.sync import drift_ms
from tests.bench.workload_hand import MINUTE_S

STAGE_SIZE = "1920x1080"
_MINUTES = 60
_GROWTH_MB = 5  # an hour: what caches and buffers that fill late may take


@dataclass(frozen=True, slots=True)
class Look:
    """The recording process at the end of a minute."""

    minute: int
    memory_mb: float
    handles: int
    processor_s: float


def run(options: Options) -> Result:
    """Record, look each minute, stop, and open the review's first picture."""
    minutes = round(options.minutes or _MINUTES)
    with scratch_folder() as folder:
        take, looks, (stop_s, picture_s) = _soak(Path(folder), minutes, options)
        size_mb = take.size_mb
        flashes, tones = pairs(flashes_in(take), tones_in(take))
    apart = (tones - flashes) * 1000
    memory = [look.memory_mb for look in looks]
    settled = looks[min(len(looks) // 10, len(looks) - 2) :]  # start-up is over
    measures = [
        Measure("memory at the end", "MB", memory[-1], target=150),
        Measure("memory growth", "MB/h", _growth_per_hour(settled), target=_GROWTH_MB),
        Measure(
            "handles more than at first", "", settled[-1].handles - settled[0].handles, target=0
        ),
        Measure(f"drift over {minutes} minutes", "ms", abs(drift_ms(flashes, apart)), target=2),
        Measure("sound after picture, mean", "ms", abs(float(apart.mean())), target=10),
        Measure("stop to review", "s", stop_s + picture_s, target=1),
        Measure("of it until the session is closed", "s", stop_s),
        Measure("size", "MB/min", size_mb / minutes),
    ]
    return Result("soak", measures, {"minutes": minutes})


def _soak(
    folder: Path, minutes: int, options: Options
) -> tuple[Take, list[Look], tuple[float, float]]:
    """The take, the looks, and how long it took to stop and then to show a picture."""
    looks: list[Look] = []
    with running("workload_office"), running("workload_flash", str(minutes * MINUTE_S)) as flash:
        recorder = Ours(folder, everything=True)
        time.sleep(1)
        tell(flash)
        hand = start("workload_hand", str(MINUTE_S), str(minutes))
        start_s = time.monotonic()
        for minute in range(1, minutes + 1):
            time.sleep(max(0.0, start_s + minute * MINUTE_S - time.monotonic()))
            pid = recorder.pid
            look = Look(minute, memory_mb(pid), handles(pid), processor_s(pid))
            looks.append(look)
            options.say(
                f"minute {minute}: {look.memory_mb:.1f} MB, {look.handles} handles, "
                f"{look.processor_s:.1f} s of processor time"
            )
        finish(hand)
        json.loads(finish(flash))
        asked_s = time.monotonic()
        take = recorder.stop()
        stopped_s = time.monotonic()
        with PictureReader(take.path) as pictures:
            pictures.picture_at(pictures.duration_ns // 2)
        return take, looks, (stopped_s - asked_s, time.monotonic() - stopped_s)


def _growth_per_hour(looks: list[Look]) -> float:
    """The slope of a straight line through the looks."""
    minutes = np.array([look.minute for look in looks])
    return float(np.polyfit(minutes, [look.memory_mb for look in looks], 1)[0] * 60)
