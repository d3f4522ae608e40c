"""The recording process as its clients meet it, with synthetic devices and a real disk."""

import io
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest

from observer.capture.synthetic.screen import read_barcode
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import ConsentItem, TrackKind
from observer.model.errors import ObserverError, RecorderError
from observer.model.identity import new_id
from observer.model.manifest import SessionState
from observer.model.samples import GapReason
from observer.model.status import RecorderState
from observer.recorder.client import connect, find_running, start_recording
from observer.recorder.endpoint import read_endpoint
from observer.session.manifest_file import read_manifest
from observer.session.reader import SessionReader
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from tests.synthetic_session import record_synthetic, synthetic_plan, wait_for_frames


def test_a_recording_with_a_limit_ends_by_itself_as_a_whole_session(tmp_path: Path) -> None:
    client = record_synthetic(tmp_path, 2.0)
    manifest = read_manifest(client.folder)
    assert manifest.state is SessionState.CLOSED
    assert abs(manifest.duration_ns - 2 * NS_PER_SECOND) < 300 * NS_PER_MS
    report = verify_session(client.folder)
    assert report.ok, report.checks
    screen, sound = manifest.track(TrackKind.SCREEN), manifest.track(TrackKind.MICROPHONE)
    assert screen is not None
    assert screen.items > 40
    assert sound is not None
    assert not (client.folder / "recorder.json").exists()


def test_stop_closes_the_session_and_says_how_long_it_is(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 20)
    status = client.stop()
    assert status.state is RecorderState.CLOSED
    assert status.elapsed_ns == read_manifest(client.folder).duration_ns
    assert not client.is_running()


def test_a_mark_is_on_the_disk_when_it_is_acknowledged(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 20)
    mark = client.mark(AnnotationKind.FRICTION, ago_ns=200 * NS_PER_MS, severity=3, note="stuck")
    assert SessionReader(client.folder).marks() == [mark]
    assert mark.made_ns - mark.start_ns == 200 * NS_PER_MS
    client.stop()


def test_a_moment_that_has_not_come_cannot_be_marked(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    with pytest.raises(RecorderError, match="not come yet"):
        client.mark(AnnotationKind.QUOTE, at_ns=3600 * NS_PER_SECOND)
    client.stop()


def test_a_pause_is_an_honest_gap_in_every_track(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 20)
    paused = client.pause()
    assert paused.state is RecorderState.PAUSED
    time.sleep(0.6)
    assert client.status().frames == paused.frames
    client.resume()
    wait_for_frames(client, paused.frames + 20)
    client.stop()
    (gap,) = (g for g in read_manifest(client.folder).gaps if g.reason is GapReason.PAUSE)
    assert gap.end_ns - gap.start_ns > 500 * NS_PER_MS
    inside = [
        event
        for event in SessionReader(client.folder).input_events()
        if gap.start_ns + 50 * NS_PER_MS < event.time_ns < gap.end_ns - 50 * NS_PER_MS
    ]
    assert inside == []
    report = verify_session(client.folder)
    assert report.ok, report.checks


def test_a_killed_recorder_loses_at_most_a_second_and_no_acknowledged_mark(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 60)
    marks = [client.mark(AnnotationKind.NOTE, note=str(number)) for number in range(3)]
    killed_at_ns = client.status().elapsed_ns
    os.kill(client.pid, signal.SIGKILL)
    assert not client.is_running()
    report = repair_session(client.folder)
    assert report.duration_ns >= killed_at_ns - NS_PER_SECOND
    assert SessionReader(client.folder).marks() == marks
    check = verify_session(client.folder)
    assert check.ok, check.checks


def test_killing_who_started_it_leaves_the_recording_for_a_new_window(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path\n"
            "from tests.synthetic_session import synthetic_plan\n"
            "from observer.recorder.client import start_recording\n"
            "start_recording(Path(sys.argv[1]), synthetic_plan())\n"
            "print('started', flush=True); time.sleep(60)",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
    )
    with starter:
        assert starter.stdout is not None
        assert starter.stdout.readline() == b"started\n"
        starter.kill()
    (found,) = find_running(tmp_path)
    before = found.status().frames
    wait_for_frames(found, before + 10)
    found.stop()
    assert verify_session(found.folder).ok
    assert find_running(tmp_path) == []


def test_a_second_recorder_for_the_same_session_is_refused(tmp_path: Path) -> None:
    plan = synthetic_plan()
    client = start_recording(tmp_path, plan)
    with pytest.raises(ObserverError, match="record"):
        start_recording(tmp_path, plan)
    assert client.is_running()
    client.stop()
    with pytest.raises(ObserverError, match="recorded already"):
        start_recording(tmp_path, plan)


def test_only_what_was_agreed_to_is_recorded(tmp_path: Path) -> None:
    plan = synthetic_plan(seconds=1.0, consent=(ConsentItem.SCREEN,))
    client = start_recording(tmp_path, plan)
    client.wait_until_closed(client.status())
    kinds = {track.kind for track in read_manifest(client.folder).tracks}
    assert kinds == {TrackKind.SCREEN, TrackKind.FOCUS}
    assert not (client.folder / "input.jsonl").exists()


def test_no_consent_means_no_recording_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ObserverError, match="agreed to no track"):
        start_recording(tmp_path, synthetic_plan(consent=()))
    assert list(tmp_path.iterdir()) == []


def test_a_caller_that_talks_nonsense_does_not_disturb_the_recording(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    endpoint = read_endpoint(client.folder)
    assert endpoint is not None
    for nonsense in (b"hello\n", b'{"type":"mark"}\n', b""):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.connect(endpoint.socket)
            caller.sendall(nonsense)
    wait_for_frames(client, client.status().frames + 5)
    assert connect(client.folder) is not None
    client.stop()


def test_the_control_socket_is_private_to_the_user(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    endpoint = read_endpoint(client.folder)
    assert endpoint is not None
    path = Path(endpoint.socket)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    client.stop()


def test_a_terminated_recorder_closes_its_session(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 10)
    last = client.status()
    os.kill(client.pid, signal.SIGTERM)
    assert client.wait_until_closed(last).state is RecorderState.CLOSED


def test_a_mark_can_be_changed_and_taken_back_while_it_records(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 5)
    first = client.mark(AnnotationKind.FRICTION)
    second = client.mark(AnnotationKind.BUG, note="a slip")
    judged = client.amend(first.id, severity=3, note="no way back")
    assert (judged.start_ns, judged.severity, judged.note) == (first.start_ns, 3, "no way back")
    assert client.amend(second.id, withdrawn=True).withdrawn
    assert client.status().marks == 1
    assert client.status().mark_changes == 4
    with pytest.raises(RecorderError, match="does not know"):
        client.amend("nobody-knows-it", severity=1)
    with pytest.raises(RecorderError, match="not come yet"):
        client.amend(first.id, start_ns=3600 * NS_PER_SECOND)
    os.kill(client.pid, signal.SIGKILL)
    assert repair_session(client.folder).marks == 1
    assert SessionReader(client.folder).marks() == [judged]


def test_a_mark_that_is_sent_twice_is_made_once(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    mark_id = new_id()
    first = client.mark(AnnotationKind.IDEA, note="once", mark_id=mark_id)
    assert client.mark(AnnotationKind.IDEA, note="once", mark_id=mark_id) == first
    with pytest.raises(RecorderError, match="refused"):
        client.mark(AnnotationKind.IDEA, mark_id="../../etc")
    client.stop()
    assert SessionReader(client.folder).marks() == [first]


def test_whoever_looks_on_sees_what_is_recorded_at_this_moment(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 5)
    before = client.status().frames
    jpeg = client.picture(640)
    after = client.status().frames
    with av.open(io.BytesIO(jpeg), "r", format="jpeg_pipe") as media:
        grey = next(media.decode(video=0)).to_ndarray(format="gray")
    assert grey.shape == (360, 640)
    assert before - 2 <= read_barcode(grey) <= after
    client.pause()
    with pytest.raises(RecorderError, match="no picture"):
        client.picture(640)
    client.stop()


def test_a_screen_that_was_not_agreed_to_cannot_be_looked_at(tmp_path: Path) -> None:
    client = start_recording(tmp_path, synthetic_plan(consent=(ConsentItem.VOICE,)))
    with pytest.raises(RecorderError, match="not recorded"):
        client.picture(640)
    client.stop()
