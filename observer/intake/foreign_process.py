"""Strangers' media read in a process of its own, with limits and without a network.

A picture or a sound that makes a decoder crash, eat memory or go round for ever ends that process;
here it is a MediaError, and nothing half is used.
"""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from observer.intake.foreign import LONGEST_S, ForeignFacts
from observer.intake.foreign_orders import (
    LONGEST_ANSWER,
    Answer,
    Converted,
    DiskFailed,
    Looked,
    Refused,
    Step,
    read_answer,
)
from observer.intake.media_headers import MediaHeaders
from observer.intake.written_media import WrittenMedia, WrittenTrack
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import Cancelled, MediaError

_WORKER = "observer.intake.foreign_worker"
PATIENCE_S = 8.0
"""How long the process may say nothing: a picture of 8K, the most it takes, needs about one."""

_START_S = 60.0  # loading the codecs takes 0.4 s, from a busy disk many times that
_LOOK_S = 0.1  # how soon it is noticed that the user stopped it
_GONE_S = 5.0
_MOST_PIXELS_A_SIDE = 16_384
_LONGEST_NS = 2 * LONGEST_S * NS_PER_SECOND  # sound may begin that long before the picture

_log = logging.getLogger(__name__)


def convert_apart(
    video: Path,
    into: Path,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    patience_s: float = PATIENCE_S,
) -> tuple[ForeignFacts, WrittenMedia]:
    """Write a recording as a session's media file; the folder of `into` is all that it can change.

    Raises MediaError for a file that is no video or does not let itself be read, Cancelled, OSError
    as the disk gives it; what is in the folder is then not to be used.
    """
    order = _Order([video], into, progress, cancelled, patience_s)
    answer = order.carry_out()
    if not isinstance(answer, Converted) or into.is_symlink() or not into.is_file():
        raise _unreadable(video.name, "what reads it gave no file")
    _check_sense(video.name, answer)
    return answer.facts, answer.written


def look_apart(
    files: list[Path], cancelled: Callable[[], bool], patience_s: float = PATIENCE_S
) -> list[MediaHeaders]:
    """The headers of a session's media files. Raises MediaError, Cancelled, OSError."""
    answer = _Order(files, None, lambda _part: None, cancelled, patience_s).carry_out()
    if not isinstance(answer, Looked) or len(answer.headers) != len(files):
        raise _unreadable(files[0].name, "what reads it gave no answer")
    return answer.headers


class _Order:
    """One process, from its start to its end."""

    def __init__(
        self,
        files: list[Path],
        into: Path | None,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        patience_s: float,
    ) -> None:
        self._files = [str(path.absolute()) for path in files]
        self._name = files[0].name
        self._into = str(into.absolute()) if into else None
        self._progress = progress
        self._cancelled = cancelled
        self._patience_s = patience_s

    def carry_out(self) -> Answer:
        """Have it done; its last answer, which is none of those that tell a failure."""
        with tempfile.TemporaryFile() as complaints, _started(complaints) as process:
            self._tell(process)
            answer = self._listen(process)
            if answer is None:
                raise self._ended(process, complaints)
        if isinstance(answer, Refused):
            raise MediaError(answer.message, answer.remedy)
        if isinstance(answer, DiskFailed):
            raise OSError(answer.number, os.strerror(answer.number))
        return answer

    def _tell(self, process: subprocess.Popen[bytes]) -> None:
        order = {"files": self._files, "into": self._into, "parent": os.getpid()}
        assert process.stdin is not None
        with suppress(BrokenPipeError), process.stdin:  # it is gone; listening will tell how
            process.stdin.write(json.dumps(order).encode() + b"\n")

    def _listen(self, process: subprocess.Popen[bytes]) -> Answer | None:
        """Its last answer; None where it ended without."""
        assert process.stdout is not None
        source, held = process.stdout.fileno(), b""
        silent_from_s, patience_s = time.monotonic(), max(_START_S, self._patience_s)
        while True:
            if self._cancelled():
                raise Cancelled("The import was stopped", "Start it again when you want it")
            if not select.select([source], [], [], _LOOK_S)[0]:
                if time.monotonic() - silent_from_s < patience_s or _waits_for_disk(process.pid):
                    continue
                raise _unreadable(self._name, f"nothing came of it in {patience_s:.0f} s")
            chunk = os.read(source, 65_536)
            *lines, held = (held + chunk).split(b"\n")
            if not chunk or len(held) > LONGEST_ANSWER:
                return None
            for line in lines:
                answer = self._understand(line)
                if not isinstance(answer, Step):
                    return answer
                self._progress(min(1.0, max(0.0, answer.part)))
                if self._cancelled():
                    break
            silent_from_s, patience_s = time.monotonic(), self._patience_s

    def _understand(self, line: bytes) -> Answer:
        try:
            return read_answer(line)
        except ValueError as error:
            raise _unreadable(self._name, "what reads it talks nonsense") from error

    def _ended(self, process: subprocess.Popen[bytes], complaints: IO[bytes]) -> MediaError:
        """Why it ended, in plain words; what it left behind in the log."""
        code = process.wait(_GONE_S)
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - 8000))
        told = complaints.read().decode(errors="replace").strip()
        _log.error("reading %s ended with %s: %s", self._name, code, told)
        match -code:
            case signal.SIGXCPU:
                why = "it takes more computing than any video of its length"
            case signal.SIGKILL:
                why = "the system ended it, most likely for want of memory"
            case _:
                why = "it makes what decodes it fail"
        return _unreadable(self._name, why)


@contextmanager
def _started(complaints: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The process; killed at the end, whatever it still does."""
    process = subprocess.Popen(
        # A packaged program is its own interpreter and understands -m as well.
        [sys.executable, "-m", _WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        start_new_session=True,  # a terminal's Ctrl+C is for who started it, who ends it then
        # Memory is limited by address space, of which each arena and each thread reserves some.
        env={**os.environ, "MALLOC_ARENA_MAX": "4", "OPENBLAS_NUM_THREADS": "1"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process
    finally:
        process.kill()
        with suppress(subprocess.TimeoutExpired):  # one that waits for a dead disk cannot go
            process.wait(_GONE_S)
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.close()


def _waits_for_disk(pid: int) -> bool:
    """Whether the kernel keeps it waiting, as a disk does that spins up; not the file's fault."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["D"]


def _check_sense(name: str, answer: Converted) -> None:
    """What the process says is believed no more than the file: it may speak through it."""
    facts, written = answer.facts, answer.written
    tracks: list[WrittenTrack] = [written.pictures, *([written.sound] if written.sound else [])]
    sides = (facts.width, facts.height)
    sizes_fit = all(0 < side <= _MOST_PIXELS_A_SIDE for side in sides)
    times_fit = all(0 <= track.start_ns <= track.end_ns <= _LONGEST_NS for track in tracks)
    if not sizes_fit:
        raise _unreadable(name, f"its pictures would be {sides[0]}x{sides[1]}")
    if not times_fit or min(track.items for track in tracks) < 1:
        raise _unreadable(name, "its times make no sense")


def _unreadable(name: str, why: str) -> MediaError:
    return MediaError(
        f"{name} cannot be read: {why}",
        "Ask for another copy or another format; do not open this one elsewhere if you do not"
        " know who made it",
    )
