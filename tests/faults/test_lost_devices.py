"""Devices that go, stall and come back, on a display and sound server of the test's own."""

import time
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.manifest import Manifest
from observer.model.samples import GapReason
from tests.faults.aftermath import Aftermath, look_after
from tests.faults.conftest import Tell
from tests.faults.outcome import Outcome
from tests.faults.sit_in import sit_in
from tests.faults.witness import Told, lives, wait_until_ended, wait_until_told, wait_until_well

_ALARM_S = 2.0  # within which a track that stalls has to be told
_GONE_S = 3.0


def test_a_microphone_that_is_removed_is_told_and_taken_up_again(
    tmp_path: Path, tell: Tell
) -> None:
    with sit_in(tmp_path) as running:
        time.sleep(1.0)
        since_s = time.monotonic()
        running.sound.control("unload-module", "module-null-sink")  # and what hears it with it
        told = wait_until_told(running.client, since_s, 5.0, "icrophone")
        time.sleep(max(0.0, since_s + _GONE_S - time.monotonic()))
        back_s = time.monotonic()
        running.sound.add_sink("room")
        remap = ["module-remap-source", "master=room.monitor", "source_name=microphone"]
        running.sound.control("load-module", *remap)
        well_s = wait_until_well(running.client, back_s, 8.0)
        time.sleep(0.5)
        running.client.stop()
        after = look_after(running.client.folder)
    _tell_of_sound(tell, "microphone removed, and back after 3 s", told, well_s, after)


def test_a_killed_sound_server_is_told_and_taken_up_again(tmp_path: Path, tell: Tell) -> None:
    with sit_in(tmp_path) as running:
        time.sleep(1.0)
        since_s = time.monotonic()
        running.sound.kill()
        told = wait_until_told(running.client, since_s, 5.0, "icrophone")
        time.sleep(max(0.0, since_s + _GONE_S - time.monotonic()))
        running.sound.start()
        back_s = time.monotonic()
        well_s = wait_until_well(running.client, back_s, 8.0)
        time.sleep(0.5)
        running.client.stop()
        after = look_after(running.client.folder)
    _tell_of_sound(tell, "sound server killed, and back after 3 s", told, well_s, after)


def test_sound_that_stalls_is_told_and_taken_up_again(
    tmp_path: Path, full_length: bool, tell: Tell
) -> None:
    stalled_s = 5.0 if full_length else 3.0
    with sit_in(tmp_path) as running:
        time.sleep(1.0)
        since_s = time.monotonic()
        running.sound.hold()
        try:
            told = wait_until_told(running.client, since_s, 5.0, "icrophone")
            time.sleep(max(0.0, since_s + stalled_s - time.monotonic()))
        finally:
            running.sound.go_on()
        well_s = wait_until_well(running.client, time.monotonic(), 8.0)
        time.sleep(0.5)
        running.client.stop()
        after = look_after(running.client.folder)
    _tell_of_sound(tell, f"sound server held still for {stalled_s:.0f} s", told, well_s, after)


def test_a_recording_ends_though_its_sound_server_hangs(tmp_path: Path, tell: Tell) -> None:
    with sit_in(tmp_path) as running:
        time.sleep(1.0)
        running.sound.hold()
        try:
            asked_ns = time.monotonic_ns()
            running.client.stop()
            ended_s = (time.monotonic_ns() - asked_ns) / NS_PER_SECOND
            assert not lives(running.client.pid)
        finally:
            running.sound.go_on()
        after = look_after(running.client.folder)
    found = f"{after.in_words()}; ended {ended_s:.1f} s after it was told to"
    tell(Outcome("stopped while the sound server hangs", "", None, found, after.lost_s(asked_ns)))


def test_a_killed_display_ends_the_recording_with_what_it_has(tmp_path: Path, tell: Tell) -> None:
    with sit_in(tmp_path, microphone=None) as running:
        time.sleep(1.0)
        last = running.client.status()
        killed_ns = time.monotonic_ns()
        running.display.kill()
        told = wait_until_told(running.client, killed_ns / NS_PER_SECOND, _ALARM_S, "display")
        ended = wait_until_ended(running.client, last, killed_ns / NS_PER_SECOND, 20.0)
        ended_s = time.monotonic() - killed_ns / NS_PER_SECOND
        after = look_after(running.client.folder)
    assert ended.words
    assert after.repaired == ()
    assert _gap_s(after.manifest, TrackKind.SCREEN) > 0
    found = f"{after.in_words()}; ended {ended_s:.1f} s after, with a gap"
    lost_s = after.lost_s(killed_ns)
    assert lost_s < 1.0
    tell(Outcome("display server killed", told.words, told.after_s, found, lost_s))


def _tell_of_sound(tell: Tell, fault: str, told: Told, well_s: float, after: Aftermath) -> None:
    assert told.after_s < _ALARM_S
    gap_s = _gap_s(after.manifest, TrackKind.MICROPHONE)
    assert gap_s > _GONE_S - 1.0
    assert after.repaired == ()
    found = f"{after.in_words()}; silence and a gap; sound again {well_s:.1f} s after it was back"
    tell(Outcome(fault, told.words, told.after_s, found, gap_s))


def _gap_s(manifest: Manifest, kind: TrackKind) -> float:
    """How much of a track is told to be missing."""
    reasons = (GapReason.DEVICE_LOST, GapReason.OVERLOAD)
    gaps = [gap for gap in manifest.gaps if gap.track is kind and gap.reason in reasons]
    return sum(gap.end_ns - gap.start_ns for gap in gaps) / NS_PER_SECOND
