"""Clips as other programs read them, and the session's own pictures to hold against them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

from observer.model.clock import NS_PER_MS
from observer.model.span import Span

Picture = npt.NDArray[np.uint8]


def probe(path: Path) -> dict[str, Any]:
    command = ["ffprobe", "-v", "error", "-of", "json", "-count_frames", "-show_format"]
    command += ["-show_streams", str(path)]
    facts: dict[str, Any] = json.loads(run(command))
    return facts


def stream_of(path: Path, kind: str) -> dict[str, Any]:
    return next(s for s in probe(path)["streams"] if s["codec_type"] == kind)


def frame_times_ms(path: Path) -> list[int]:
    command = ["ffprobe", "-v", "error", "-of", "json", "-select_streams", "v"]
    command += ["-show_entries", "frame=pts_time", str(path)]
    return [round(1000 * float(f["pts_time"])) for f in json.loads(run(command))["frames"]]


def decoded(path: Path, *options: str, luma_only: bool = False) -> list[Picture]:
    """Every picture as I420, by the ffmpeg program; it may not have a word to say about them."""
    stream = stream_of(path, "video")
    width, height = stream["width"], stream["height"]
    command = ["ffmpeg", "-v", "warning", "-err_detect", "explode", *options, "-i", str(path)]
    command += [
        "-fps_mode",
        "passthrough",
        "-enc_time_base",
        "-1",
        "-an",
        "-pix_fmt",
        "gray" if luma_only else "yuv420p",
    ]
    done = subprocess.run([*command, "-f", "rawvideo", "-"], capture_output=True, check=True)
    assert done.stderr == b"", done.stderr.decode()
    rows = height if luma_only else height * 3 // 2
    return list(np.frombuffer(done.stdout, np.uint8).reshape(-1, rows, width))


def heard(path: Path, *options: str) -> npt.NDArray[np.float64]:
    """The sound in one channel, -1 to 1, by the ffmpeg program."""
    command = ["ffmpeg", "-v", "error", *options, "-i", str(path), "-f", "s16le", "-ac", "1", "-"]
    return np.frombuffer(run(command), np.int16) / 32768


def loudness_of(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP, as the ffmpeg program measures them."""
    command = ["ffmpeg", "-nostats", "-hide_banner", "-i", str(path)]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    summary = told[told.rindex("Summary:") :]
    found = [
        float(line.split()[1])
        for line in summary.splitlines()
        if line.strip().startswith(("I:", "Peak:"))
    ]
    return found[0], found[1]


def recorded(media: Path, span: Span) -> list[tuple[int, Picture]]:
    """The session's pictures on screen in the span, with milliseconds from its start."""
    start_ms, end_ms = span.start_ns // NS_PER_MS, span.end_ns // NS_PER_MS
    found: list[tuple[int, Picture]] = []
    with av.open(str(media)) as container:
        container.seek(start_ms, stream=container.streams.video[0])
        for frame in container.decode(video=0):
            assert frame.pts is not None
            if frame.pts >= end_ms:
                break
            if frame.pts <= start_ms:
                found.clear()
            found.append((max(0, frame.pts - start_ms), frame.to_ndarray().astype(np.uint8)))
    return found


def likeness_db(one: Picture, other: Picture) -> float:
    """Peak signal to noise; 99 where they are the same."""
    error = float(((one.astype(np.int16) - other) ** 2).mean())
    return 10 * float(np.log10(255**2 / error)) if error else 99.0


def run(command: list[str]) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout
