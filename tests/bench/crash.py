"""What kill -9 costs: the recording process is killed at random moments, moving and still."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import av
from av.error import FFmpegError

from observer.model.annotation import AnnotationKind
from observer.session.reader import SessionReader
from tests.bench.measure import Measure, Result
from tests.bench.options import Options
from tests.bench.program import running
from tests.bench.recorders import Ours, scratch_folder, take_of

STAGE_SIZE = "1280x720"
_KILLS = 100
_LIVES_S = (1.0, 6.0)
_MARK_EVERY_S = 0.35


@dataclass(frozen=True, slots=True)
class Wreck:
    """What one killed recording left; seconds lost are counted back from the kill."""

    path: Path
    picture_lost_s: float
    sound_lost_s: float
    marks_acknowledged: int
    marks_lost: int


def run(options: Options) -> Result:
    """Kill, look, and open what is left with ffprobe, PyAV and Qt."""
    kills = options.kills or _KILLS
    chance = random.Random(9)
    with scratch_folder() as folder:
        wrecks = []
        for number in range(kills):
            with running("workload_stir", str(number)):
                wrecks.append(_wreck(Path(folder), chance))
            if (number + 1) % 10 == 0:
                worst = max(wreck.picture_lost_s for wreck in wrecks)
                options.say(f"{number + 1} of {kills} killed; most lost so far {worst:.2f} s")
        refused = _refused([wreck.path for wreck in wrecks])
        for line in refused:
            options.say(line)
    pictures = sorted(wreck.picture_lost_s for wreck in wrecks)
    acknowledged = sum(wreck.marks_acknowledged for wreck in wrecks)
    marks_lost = sum(wreck.marks_lost for wreck in wrecks)
    measures = [
        Measure("most of the picture lost", "s", pictures[-1], target=1),
        Measure("picture lost, median", "s", pictures[len(pictures) // 2]),
        Measure("most of the sound lost", "s", max(w.sound_lost_s for w in wrecks), target=1),
        Measure(f"marks lost of {acknowledged} acknowledged", "", marks_lost, target=0),
        Measure("files that ffprobe, PyAV or Qt refuse", "", len(refused), target=0),
    ]
    return Result("crash", measures, {"kills": kills})


def _wreck(folder: Path, chance: random.Random) -> Wreck:
    recorder = Ours(folder, everything=True)
    acknowledged: set[str] = set()
    ends_s = time.monotonic() + chance.uniform(*_LIVES_S)
    while (left_s := ends_s - time.monotonic()) > 0:
        acknowledged.add(recorder.client.mark(AnnotationKind.NOTE, note="still here").id)
        time.sleep(min(_MARK_EVERY_S, left_s))
    killed_s = time.monotonic()
    recorder.kill()
    take = take_of(recorder.client)
    lengths = _lengths(take.path)
    kept = {mark.id for mark in SessionReader(take.folder).marks()}
    age_s = killed_s - take.zero_s
    return Wreck(
        take.path,
        age_s - lengths["video"],
        age_s - lengths["audio"],
        len(acknowledged),
        len(acknowledged - kept),
    )


def _lengths(path: Path) -> dict[str, float]:
    """When the last packet of the picture and of the sound ends or, a picture, begins."""
    last = {"video": 0.0, "audio": 0.0}
    with av.open(str(path)) as media:
        for packet in media.demux():
            if packet.pts is None or not packet.size:
                continue
            kind = packet.stream.type
            length = packet.duration or 0 if kind == "audio" else 0
            last[kind] = max(last[kind], float((packet.pts + length) * packet.time_base))
    return last


def _refused(paths: list[Path]) -> list[str]:
    """Which files a program refuses, and what it says."""
    found = [line for path in paths for line in _refused_by_ffprobe(path)]
    found += [line for path in paths for line in _refused_by_pyav(path)]
    command = [sys.executable, "-m", "tests.bench.opens_in_qt", *map(str, paths)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return found + [f"Qt: {line}" for line in said.splitlines()]


def _refused_by_ffprobe(path: Path) -> list[str]:
    command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    fine = done.returncode == 0 and "codec_name=h264" in done.stdout
    return [] if fine else [f"ffprobe: {path}: {done.stderr.strip()}"]


def _refused_by_pyav(path: Path) -> list[str]:
    """A file in which not every whole packet can be decoded is refused, too."""
    try:
        with av.open(str(path)) as media:
            pictures = sum(1 for _ in media.decode(video=0))
    except (FFmpegError, OSError) as error:
        return [f"PyAV: {path}: {error}"]
    return [] if pictures else [f"PyAV: {path}: no picture"]
