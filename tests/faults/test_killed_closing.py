"""Killed at the worst moments: while a session is closed, and while it is repaired."""

import contextlib
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from observer.model.errors import ObserverError, RecorderError
from observer.model.manifest import Health, SessionState
from observer.model.samples import EncodedFrame
from observer.model.status import RecorderState, RecorderStatus
from observer.recorder.client import RecorderClient, start_recording
from observer.session.folder import list_folders
from observer.session.manifest_file import read_manifest
from observer.session.media_facts import read_facts
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from tests.faults.aftermath import look_after
from tests.faults.conftest import Tell
from tests.faults.killed_child import kill_after, kill_at_step
from tests.faults.outcome import Outcome
from tests.session.recordings import (
    MS,
    Made,
    TinyEncoder,
    interrupted_session,
    open_writer,
    ordinary_samples,
)
from tests.synthetic_session import synthetic_plan, wait_for_frames

MEDIA = "recording-001.mkv"
_SECONDS = 3.0
_MOMENTS = 16
_AT_ONCE = 4
_NOTHING_KNOWN = RecorderStatus(RecorderState.STOPPING, "", "")


def test_a_repair_killed_at_any_step_or_moment_can_be_begun_again(
    tmp_path: Path, tell: Tell
) -> None:
    made = interrupted_session(tmp_path / "made", _SECONDS)
    wanted = _packets(made.folder)
    began_s = time.monotonic()
    repair_session(_copy(made, tmp_path))  # everything is imported after this
    took_s = time.monotonic() - began_s
    steps = 0
    for step in count(1):
        folder = _copy(made, tmp_path)
        killed = kill_at_step(partial(_repair, folder), step)
        _assert_whole(folder, wanted)
        if not killed:
            break
        steps = step
    assert steps > 10
    for moment in range(_MOMENTS):
        folder = _copy(made, tmp_path)
        kill_after(partial(repair_session, folder), took_s * moment / _MOMENTS)
        _assert_whole(folder, wanted)
    fault = f"killed while repairing, at each of {steps} steps and at {_MOMENTS} moments"
    tell(Outcome(fault, "", None, "repaired by the next start, verified, every packet", 0.0))


def test_a_session_killed_at_any_step_of_its_closing_keeps_everything(
    tmp_path: Path, tell: Tell
) -> None:
    samples = ordinary_samples(TinyEncoder(), _SECONDS)
    pictures = [sample for sample in samples if isinstance(sample, EncodedFrame)]
    steps = 0
    for step in count(1):
        library = tmp_path / str(step)
        killed = kill_at_step(partial(_write_and_close, library), step)
        (folder,) = list_folders(library)
        _assert_whole(folder, {"screen": len(pictures)})
        if not killed:
            break
        steps = step
    assert steps > 7
    fault = f"killed while closing the session, at each of {steps} steps"
    tell(Outcome(fault, "", None, "repaired, verified, every picture", 0.0))


def test_a_recorder_killed_while_it_stops_keeps_everything(
    tmp_path: Path, kills: int, tell: Tell
) -> None:
    closed, lost_s, words = 0, 0.0, ""
    for first in range(0, kills, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, kills))
        running = [start_recording(tmp_path / str(n), synthetic_plan()) for n in numbers]
        for number, client in zip(numbers, running, strict=True):
            wait_for_frames(client, 20)
            asked_ns, last_word = _stop_and_kill(client, 0.4 * number / kills)
            words = last_word or words
            closed += read_manifest(client.folder).state is SessionState.CLOSED
            lost_s = max(lost_s, look_after(client.folder).lost_s(asked_ns))
    assert lost_s < 1.0
    found = f"{closed} had closed, the others repaired; all verified"
    fault = f"recorder killed while it stops, at {kills} moments"
    tell(Outcome(fault, words, None, found, lost_s))


def _repair(folder: Path, count_from_now: Callable[[Path], None]) -> None:
    count_from_now(folder)
    repair_session(folder)


def _write_and_close(library: Path, count_from_now: Callable[[Path], None]) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(library, encoder)
    for sample in ordinary_samples(encoder, _SECONDS):
        writer.write(sample)
    count_from_now(folder)
    writer.close(round(_SECONDS * 1000) * MS, Health())


def _stop_and_kill(client: RecorderClient, delay_s: float) -> tuple[int, str]:
    """Kill so long after it was told to stop; when that was, and what a window reads then."""
    stopper = threading.Thread(target=_stop, args=(client,))
    stopper.start()
    asked_ns = time.monotonic_ns()
    time.sleep(delay_s)
    with contextlib.suppress(ProcessLookupError):  # it may have ended before
        os.kill(client.pid, signal.SIGKILL)
    stopper.join()
    try:
        client.wait_until_closed(_NOTHING_KNOWN)
    except RecorderError as error:
        return asked_ns, str(error)
    return asked_ns, ""


def _stop(client: RecorderClient) -> None:
    with contextlib.suppress(ObserverError):  # it is killed under it
        client.stop()


def _copy(made: Made, tmp_path: Path) -> Path:
    folder = tmp_path / "copy" / made.folder.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.folder, folder)
    return folder


def _packets(folder: Path) -> dict[str, int]:
    return {facts.name: facts.packets for facts in read_facts(folder / MEDIA)}


def _assert_whole(folder: Path, wanted: dict[str, int]) -> None:
    """Repaired as at the next start, the session holds at least what is wanted, and is whole."""
    repair_session(folder)
    report = verify_session(folder)
    assert report.ok, report.checks
    assert wanted.items() <= _packets(folder).items()
    left = {path.name for path in folder.iterdir() if path.name.endswith((".partial", ".broken"))}
    assert not left
