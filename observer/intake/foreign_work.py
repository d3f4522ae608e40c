"""The work of the process that reads strangers' media: looking into files, or converting one."""

import errno
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from av.error import FFmpegError

from observer.intake.confinement import MEMORY_BYTES, limit
from observer.intake.conversion import convert
from observer.intake.foreign import ForeignFacts, inspect_foreign, no_video
from observer.intake.foreign_orders import (
    Answer,
    Converted,
    DiskFailed,
    Looked,
    Refused,
    Step,
    write_answer,
)
from observer.intake.media_headers import read_headers
from observer.model.errors import ObserverError

_LOOK_CPU_S = 60
"""Processor time before a file's length is known; it takes a hundredth of a second."""

_CPU_S_A_SECOND = 60
"""Processor time for each second of video; MPEG-4 to H.264 at 1080p30 was measured to take 0.6."""

_FEWEST_BYTES_A_SECOND = 1000
"""A recording of a still screen has 2500; a file with fewer is shorter than it says."""

_GROWTH = 200
"""How many times the original's size the new file may have; AV1 to H.264 takes up to 10."""
_LEAST_ROOM_BYTES = 1 << 30
_SPARE_BYTES = 64 << 20  # what the disk keeps free

_STEP_S = 0.2
_STEP_PART = 0.005

Write = Callable[[bytes], object]


def carry_out(files: list[Path], into: Path | None, write: Write) -> None:
    """Convert the one file `into` another, or look into each; what goes wrong is an answer.

    What is no known failure passes, and ends the process.
    """
    steps = _Steps(write)
    steps.say(Step(0.0))
    limit_cpu(_LOOK_CPU_S)
    try:
        answer = _look(files, steps) if into is None else _convert(files[0], into, steps)
    except ObserverError as error:
        answer = Refused(error.message, error.remedy)
    except MemoryError:
        answer = _refused(f"takes more than {MEMORY_BYTES >> 30} GB of memory", steps.name)
    except OSError as error:
        if error.errno == errno.EFBIG:
            answer = _refused("unfolds into more than a recording of its size holds", steps.name)
        else:
            answer = DiskFailed(error.errno or errno.EIO)
    except FFmpegError as error:  # every other one speaks of the file
        answer = _refused(f"cannot be read ({error.strerror})", steps.name)
    steps.say(answer)


class _Steps:
    """Says how far it is, often enough to be known to be alive, seldom enough to be read."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._part = 0.0
        self._said_s = time.monotonic()
        self.name = ""

    def say(self, answer: Answer) -> None:
        self._write(write_answer(answer))

    def reach(self, part: float) -> None:
        now_s = time.monotonic()
        if part - self._part < _STEP_PART and part < 1 and now_s - self._said_s < _STEP_S:
            return
        self._part, self._said_s = part, now_s
        self.say(Step(part))


def _look(files: list[Path], steps: _Steps) -> Answer:
    headers = []
    for number, path in enumerate(files, 1):
        steps.name = path.name
        headers.append(read_headers(path))
        steps.reach(number / len(files))
    return Looked(headers)


def _convert(video: Path, into: Path, steps: _Steps) -> Answer:
    steps.name = video.name
    facts = inspect_foreign(video)
    steps.reach(0.0)
    size = video.stat().st_size
    limit_cpu(_LOOK_CPU_S + _CPU_S_A_SECOND * _longest_s(facts, size))
    limit(resource.RLIMIT_FSIZE, _room_bytes(size, into.parent))
    return Converted(facts, convert(facts, into, steps.reach, lambda: False))


def limit_cpu(seconds: int) -> None:
    """How much processor time the process may take from its start on; then it is ended."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _longest_s(facts: ForeignFacts, size: int) -> int:
    by_size = size // _FEWEST_BYTES_A_SECOND + 1
    return by_size if facts.duration_s is None else min(by_size, int(facts.duration_s) + 1)


def _room_bytes(size: int, folder: Path) -> int:
    """For the new file; a full disk says so itself and means something else."""
    free = shutil.disk_usage(folder).free + _SPARE_BYTES
    return min(max(_LEAST_ROOM_BYTES, _GROWTH * size), free)


def _refused(what: str, name: str) -> Refused:
    remedy = no_video(Path(name)).remedy
    return Refused(f"{name} {what}", remedy)
