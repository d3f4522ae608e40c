"""The two that record the same screen: ours, as the product starts it, and ffmpeg."""

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from observer.model.clock import NS_PER_SECOND
from observer.model.consent import Consent, ConsentItem
from observer.model.identity import new_id
from observer.model.plan import RecordingPlan
from observer.recorder.client import RecorderClient, start_recording
from observer.session.reader import SessionReader

_READY_WITHIN_S = 10.0
_INPUT_START = re.compile(r"start: ([0-9.]+)")


@dataclass(frozen=True, slots=True)
class Take:
    """A finished recording; `zero_s` is the monotonic second that its times count from."""

    path: Path
    zero_s: float
    folder: Path
    stop_s: float

    @property
    def size_mb(self) -> float:
        """The media file's size, in 10⁶ bytes."""
        return self.path.stat().st_size / 1e6


class Recorder(Protocol):
    """Records from when it is made until it is stopped."""

    pid: int

    def stop(self) -> Take:
        """End the recording and wait until its file is finished."""


Start = Callable[[Path], Recorder]


class Ours:
    """The recording process, started as windows and the command line start it."""

    def __init__(self, folder: Path, *, everything: bool = False, sound: bool = False) -> None:
        self.client = start_recording(folder, plan(everything=everything, sound=sound))
        self.pid = self.client.pid

    def stop(self) -> Take:
        started_s = time.monotonic()
        self.client.stop()
        return take_of(self.client, time.monotonic() - started_s)

    def kill(self) -> None:
        """End the process as a crash does; returns once it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        # The client that started it reaps it; here it is only waited for.
        os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)


class Ffmpeg:
    """ffmpeg as people use it to record a screen, and the sound server's default source."""

    def __init__(self, folder: Path, *, sound: bool = False) -> None:
        self._folder = folder
        self._path = folder / "rival.mkv"
        self._log = folder / "rival.log"
        grab = ["-f", "x11grab", "-framerate", "30", "-draw_mouse", "1"]
        command = ["ffmpeg", "-hide_banner", "-y", *grab, "-i", os.environ["DISPLAY"]]
        if sound:
            command += ["-f", "pulse", "-i", "default", "-c:a", "aac"]
        command += ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "23"]
        # By itself it would keep the full colour of every pixel, which few players show.
        command += ["-pix_fmt", "yuv420p", str(self._path)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log
            )
        self.pid = self._process.pid
        self._zero_s = self._wait_for_start()

    def stop(self) -> Take:
        started_s = time.monotonic()
        self._process.communicate(b"q", timeout=60)
        return Take(self._path, self._zero_s, self._folder, time.monotonic() - started_s)

    def _wait_for_start(self) -> float:
        """Wait until it records; the monotonic second of its time zero, its first input's."""
        deadline_s = time.monotonic() + _READY_WITHIN_S
        while "Press [q]" not in (log := self._log.read_text(errors="replace")):
            if time.monotonic() > deadline_s or self._process.poll() is not None:
                raise RuntimeError(f"ffmpeg did not start: {log[-2000:]}")
            time.sleep(0.05)
        starts = [float(start) for start in _INPUT_START.findall(log)]
        return min(starts) - time.time() + time.monotonic()


def plan(*, everything: bool = False, sound: bool = False) -> RecordingPlan:
    """The screen alone; with sound; or everything this stage has: sound, input, focus."""
    items = [ConsentItem.SCREEN]
    if everything or sound:
        items.append(ConsentItem.VOICE)
    if everything:
        items.append(ConsentItem.INPUT)
    consent = Consent(tuple(items), "2026-01-01T00:00:00+00:00")
    return RecordingPlan(new_id(), "bench", "P01", consent)


def take_of(client: RecorderClient, stop_s: float = 0.0) -> Take:
    """What a recording has written so far, or in all."""
    reader = SessionReader(client.folder)
    path = reader.media_path
    if path is None:
        raise RuntimeError(f"{client.folder} holds no media")
    zero_s = reader.manifest.clock.monotonic_start_ns / NS_PER_SECOND
    return Take(path, zero_s, client.folder, stop_s)


def scratch_folder() -> "tempfile.TemporaryDirectory[str]":
    """A folder on the disk that goes with the benchmark."""
    return tempfile.TemporaryDirectory(prefix="observer-bench-")
