"""How well the rules find friction, in generated sit-ins, and how long three hours take them.

Everything here is generated: the friction, and the ordinary work around it. The figures say whether
the rules find what they were made for among what we could think of, and nothing of real people.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from observer.analysis.signals.rules import RULES
from observer.analysis.signals.run import signals_of
from observer.analysis.tracks import Tracks
from observer.intake.signal_tracks import find_signals, read_tracks
from observer.model.clock import NS_PER_SECOND
from observer.model.samples import InputEvent, InputKind
from observer.rehearsal.generated.judging import Judgement
from observer.rehearsal.generated.run import generate_run
from observer.session.reader import SessionReader
from tests.bench.long_recording import make_long_recording
from tests.bench.measure import Measure, Result
from tests.bench.options import Options
from tests.bench.signals_folder import write_folder

STAGE_SIZE = "640x480"  # nothing is shown; every benchmark has a stage
_PILOTS, _PILOT_S, _PLANTED = 240, 420.0, 6
_ORDINARY, _ORDINARY_S = 60, 1_800.0
_LONG_S, _LONG_EVENTS = 10_800.0, 200_000
_RECORDED_MINUTES = 180.0

_RULES = [rule.name for rule in RULES]


def run(options: Options) -> Result:
    """Pilot sit-ins with friction, ordinary work without, plain logs of it, and three hours.

    `--only recorded`: three hours (`--minutes`) of drawn office work as it is recorded, with its
    pictures compared; they are made first, in some minutes.
    """
    if options.only == "recorded":
        return Result("signals", _recorded(options), {"drawn office work": True})
    pilots = options.rounds * _PILOTS
    planted = _judge(pilots, _pilot, lambda tracks: tracks)
    ordinary = _judge(_ORDINARY, _ordinary, lambda tracks: tracks)
    logs = _judge(_ORDINARY, _ordinary, _as_log)
    for seed, missed in planted.unseen:
        options.say(f"not found: {missed.rule} of run {seed}")
    measures = [
        Measure("false alarms, ordinary work", "an hour", ordinary.false_an_hour, target=1.0),
        Measure(
            "found of what was planted, by whichever rule",
            "",
            planted.share_found,
            None,
            1.0,
            more_is_better=True,
        ),
        Measure("false alarms, pilots", "an hour", planted.false_an_hour, target=1.0),
        Measure("false alarms, plain mouse logs", "an hour", logs.false_an_hour, target=1.0),
    ]
    for rule in _RULES:
        measures += [
            Measure(f"{rule}: recall of {planted.planted[rule]}", "", planted.recall(rule)),
            Measure(f"{rule}: precision", "", planted.precision(rule)),
            Measure(f"{rule}: beside other friction", "", planted.beside[rule]),
            Measure(
                f"{rule}: false in ordinary work",
                "an hour",
                ordinary.false[rule] / ordinary.hours,
            ),
        ]
    measures += _long()
    settings = {
        "runs": pilots + _ORDINARY,
        "hours of pilots": round(planted.hours, 1),
        "hours of ordinary work": round(ordinary.hours, 1),
        "all of it is generated": True,
    }
    return Result("signals", measures, settings)


def _pilot(seed: int) -> tuple[list[str], float]:
    return Random(seed).sample(_RULES, _PLANTED), _PILOT_S


def _ordinary(seed: int) -> tuple[list[str], float]:
    return [], _ORDINARY_S


def _judge(
    runs: int,
    script: Callable[[int], tuple[list[str], float]],
    seen_as: Callable[[Tracks], Tracks],
) -> Judgement:
    judgement = Judgement()
    for seed in range(runs):
        rules, seconds = script(seed)
        made = generate_run(seed, rules, seconds)
        judgement.take(made, signals_of(seen_as(made.tracks)))
    return judgement


def _as_log(tracks: Tracks) -> Tracks:
    return Tracks(tracks.duration_ns, tracks.events)


def _long() -> list[Measure]:
    """Three hours: the rules alone, and all of `observer signals` but the decoding of pictures."""
    made = generate_run(1, _RULES, _LONG_S)
    tracks = replace(made.tracks, events=_denser(made.tracks.events, _LONG_EVENTS))
    began_s = time.perf_counter()
    signals_of(tracks)
    rules_s = time.perf_counter() - began_s
    with TemporaryDirectory() as folder:
        session = write_folder(Path(folder), tracks)
        began_s = time.perf_counter()
        reader = SessionReader(session)
        read = read_tracks(reader)
        read_s = time.perf_counter() - began_s
        find_signals(reader, read, cancelled=lambda: True)
        whole_s = time.perf_counter() - began_s
    return [
        Measure("three hours, 200,000 events: rules", "s", rules_s, target=2.0),
        Measure("three hours: read from the folder", "s", read_s),
        Measure("three hours: read, and rules", "s", whole_s, target=2.0),
        Measure("hours of the long session", "h", tracks.duration_ns / NS_PER_SECOND / 3600),
    ]


def _recorded(options: Options) -> list[Measure]:
    minutes = options.minutes or _RECORDED_MINUTES
    with TemporaryDirectory() as folder:
        session = make_long_recording(Path(folder), minutes)
        began_s = time.perf_counter()
        reader = SessionReader(session)
        tracks = read_tracks(reader)
        read_s = time.perf_counter() - began_s
        found = find_signals(reader, tracks, threads=os.cpu_count() or 1)
        whole_s = time.perf_counter() - began_s
    options.say(f"{len(found)} signals in {minutes:g} minutes")
    return [
        Measure("a recording's signals, its pictures compared", "s", whole_s, target=2.0),
        Measure("of this, reading it", "s", read_s),
    ]


def _denser(events: tuple[InputEvent, ...], count: int) -> tuple[InputEvent, ...]:
    """So many events: further moves on the way between those that are there."""
    missing = count - len(events)
    dense: list[InputEvent] = []
    for before, event in zip((events[0], *events), events, strict=False):
        near = event.time_ns - before.time_ns < NS_PER_SECOND
        if missing > 0 and near and event.kind is before.kind is InputKind.MOVE:
            middle_ns = (before.time_ns + event.time_ns) // 2
            x, y = (before.x + event.x) // 2, (before.y + event.y) // 2
            dense.append(InputEvent(middle_ns, InputKind.MOVE, x, y))
            missing -= 1
        dense.append(event)
    return tuple(dense)
