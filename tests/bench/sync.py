"""Whether every track is on the same clock: flash and tone, their drift, and clicks."""

import json
import random
import time
from pathlib import Path

import numpy as np

from observer.model.clock import NS_PER_SECOND
from observer.model.samples import InputKind
from observer.session.reader import SessionReader
from tests.bench.flashes import Moments, changes_of_light, flashes_in, pairs, tones_in
from tests.bench.measure import Measure, Result
from tests.bench.options import Options
from tests.bench.program import finish, running, tell
from tests.bench.recorders import Ffmpeg, Ours, Recorder, Take, scratch_folder
from tests.bench.workload_flash import SPOT, SPOT_X, SPOT_Y
from tests.capture.xhands import Hands

STAGE_SIZE = "1920x1080"
_CLICKS = 200
_SETTLED_S = 2.0  # a recorder that has just started


def run(options: Options) -> Result:
    """Flash and tone with each recorder in turn, for as long as asked with ours; then clicks."""
    seconds = options.seconds or 60.0
    ours_s = 60 * options.minutes if options.minutes else seconds
    measures: list[Measure] = []
    if options.wants("flash"):
        measures += _flash_measures(options, seconds, ours_s)
    if options.wants("clicks"):
        measures += _click_measures(options)
    settings = {"seconds": ours_s, "rival_seconds": seconds, "clicks": _CLICKS}
    return Result("sync", measures, settings)


def _flash_measures(options: Options, seconds: float, ours_s: float) -> list[Measure]:
    with scratch_folder() as folder:
        flashes, tones, shown = _offsets(Ours(Path(folder), sound=True), ours_s)
        late = (flashes - _nearest(shown, flashes)) * 1000
        options.say(
            f"ours: {len(flashes)} of {len(shown)} flashes and tones; pictures come "
            f"{late.mean():.2f} ms after the flash, deviation {late.std():.2f}"
        )
    with scratch_folder() as folder:
        rival_flashes, rival_tones, shown = _offsets(Ffmpeg(Path(folder), sound=True), seconds)
        options.say(f"rival: {len(rival_flashes)} of {len(shown)} flashes and tones")
    apart, rival_apart = (tones - flashes) * 1000, (rival_tones - rival_flashes) * 1000
    drift, rival_drift = drift_ms(flashes, apart), drift_ms(rival_flashes, rival_apart)
    minutes = ours_s / 60
    return [
        Measure("sound after picture, mean", "ms", abs(apart.mean()), abs(rival_apart.mean()), 10),
        Measure("sound after picture, deviation", "ms", apart.std(), rival_apart.std(), 1),
        Measure(
            "sound after picture, median distance from the median",
            "ms",
            _spread_ms(apart),
            _spread_ms(rival_apart),
        ),
        Measure(f"drift over {minutes:g} minutes", "ms", abs(drift), abs(rival_drift), 1),
    ]


def _offsets(recorder: Recorder, seconds: float) -> tuple[Moments, Moments, Moments]:
    """Recorded flashes and their tones, and when the flashes were really shown."""
    with running("workload_flash", str(seconds)) as workload:
        time.sleep(_SETTLED_S)
        tell(workload)
        shown = np.array(json.loads(finish(workload)))
    take = recorder.stop()
    return *pairs(flashes_in(take), tones_in(take)), shown


def _nearest(among: Moments, moments: Moments) -> Moments:
    return np.array([among[np.argmin(np.abs(among - moment))] for moment in moments], np.float64)


def _spread_ms(apart_ms: Moments) -> float:
    """What half of them keep to: a busy machine's single lapses do not show in it."""
    return float(np.median(np.abs(apart_ms - np.median(apart_ms))))


def drift_ms(moments: Moments, apart_ms: Moments) -> float:
    """How much further apart they are at the end than at the beginning.

    From the medians of the first and the last third, so that single moments at which the machine
    was busy do not count; those lie two thirds of the way apart.
    """
    third = (moments[-1] - moments[0]) / 3
    first = np.median(apart_ms[moments <= moments[0] + third])
    last = np.median(apart_ms[moments >= moments[-1] - third])
    return float((last - first) * 1.5)


def _click_measures(options: Options) -> list[Measure]:
    with scratch_folder() as folder:
        recorder = Ours(Path(folder), everything=True)
        with running("workload_click"), Hands() as hands:
            time.sleep(_SETTLED_S)
            pause = random.Random(4)
            for number in range(_CLICKS):
                hands.move(SPOT_X + 2 + number % (SPOT - 4), SPOT_Y + 2 + number % 7)
                time.sleep(pause.uniform(0.05, 0.15))
                hands.click()
                time.sleep(pause.uniform(0.08, 0.2))
            time.sleep(0.5)
            take = recorder.stop()
        delays = _click_delays_ms(take)
    options.say(
        f"{len(delays)} clicks: {delays.mean():.1f} ms on average, {delays.max():.1f} at most"
    )
    p99 = float(np.percentile(delays, 99))
    return [Measure("click to the first picture that shows it, p99", "ms", p99, target=33)]


def _click_delays_ms(take: Take) -> Moments:
    """From each recorded press to the picture in which the square has turned."""
    events = SessionReader(take.folder).input_events()
    presses = [
        take.zero_s + event.time_ns / NS_PER_SECOND
        for event in events
        if event.kind is InputKind.PRESS
    ]
    turns = [time_s for time_s, _ in changes_of_light(take)]
    if len(presses) != _CLICKS or len(turns) != _CLICKS:
        raise RuntimeError(f"{len(presses)} presses and {len(turns)} changes of {_CLICKS} recorded")
    delays: Moments = (np.array(turns) - np.array(presses)) * 1000
    return delays
