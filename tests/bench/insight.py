"""How soon a study of 1,000 sessions and 100,000 annotations answers.

The study is made in rows, of every kind that a figure is made of; see `sittings_made`. A program
of its own answers it again and again (`insight_rounds`), in turn with a plain reading of the same
rows; another opens the Insight page over it (`insight_watch`).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from observer.database.library import open_library
from tests.bench.library_made import make_study
from tests.bench.measure import Measure, Result
from tests.bench.options import Options

STAGE_SIZE = "1440x900"

_SESSIONS, _ANNOTATIONS = 1_000, 100_000
_ROUNDS = 9
_COMMANDS = 3
_TARGET_S = 1.0
_STANDSTILL_MS = 50
_PARTS = ("findings", "seams", "people", "pictures", "trust")


def run(options: Options) -> Result:
    """Make the study, answer it, run the command, open the page."""
    with tempfile.TemporaryDirectory(prefix="observer-bench-insight-") as name:
        folder = Path(name)
        began_s = time.perf_counter()
        make_study(folder, _SESSIONS, _ANNOTATIONS)
        options.say(f"made in {time.perf_counter() - began_s:.0f} s")
        rounds = _told("insight_rounds", folder, str(_ROUNDS))
        commands_s = [_command_s(folder) for _ in range(_COMMANDS)]
        watched = _told("insight_watch", folder)
    measures = [*_answers(rounds), *_whole_command(commands_s), *_window(watched)]
    settings = {"sessions": _SESSIONS, "annotations": _ANNOTATIONS, "rounds": _ROUNDS}
    return Result("insight", measures, settings)


def _answers(rounds: Sequence[dict[str, float]]) -> list[Measure]:
    def middle(key: str) -> float:
        return statistics.median(one[key] for one in rounds)

    def worst(key: str) -> float:
        return max(one[key] for one in rounds)

    return [
        Measure("answer, median", "s", middle("ours_s"), middle("plain_s"), _TARGET_S),
        Measure(f"answer, slowest of {len(rounds)}", "s", worst("ours_s"), worst("plain_s")),
        Measure(
            "processor time of an answer, median",
            "s",
            middle("ours_spent_s"),
            middle("plain_spent_s"),
        ),
    ]


def _whole_command(seconds: list[float]) -> list[Measure]:
    return [Measure("observer insight STUDY --json, median", "s", statistics.median(seconds))]


def _window(told: dict[str, float]) -> list[Measure]:
    return [
        Measure(
            "longest the window stood still while answers were read",
            "ms",
            told["reading_ms"],
            told["idle_ms"],
            _STANDSTILL_MS,
        ),
        Measure("longest while the page was filled", "ms", told["filling_ms"]),
        Measure("longest behind that", "ms", told["shown_ms"]),
        Measure("page read anew", "s", told["read_s"]),
        *(Measure(f"longest while “{part}” opened", "ms", told[f"{part}_ms"]) for part in _PARTS),
    ]


def _command_s(folder: Path) -> float:
    """How long the whole command takes, its start-up included."""
    with open_library(folder) as library:
        (study,) = library.study_list()
    command = [sys.executable, "-m", "observer", "insight", study.id, "--json"]
    environment = {**os.environ, "OBSERVER_LIBRARY": str(folder)}
    began_s = time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=120)
    seconds = time.perf_counter() - began_s
    if json.loads(done.stdout)["sessions"] != _SESSIONS:
        raise RuntimeError("the command answered for other sessions")
    return seconds


def _told(program: str, folder: Path, *arguments: str) -> Any:
    command = [sys.executable, "-m", f"tests.bench.{program}", str(folder), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=300)
    return json.loads(done.stdout.splitlines()[-1])
