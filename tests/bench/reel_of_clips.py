"""One film of ten clips of ten seconds, beside ffmpeg's concat filter with veryfast encoding.

Ours has a card before each two clips, chapters and one loudness; ffmpeg joins the clips alone.
"""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from observer.database.library import open_library
from observer.export.reel.reel_file import export_reel
from observer.intake.landing import land_session
from observer.model.clock import NS_PER_SECOND
from observer.model.reel import Reel, ReelClip, TitleCard
from observer.model.span import Span
from observer.session.reader import SessionReader
from tests.bench.measure import Measure

_TARGET = 1 / 3


def measure_reel(folder: Path, place: Path, spans: Sequence[Span], rounds: int) -> Measure:
    """Seconds for the film of these spans, both in turn."""
    ours_s = rival_s = 0.0
    rounds = max(1, rounds)
    with open_library(folder.parent) as library:
        reel = _reel(land_session(library, folder).id, spans)
        for turn in range(rounds):
            began_s = time.perf_counter()
            _by_ffmpeg(folder, spans, place / f"rival-reel-{turn}.mp4")
            between_s = time.perf_counter()
            export_reel(library, reel, place / f"our-reel-{turn}.mp4")
            rival_s += between_s - began_s
            ours_s += time.perf_counter() - between_s
    name = "a reel of 10 clips with titles"
    return Measure(name, "s", ours_s / rounds, rival_s / rounds, _TARGET, "ratio")


def _reel(session_id: str, spans: Sequence[Span]) -> Reel:
    items: list[TitleCard | ReelClip] = []
    for number, span in enumerate(spans):
        if number % 2 == 0:
            items.append(TitleCard(f"Task {number // 2 + 1}", "2 moments"))
        items.append(ReelClip(session_id, span.start_ns, span.end_ns, f"Clip {number + 1}"))
    return Reel("bench-reel", "Checkout", tuple(items))


def _by_ffmpeg(folder: Path, spans: Sequence[Span], out: Path) -> None:
    source = SessionReader(folder).media_path
    command = ["ffmpeg", "-v", "error"]
    for span in spans:
        command += ["-ss", f"{span.start_ns / NS_PER_SECOND:.3f}"]
        command += ["-t", f"{span.length_ns / NS_PER_SECOND:.3f}", "-i", str(source)]
    inputs = "".join(f"[{number}:v][{number}:a]" for number in range(len(spans)))
    command += ["-filter_complex", f"{inputs}concat=n={len(spans)}:v=1:a=1[v][a]"]
    command += ["-map", "[v]", "-map", "[a]", "-c:v", "libx264", "-preset", "veryfast"]
    subprocess.run([*command, "-fps_mode", "vfr", "-c:a", "aac", str(out)], check=True)
