"""`python -m tests.bench NAME [--json]`: runs a benchmark on a stage of its own, tells figures."""

import argparse
import importlib
import json
import os
import sys

from observer.model.errors import ObserverError
from observer.rehearsal.stage import Stage, joined
from tests.bench.options import Options

BENCHMARKS = {
    "capture": "what recording costs, a typical minute and full motion, beside ffmpeg",
    "sync": "flash and beep, drift, clicks: is every track on the same clock",
    "clips": "twenty exact clips from an hour's recording, beside ffmpeg's encoding",
    "crash": "kill -9 at random moments: what is lost, and what opens what is left",
    "timeline": "three busy hours in the review: painting the timeline, and until it answers",
    "signals": "how well rules find friction in generated sit-ins, and how long they take",
    "library": "10,000 sessions and a million annotations: home, search, watching the folders",
    "insight": "1,000 sessions and 100,000 annotations: the answers, and the window meanwhile",
    "soak": "an hour: memory, handles, drift, and how soon the review can begin",
    "seek": "exact seeks in an hour: how soon the right picture comes, beside Qt's player",
}


def main(arguments: list[str]) -> int:
    """Run what was asked; 0 unless the benchmark could not run at all."""
    asked = _parser().parse_args(arguments)
    if asked.name == "list":
        _say("\n".join(f"{name:8} {words}" for name, words in BENCHMARKS.items()))
        return 0
    benchmark = importlib.import_module(f"tests.bench.{asked.name}")
    options = Options(
        _say, asked.seconds, asked.minutes, asked.kills, asked.rounds, asked.only or ""
    )
    try:
        if benchmark.STAGE_SIZE is None:  # it shows nothing
            result = benchmark.run(options)
        else:
            with Stage(size=benchmark.STAGE_SIZE) as stage:
                _move_to(stage)
                result = benchmark.run(options)
    except ObserverError as error:
        sys.stderr.write(f"The benchmark could not run: {error}\n")
        return 1
    for measure in result.measures:
        _say(measure.line())
    if asked.json:
        _say(json.dumps(result.facts()))
    return 0


def _move_to(stage: Stage) -> None:
    """Let all that is started from here play on the stage."""
    environment = joined(os.environ, stage.environment())
    os.environ.clear()
    os.environ.update(environment)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", nargs="?", default="list", choices=["list", *BENCHMARKS])
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--seconds", type=float, help="how long each recording is")
    parser.add_argument("--minutes", type=float, help="how long the drift or the soak is watched")
    parser.add_argument("--kills", type=int, help="how often to kill (crash)")
    parser.add_argument("--rounds", type=int, default=1, help="how often, in turn (capture)")
    parser.add_argument("--only", help="one part: typical or motion; flash, drift or clicks")
    return parser


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
