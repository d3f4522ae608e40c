"""What recording the screen costs, a typical minute and full motion, beside ffmpeg's x11grab."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from tests.bench.barcode import Seen, compare
from tests.bench.likeness import Photographer, likeness
from tests.bench.measure import Measure, Result
from tests.bench.options import Options
from tests.bench.program import finish, running, start, tell
from tests.bench.recorders import Ffmpeg, Ours, Recorder, Start, Take, scratch_folder
from tests.bench.spending import child_named, peak_memory_mb, processor_s
from tests.bench.workload_hand import MINUTE_S

STAGE_SIZE = "1920x1080"
_FILM_S = 20.0
_START_UP_S = 1.5  # what starting costs is not what recording costs


@dataclass(frozen=True, slots=True)
class Cost:
    """One recording of a workload: seconds of processor time, of the X server too."""

    processor_s: float
    display_s: float
    memory_mb: float
    size_mb: float
    likeness: float = float("nan")
    seen: Seen | None = None


def run(options: Options) -> Result:
    """Record both workloads with each recorder in turn."""
    seconds = options.seconds or MINUTE_S
    film_s = min(_FILM_S, seconds)
    typical: dict[str, list[Cost]] = {"ours": [], "everything": [], "rival": []}
    motion: dict[str, list[Cost]] = {"ours": [], "rival": []}
    starts: dict[str, Start] = {
        "ours": Ours,
        "everything": lambda folder: Ours(folder, everything=True),
        "rival": Ffmpeg,
    }
    for number in range(options.rounds):
        for name, costs in typical.items():
            if options.wants("typical"):
                costs.append(_typical(starts[name], seconds))
                options.say(f"typical minute {number + 1}, {name}: {costs[-1]}")
        for name, costs in motion.items():
            if options.wants("motion"):
                costs.append(_motion(starts[name], film_s))
                options.say(f"full motion {number + 1}, {name}: {costs[-1]}")
    measures = _typical_measures(typical) if typical["ours"] else []
    measures += _motion_measures(motion) if motion["ours"] else []
    settings = {"seconds": seconds, "film_seconds": film_s, "rounds": options.rounds}
    return Result("capture", measures, settings)


def _typical(start_recorder: Start, seconds: float) -> Cost:
    with scratch_folder() as folder, running("workload_office"):
        with Photographer(os.environ["DISPLAY"]) as photographer:
            hand = ["workload_hand", str(seconds)]
            take, cost = _measure(start_recorder, Path(folder), lambda: finish(start(*hand)))
        return replace(cost, likeness=likeness(take, photographer.shots))


def _motion(start_recorder: Start, seconds: float) -> Cost:
    with scratch_folder() as folder:
        log = Path(folder) / "painted"
        with running("workload_film", str(seconds), str(log)) as film:

            def play() -> None:
                tell(film)
                finish(film)

            take, cost = _measure(start_recorder, Path(folder), play)
        painted = [int(line.split()[0]) for line in log.read_text(encoding="utf-8").splitlines()]
        return replace(cost, seen=compare(take, painted))


def _measure(start_recorder: Start, folder: Path, play: Callable[[], object]) -> tuple[Take, Cost]:
    recorder: Recorder = start_recorder(folder)
    time.sleep(_START_UP_S)
    display = child_named("Xvfb")
    before, display_before = processor_s(recorder.pid), processor_s(display)
    play()
    spent, display_spent = processor_s(recorder.pid), processor_s(display)
    memory = peak_memory_mb(recorder.pid)
    take = recorder.stop()
    return take, Cost(spent - before, display_spent - display_before, memory, take.size_mb)


def _typical_measures(costs: dict[str, list[Cost]]) -> list[Measure]:
    ours, everything, rival = costs["ours"], costs["everything"], costs["rival"]
    cpu, all_cpu, rival_cpu = (_mean(cost, "processor_s") for cost in (ours, everything, rival))
    size, rival_size = _mean(ours, "size_mb"), _mean(rival, "size_mb")
    ssim, rival_ssim = _mean(ours, "likeness"), _mean(rival, "likeness")
    memory, rival_memory = _mean(everything, "memory_mb"), _mean(rival, "memory_mb")
    display, rival_display = _mean(ours, "display_s"), _mean(rival, "display_s")
    return [
        Measure("typical minute: processor time", "s", cpu, rival_cpu, 0.15, "ratio"),
        Measure("typical minute: bytes", "MB", size, rival_size, 0.4, "ratio"),
        Measure("typical minute: SSIM", "", ssim, rival_ssim, 0.99, more_is_better=True),
        Measure("memory, every track on", "MB", memory, rival_memory, 150),
        Measure("typical minute, every track on: processor time", "s", all_cpu, rival_cpu),
        Measure("typical minute: the display server's processor time", "s", display, rival_display),
    ]


def _motion_measures(costs: dict[str, list[Cost]]) -> list[Measure]:
    ours, rival = costs["ours"], costs["rival"]
    cpu, rival_cpu = _mean(ours, "processor_s"), _mean(rival, "processor_s")
    size, rival_size = _mean(ours, "size_mb"), _mean(rival, "size_mb")
    seen, rival_seen = (_together(costs[name]) for name in ("ours", "rival"))
    return [
        Measure("full motion: processor time", "s", cpu, rival_cpu, 0.65, "ratio"),
        Measure(
            f"full motion: missed of {seen.painted} pictures", "", seen.missed, rival_seen.missed, 0
        ),
        Measure("full motion: doubled pictures", "", seen.doubled, rival_seen.doubled),
        Measure("full motion: bytes", "MB", size, rival_size),
    ]


def _mean(costs: list[Cost], field: str) -> float:
    return fmean(getattr(cost, field) for cost in costs)


def _together(costs: list[Cost]) -> Seen:
    seen = [cost.seen for cost in costs if cost.seen]
    return Seen(
        sum(one.painted for one in seen),
        sum(one.missed for one in seen),
        sum(one.doubled for one in seen),
    )
