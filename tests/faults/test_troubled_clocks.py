"""Clocks that are stepped, sleep, or run too fast: the session's own time goes on as it should."""

import time
from datetime import datetime
from pathlib import Path

import numpy as np

from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.samples import GapReason
from observer.recorder.client import start_recording
from tests.capture.test_sound_timing import CLICK_EVERY_S, Card, clicks_s, record
from tests.faults.aftermath import look_after
from tests.faults.clock_steps import ClockSteps
from tests.faults.conftest import Tell
from tests.faults.outcome import Outcome
from tests.faults.witness import wait_until_told, words_of
from tests.synthetic_session import synthetic_plan, wait_for_frames

_HOUR_S = 3600
_SLEPT_S = 60
_AGREE_S = 0.25
_DRIFT = 200e-6


def test_a_wall_clock_stepped_by_an_hour_changes_nothing(tmp_path: Path, tell: Tell) -> None:
    steps = ClockSteps(tmp_path)
    client = start_recording(tmp_path / "library", synthetic_plan(), steps.environment)
    began_at = time.time()
    wait_for_frames(client, 20)
    marks = []
    for wall_s in (_HOUR_S, -_HOUR_S):
        steps.step(wall_s=wall_s)
        assert abs(steps.seen() - time.time() - wall_s) < 5
        time.sleep(0.7)
        marks.append(client.mark(AnnotationKind.NOTE))
        assert words_of(client.status()) == ""
    stopped_ns = time.monotonic_ns()
    client.stop()
    after = look_after(client.folder)
    manifest = after.manifest
    shift_s = after.duration_s - (stopped_ns - manifest.clock.monotonic_start_ns) / NS_PER_SECOND
    assert abs(shift_s) < _AGREE_S
    assert abs(datetime.fromisoformat(manifest.clock.wall_start).timestamp() - began_at) < 3
    assert after.marks == tuple(marks)
    assert marks[0].start_ns < marks[1].start_ns
    assert manifest.gaps == ()
    found = f"{after.in_words()}; the session's time is {shift_s * 1000:+.0f} ms off at its end"
    tell(Outcome("wall clock stepped by +1 h, then by -2 h", "", None, found, 0.0))


def test_a_suspend_is_told_and_is_a_gap_of_its_own_length(tmp_path: Path, tell: Tell) -> None:
    steps = ClockSteps(tmp_path)
    client = start_recording(tmp_path / "library", synthetic_plan(), steps.environment)
    wait_for_frames(client, 20)
    woken_s = time.monotonic()
    steps.step(wall_s=_SLEPT_S, boot_s=_SLEPT_S)
    told = wait_until_told(client, woken_s, 2.0, "slept")
    time.sleep(0.3)
    client.stop()
    after = look_after(client.folder)
    (gap,) = (gap for gap in after.manifest.gaps if gap.reason is GapReason.SUSPEND)
    assert abs(gap.missing_ns / NS_PER_SECOND - _SLEPT_S) < 1
    assert gap.start_ns == gap.end_ns
    found = f"{after.in_words()}; a gap that says {gap.missing_ns / NS_PER_SECOND:.0f} s"
    fault = f"suspend of {_SLEPT_S} s (the clocks of the process stepped as the kernel steps them)"
    tell(Outcome(fault, told.words, told.after_s, found, gap.missing_ns / NS_PER_SECOND))


def test_a_sound_card_with_a_wrong_crystal_stays_in_its_place(
    full_length: bool, tell: Tell
) -> None:
    """A made-up card: no real one here is off by a rate that the test may choose."""
    minutes = 60 if full_length else 4
    far_ms = []
    for drift in (_DRIFT, -_DRIFT):
        pcm, losses = record(Card(drift), seconds=60 * minutes)
        assert losses == []
        clicks = clicks_s(pcm)
        true = np.arange(1, len(clicks) + 1) * CLICK_EVERY_S
        assert len(clicks) > 115 * minutes
        far_ms.append(float(np.abs(clicks - true).max() * 1000))
    assert max(far_ms) < 4.0
    wandered_ms = _DRIFT * 60 * minutes * 1000
    found = f"every click within {max(far_ms):.1f} ms in {minutes} minutes"
    words = f"{found}; uncorrected {wandered_ms:.0f} ms"
    tell(Outcome("sound card 200 ppm too fast, and too slow (synthetic)", "", None, words, 0.0))
