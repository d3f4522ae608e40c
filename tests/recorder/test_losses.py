"""What a recording does when what it records, or where it records to, goes away for good."""

import shutil
import time
from dataclasses import replace
from pathlib import Path

from observer.model.consent import ConsentItem
from observer.model.manifest import SessionState
from observer.recorder.client import RecorderClient, start_recording
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
