"""How fast the timeline paints, and how soon a session of three busy hours answers.

The session has 200,000 input events, 2,000 annotations of three people, suggestions and tasks. A
program of its own opens it in the review's page, at each of two scales of the screen.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.busy_session import ANNOTATIONS, EVENTS, SECONDS, make_busy_session
from tests.bench.measure import Measure, Result
from tests.bench.options import Options

STAGE_SIZE = "2880x1800"
_SCALES = (1, 2)
_PAINT_MS, _OPEN_MS = 16, 300


def run(options: Options) -> Result:
    """Make the session, open it at each scale, and tell the slower of the two."""
    seconds = round(options.seconds or SECONDS)
    with tempfile.TemporaryDirectory(prefix="observer-timeline-") as folder:
        options.say(f"Making a session of {seconds / 3600:.1f} hours")
        session_id = make_busy_session(Path(folder), seconds)
        told = {scale: _watch(Path(folder), session_id, scale) for scale in _SCALES}
    measures = [
        _worst(told, "paint_p95_ms", "paint while zooming and panning, p95", _PAINT_MS),
        _worst(told, "open_ms", "open until it answers and shows the lanes", _OPEN_MS),
    ]
    for scale, figures in told.items():
        at = f"at scale {scale}"
        for part, words in _PARTS.items():
            low, high = figures[f"{part}_p50_ms"], figures[f"{part}_p95_ms"]
            measures += [
                Measure(f"{words} {at}, p50", "ms", low),
                Measure(f"{words} {at}, p95", "ms", high, target=_PAINT_MS),
            ]
        measures += [
            Measure(f"everything repainted for each playhead {at}, p95", "ms", figures["naive_ms"]),
            Measure(f"processor time of a zoom or pan {at}, p95", "ms", figures["spent_p95_ms"]),
            Measure(f"open {at}", "ms", figures["open_ms"], target=_OPEN_MS),
            Measure(f"longest wait while the rest is read {at}", "ms", figures["wait_ms"]),
            Measure(f"everything is read {at}", "s", figures["read_s"]),
        ]
    settings = {"seconds": seconds, "events": EVENTS, "annotations": ANNOTATIONS}
    return Result("timeline", measures, {**settings, "window": "1440x900", "scales": _SCALES})


_PARTS = {"zoom": "zoom", "pan": "pan", "playhead": "playhead", "drag": "drag a moment"}


def _worst(told: dict[int, dict[str, float]], figure: str, words: str, target: float) -> Measure:
    return Measure(words, "ms", max(figures[figure] for figures in told.values()), target=target)


def _watch(folder: Path, session_id: str, scale: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.timeline_watch", str(folder), session_id]
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "XDG_CACHE_HOME": str(folder)}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=300
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures
