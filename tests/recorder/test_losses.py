"""What a recording does when what it records, or where it records to, goes away for good."""

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import ConsentItem
from observer.model.errors import LibraryReadOnly
from observer.model.manifest import SessionState
from observer.recorder import disk_watch
from observer.recorder.client import RecorderClient, start_recording
from observer.recorder.recording import Recording
from observer.session.manifest_file import read_manifest
from observer.session.verify import verify_session
from tests.capture.private_xserver import private_xserver
from tests.synthetic_session import synthetic_plan, wait_for_frames


def wait_until_gone(client: RecorderClient, within_s: float) -> None:
    deadline_s = time.monotonic() + within_s
    while client.is_running() or _lives(client.pid):
        assert time.monotonic() < deadline_s, f"it still runs after {within_s} s"
        time.sleep(0.1)


def _lives(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text()


def test_a_recording_ends_by_itself_when_its_display_is_gone(tmp_path: Path) -> None:
    seen = (ConsentItem.SCREEN, ConsentItem.INPUT)
    with private_xserver() as server:
        plan = replace(synthetic_plan(consent=seen), display=server.display)
        client = start_recording(tmp_path, plan)
        wait_for_frames(client, 2)
        server.kill()
        wait_until_gone(client, within_s=20)
    manifest = read_manifest(client.folder)
    assert manifest.state is SessionState.CLOSED
    assert manifest.health.notes
    report = verify_session(client.folder)
    assert report.ok, report.checks


def test_a_recording_whose_folder_is_taken_away_leaves_no_process_behind(tmp_path: Path) -> None:
    root = tmp_path / "library"
    client = start_recording(root, synthetic_plan())
    wait_for_frames(client, 5)
    shutil.move(root, tmp_path / "elsewhere")
    wait_until_gone(client, within_s=20)


def test_a_disk_with_too_little_room_is_refused_before_anything_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = shutil.disk_usage(tmp_path).free
    monkeypatch.setattr(disk_watch, "STOP_BELOW_BYTES", free)
    with pytest.raises(LibraryReadOnly, match="too little to record"):
        disk_watch.refuse_full_disk(tmp_path / "not yet there")


def test_a_full_disk_ends_the_recording_and_the_session_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = Recording(tmp_path, synthetic_plan(seconds=30))
    recording.open()
    monkeypatch.setattr(disk_watch, "STOP_BELOW_BYTES", 2 * shutil.disk_usage(tmp_path).free)
    recording.wait()
    with pytest.raises(LibraryReadOnly, match="The disk is full"):
        recording.close()
    manifest = read_manifest(recording.folder)
    assert manifest.state is SessionState.CLOSED
    assert any("The disk is full" in note for note in manifest.health.notes)
    assert manifest.duration_ns < 10 * NS_PER_SECOND
