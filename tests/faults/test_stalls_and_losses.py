"""Devices that go, stall and come back, or have nothing to tell; a recorder that is held still.

Each has a display and a sound server of its own. They mostly wait, so they run beside each other.
"""

import os
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.manifest import Manifest
from observer.model.samples import Gap, GapReason
from tests.faults.aftermath import Aftermath, look_after
from tests.faults.conftest import Tell
from tests.faults.outcome import Outcome
from tests.faults.sit_in import sit_in
from tests.faults.witness import (
    Told,
    lives,
    wait_until_ended,
    wait_until_told,
    wait_until_well,
    words_of,
)
from tests.session.ffmpeg import packets

pytestmark = pytest.mark.slow

_ALARM_S = 2.0  # within which a track that stalls has to be told
_GONE_S = 3.0
_HEARTBEAT_S = 1.0  # the most that may lie between two pictures of a still screen


def remove_microphone(folder: Path, full_length: bool) -> Outcome:
    with sit_in(folder) as running:
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
    return _of_sound("microphone removed, and back after 3 s", told, well_s, after)


@pytest.mark.scenario(play=remove_microphone)
def test_a_microphone_that_is_removed_is_told_and_taken_up_again(
    played: Outcome, tell: Tell
) -> None:
    tell(played)


def kill_sound_server(folder: Path, full_length: bool) -> Outcome:
    with sit_in(folder) as running:
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
    return _of_sound("sound server killed, and back after 3 s", told, well_s, after)


@pytest.mark.scenario(play=kill_sound_server)
def test_a_killed_sound_server_is_told_and_taken_up_again(played: Outcome, tell: Tell) -> None:
    tell(played)


def hold_sound_server(folder: Path, full_length: bool) -> Outcome:
    stalled_s = 5.0 if full_length else 3.0
    with sit_in(folder) as running:
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
    return _of_sound(f"sound server held still for {stalled_s:.0f} s", told, well_s, after)


@pytest.mark.scenario(play=hold_sound_server)
def test_sound_that_stalls_is_told_and_taken_up_again(played: Outcome, tell: Tell) -> None:
    tell(played)


def stop_while_sound_hangs(folder: Path, full_length: bool) -> Outcome:
    with sit_in(folder) as running:
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
    return Outcome("stopped while the sound server hangs", "", None, found, after.lost_s(asked_ns))


@pytest.mark.scenario(play=stop_while_sound_hangs)
def test_a_recording_ends_though_its_sound_server_hangs(played: Outcome, tell: Tell) -> None:
    tell(played)


def kill_display(folder: Path, full_length: bool) -> Outcome:
    with sit_in(folder, microphone=None) as running:
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
    return Outcome("display server killed", told.words, told.after_s, found, lost_s)


@pytest.mark.scenario(play=kill_display)
def test_a_killed_display_ends_the_recording_with_what_it_has(played: Outcome, tell: Tell) -> None:
    tell(played)


def hold_recorder(folder: Path, full_length: bool) -> Outcome:
    held_s = 10.0 if full_length else 4.0
    with sit_in(folder) as running:
        client = running.client
        time.sleep(1.5)
        mark = client.mark(AnnotationKind.NOTE)
        os.kill(client.pid, signal.SIGSTOP)
        held_ns = time.monotonic_ns()
        try:
            told = wait_until_told(client, held_ns / 1e9, 8.0, "has not answered")
            time.sleep(max(0.0, held_ns / 1e9 + held_s - time.monotonic()))
        finally:
            os.kill(client.pid, signal.SIGCONT)
        let_go_ns = time.monotonic_ns()
        later = wait_until_told(client, let_go_ns / 1e9, 5.0, "stood still")
        time.sleep(1.0)
        client.stop()
        after = look_after(client.folder)
    assert after.marks == (mark,)
    start_ns = after.manifest.clock.monotonic_start_ns
    untold_s = _untold_s(after.manifest.gaps, held_ns - start_ns, let_go_ns - start_ns)
    assert untold_s < 1.0
    found = f"{after.in_words()}; gaps tell of it but for {untold_s:.1f} s"
    words = f"{told.words} Then: {later.words}"
    fault = f"recorder held still (SIGSTOP) for {held_s:.0f} s"
    return Outcome(fault, words, told.after_s, found, held_s)


@pytest.mark.scenario(play=hold_recorder)
def test_a_recorder_held_still_says_so_and_leaves_a_gap(played: Outcome, tell: Tell) -> None:
    tell(played)


def leave_screen_still(folder: Path, full_length: bool) -> Outcome:
    still_s = 600.0 if full_length else 8.0
    said: set[str] = set()
    with sit_in(folder, microphone=None) as running:
        until_s = time.monotonic() + still_s
        while time.monotonic() < until_s:
            said.add(words_of(running.client.status()))
            time.sleep(0.25)
        running.client.stop()
        after = look_after(running.client.folder)
    assert said == {""}
    assert after.manifest.gaps == ()
    (media,) = running.client.folder.glob("recording-*.mkv")
    times_s = [float(packet["pts_time"]) for packet in packets(media, "v")]
    widest_s = max(later - earlier for earlier, later in pairwise(times_s))
    assert widest_s <= _HEARTBEAT_S + 0.1
    size = media.stat().st_size
    found = f"{after.in_words()}; a picture each {widest_s:.1f} s at most, {size / 1000:.0f} kB"
    return Outcome(f"no change on the screen for {still_s:.0f} s", "", None, found, 0.0)


@pytest.mark.scenario(play=leave_screen_still)
def test_a_screen_without_a_change_raises_no_alarm_and_seeks_everywhere(
    played: Outcome, tell: Tell
) -> None:
    tell(played)


def _of_sound(fault: str, told: Told, well_s: float, after: Aftermath) -> Outcome:
    assert told.after_s < _ALARM_S
    gap_s = _gap_s(after.manifest, TrackKind.MICROPHONE)
    assert gap_s > _GONE_S - 1.0
    assert after.repaired == ()
    found = f"{after.in_words()}; silence and a gap; sound again {well_s:.1f} s after it was back"
    return Outcome(fault, told.words, told.after_s, found, gap_s)


def _gap_s(manifest: Manifest, kind: TrackKind) -> float:
    """How much of a track is told to be missing."""
    reasons = (GapReason.DEVICE_LOST, GapReason.OVERLOAD)
    gaps = [gap for gap in manifest.gaps if gap.track is kind and gap.reason in reasons]
    return sum(gap.end_ns - gap.start_ns for gap in gaps) / NS_PER_SECOND


def _untold_s(gaps: tuple[Gap, ...], from_ns: int, to_ns: int) -> float:
    """How much of a stretch no gap of the screen speaks of."""
    told_ns: int = sum(
        max(0, min(gap.end_ns, to_ns) - max(gap.start_ns, from_ns))
        for gap in gaps
        if gap.track in (None, TrackKind.SCREEN)
    )
    return (to_ns - from_ns - told_ns) / 1e9
