"""Too much to do, or too little to do it with: a wild hand, one core, no memory."""

import os
import resource
import signal
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.errors import ObserverError
from observer.model.samples import InputKind
from observer.model.status import RecorderStatus
from observer.recorder.client import RecorderClient, start_recording
from observer.session.reader import SessionReader
from tests.capture.xhands import Hands
from tests.capture.xpainter import Painter
from tests.faults.aftermath import look_after
from tests.faults.conftest import Tell
from tests.faults.outcome import Outcome
from tests.faults.sit_in import sit_in
from tests.faults.witness import StillRunningError, Told, wait_until_ended, words_of
from tests.session.ffmpeg import packets
from tests.synthetic_session import synthetic_plan, wait_for_frames

_EVENTS_A_SECOND = 1000
_MB = 1024 * 1024


def test_a_thousand_input_events_a_second_are_kept_in_order(tmp_path: Path, tell: Tell) -> None:
    seconds = 3
    with sit_in(tmp_path, microphone=None) as running, Hands(running.display.display) as hands:
        began_s = time.monotonic()
        clicks = 0
        for number in range(seconds * _EVENTS_A_SECOND):
            due_s = began_s + number / _EVENTS_A_SECOND
            if (ahead_s := due_s - time.monotonic()) > 0:
                time.sleep(ahead_s)
            if number % 50 == 0:
                hands.click()
                clicks += 1
            else:
                hands.move(number % 700, number // 7 % 500)
        took_s = time.monotonic() - began_s
        said = words_of(running.client.status())
        time.sleep(0.5)
        running.client.stop()
        after = look_after(running.client.folder)
    events = list(SessionReader(running.client.folder).input_events())
    presses = sum(event.kind is InputKind.PRESS for event in events)
    moves = sum(event.kind is InputKind.MOVE for event in events)
    assert presses == clicks
    assert 0 < moves <= 61 * took_s
    track = after.manifest.track(TrackKind.INPUT)
    assert track is not None
    rate = seconds * _EVENTS_A_SECOND / took_s
    dropped = after.manifest.health.dropped_moves
    found = (
        f"{after.in_words()}; all {clicks} clicks, {moves / took_s:.0f} moves a second "
        f"({dropped} dropped beyond the thinning)"
    )
    tell(Outcome(f"{rate:.0f} input events a second", said, None, found, 0.0))


def test_one_core_is_enough_for_a_moving_screen(tmp_path: Path, tell: Tell) -> None:
    seconds = 4.0
    with sit_in(tmp_path, size="1280x720x24") as running:
        _keep_to_one_core(running.client.pid)
        stop = threading.Event()
        display = running.display.display
        mover = threading.Thread(target=_move_pictures, args=(display, stop), name="mover")
        mover.start()
        time.sleep(seconds)
        said = words_of(running.client.status())
        stop.set()
        mover.join()
        running.client.stop()
        after = look_after(running.client.folder)
    (media,) = running.client.folder.glob("recording-*.mkv")
    times_s = [float(packet["pts_time"]) for packet in packets(media, "v")]
    gaps_s = [later - earlier for earlier, later in pairwise(times_s)]
    assert after.manifest.gaps == ()
    assert len(times_s) > 20 * seconds
    found = (
        f"{after.in_words()}; {len(times_s) / after.duration_s:.0f} pictures a second, "
        f"at most {max(gaps_s):.2f} s apart"
    )
    tell(Outcome("one core taken away, screen in motion (720p)", said, None, found, 0.0))


def test_a_recorder_without_memory_leaves_a_readable_session(tmp_path: Path, tell: Tell) -> None:
    """It may have no page more than it has: what needs one fails, in it and in its libraries."""
    client = start_recording(tmp_path, synthetic_plan())
    wait_for_frames(client, 30)
    last = client.status()
    resource.prlimit(client.pid, resource.RLIMIT_AS, (_MB, _MB))
    limited_ns = time.monotonic_ns()
    time.sleep(1.5)
    with suppress(ObserverError):  # whether it can answer is not what is asked here
        client.stop()
    told = _ended_or_killed(client, last, limited_ns / NS_PER_SECOND)
    after = look_after(client.folder)
    lost_s = after.lost_s(limited_ns)
    assert lost_s < 1.0
    fault = "no more memory than it has (RLIMIT_AS), stopped after 1.5 s"
    tell(Outcome(fault, told.words, told.after_s, after.in_words(), lost_s))


def _ended_or_killed(client: RecorderClient, last: RecorderStatus, since_s: float) -> Told:
    """Without a page to spare a process may stand still; it ends as the system would end it."""
    try:
        return wait_until_ended(client, last, since_s, 10.0)
    except StillRunningError as standing:
        os.kill(client.pid, signal.SIGKILL)
        return Told(f"{standing}; it was killed then", time.monotonic() - since_s)


def _keep_to_one_core(pid: int) -> None:
    for task in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), {min(os.sched_getaffinity(0))})


def _move_pictures(display: str, stop: threading.Event) -> None:
    with Painter(0, 0, 1280, 720, display=display) as painter:
        shade = 0
        while not stop.wait(1 / 40):
            shade = (shade + 5) % 256
            painter.fill(shade << 16 | (255 - shade) << 8 | 0x40)
