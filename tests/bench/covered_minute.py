"""A minute of a recording with an area covered in all of it, beside ffmpeg's drawbox.

Both make an MP4 with sound from the same minute; ffmpeg as it is run by hand: `drawbox` filled,
libx264 veryfast, AAC.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from observer.export.choices import ClipChoices
from observer.export.clip import export_clip
from observer.export.redaction.door import covering_by
from observer.model.clock import NS_PER_SECOND
from observer.model.redaction import Area, Cover, Redaction
from observer.model.span import Span
from observer.session.reader import SessionReader
from tests.bench.measure import Measure

_SECONDS = 60
_AREA = Area(400, 300, 600, 200)
_MOST = 1.0  # no slower than by hand, which follows no window and silences nothing


def measure_covered_minute(folder: Path, place: Path, rounds: int) -> Measure:
    """Seconds for the minute in the recording's middle, both in turn."""
    reader = SessionReader(folder)
    length_ns = _SECONDS * NS_PER_SECOND
    start_ns = max(0, (reader.manifest.duration_ns - length_ns) // 2)
    span = Span(start_ns, min(reader.manifest.duration_ns, start_ns + length_ns))
    ours = rival = 0.0
    for turn in range(max(1, rounds)):
        rival += _timed(lambda: _by_ffmpeg(reader, span, place / f"rival-{turn}.mp4"))  # noqa: B023  # called at once
        ours += _timed(lambda: _by_us(reader, span, place / f"ours-{turn}.mp4"))  # noqa: B023  # called at once
    count = max(1, rounds)
    name = "an area covered for 60 s"
    return Measure(name, "s", ours / count, rival / count, _MOST, "ratio")


def _by_us(reader: SessionReader, span: Span, out: Path) -> None:
    cover = Redaction(
        "r", reader.manifest.id, "", Cover.PICTURE, span.start_ns, span.end_ns, area=_AREA
    )
    covering = covering_by(reader, [cover])
    export_clip(reader.folder, span, out, choices=ClipChoices(covering=covering))


def _by_ffmpeg(reader: SessionReader, span: Span, out: Path) -> None:
    box = f"drawbox=x={_AREA.x}:y={_AREA.y}:w={_AREA.width}:h={_AREA.height}:color=black:t=fill"
    command = ["ffmpeg", "-v", "error", "-ss", f"{span.start_ns / NS_PER_SECOND:.3f}"]
    command += ["-i", str(reader.media_path), "-t", str(span.length_ns // NS_PER_SECOND)]
    command += ["-vf", box, "-c:v", "libx264", "-preset", "veryfast", "-fps_mode", "vfr"]
    subprocess.run([*command, "-c:a", "aac", str(out)], check=True)


def _timed(work: Callable[[], None]) -> float:
    began_s = perf_counter()
    work()
    return perf_counter() - began_s
