"""The recording process killed, or held still for a while."""

import os
import random
import signal
import time
from pathlib import Path

from observer.model.annotation import AnnotationKind, Mark
from observer.recorder.client import RecorderClient, start_recording
from tests.faults.aftermath import look_after
from tests.faults.conftest import Tell
from tests.faults.outcome import Outcome
from tests.faults.witness import wait_until_told
from tests.synthetic_session import synthetic_plan, wait_for_frames

_AT_ONCE = 4  # recordings beside each other: the moments are what has to be many


def test_a_killed_recorder_loses_less_than_a_second_and_no_mark(
    tmp_path: Path, kills: int, tell: Tell
) -> None:
    moments = random.Random(1)  # repeatable, not secret
    told_s, lost_s, found, words = 0.0, 0.0, "", ""
    for first in range(0, kills, _AT_ONCE):
        library = tmp_path / str(first)
        running = [
            start_recording(library, synthetic_plan()) for _ in range(min(_AT_ONCE, kills - first))
        ]
        for client in running:
            wait_for_frames(client, 1)
            marks = [client.mark(AnnotationKind.NOTE, note="before")]
            time.sleep(moments.uniform(0.0, 1.2))
            killed_ns, marks = _mark_and_kill(client, marks)
            told = wait_until_told(client, killed_ns / 1e9, 2.0, "does not answer")
            after = look_after(client.folder)
            assert list(after.marks) == marks
            assert after.lost_s(killed_ns) < 1.0
            told_s, words = max(told_s, told.after_s), told.words
            lost_s = max(lost_s, after.lost_s(killed_ns))
            found = after.in_words()
    fault = f"recorder killed (kill -9), {kills} times at random moments"
    tell(Outcome(fault, words, told_s, f"{found}; every mark", lost_s))


def _mark_and_kill(client: RecorderClient, marks: list[Mark]) -> tuple[int, list[Mark]]:
    """Kill at once after a mark was acknowledged: the hardest moment for it."""
    marks = [*marks, client.mark(AnnotationKind.FRICTION, severity=3)]
    os.kill(client.pid, signal.SIGKILL)
    return time.monotonic_ns(), marks
