"""Recordings as other programs leave them, made by the ffmpeg program; and what ffprobe says."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=3"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]


def pictures(size: str = "320x180", rate: int = 10, seconds: float = 3) -> list[str]:
    return ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}:duration={seconds}"]


def make(path: Path, *arguments: str) -> Path:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments, str(path)], check=True)
    return path


def meeting(path: Path, *arguments: str) -> Path:
    return make(path, *pictures(), *TONE, *H264, "-bf", "0", "-c:a", "aac", *arguments)


def probe(path: Path, *entries: str) -> Any:
    run = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_entries", ":".join(entries), str(path)],
        check=True,
        capture_output=True,
    )
    return json.loads(run.stdout)


def streams(path: Path) -> dict[str, dict[str, Any]]:
    """The file's streams by kind, with how many pictures or packets decode from each."""
    found = probe(path, "stream=codec_type,codec_name,width,height,has_b_frames,start_time")
    return {stream["codec_type"]: stream for stream in found["streams"]}


def packet_times(path: Path, stream: str, kind: str = "pts_time") -> list[float]:
    """The packets' times in seconds, in the file's order; those that are not told are left out."""
    said = output_of(
        *["ffprobe", "-v", "error", "-select_streams", stream, "-of", "csv=p=0"],
        *["-show_entries", f"packet={kind}", str(path)],
    )
    words = [word.strip(",") for word in said.split()]
    return [float(word) for word in words if word not in ("", "N/A")]


def packet_digests(path: Path, stream: str) -> list[str]:
    """What each packet holds, whatever file it lies in."""
    said = output_of(
        *["ffmpeg", "-v", "error", "-i", str(path), "-map", f"0:{stream}", "-c", "copy"],
        *["-f", "framemd5", "-"],
    )
    return [line.split(",")[-1] for line in said.splitlines() if not line.startswith("#")]


def likeness(one: Path, other: Path) -> float:
    """SSIM of the pictures in a row, turned as a player turns them: 1 is the same."""
    compare = "[0:v]settb=1/10,setpts=N[one];[1:v]settb=1/10,setpts=N[other];[one][other]ssim"
    said = output_of(
        *["ffmpeg", "-i", str(one), "-i", str(other), "-lavfi", compare, "-f", "null", "-"]
    )
    found = re.search(r"All:([0-9.]+)", said)
    assert found, said
    return float(found[1])


def silences(path: Path) -> list[tuple[float, float]]:
    """From when to when nothing is heard, in seconds; a silence that lasts to the end is not."""
    said = output_of(
        *["ffmpeg", "-i", str(path), "-vn", "-af", "silencedetect=n=-40dB:d=0.2"],
        *["-f", "null", "-"],
    )
    starts = [float(text) for text in re.findall(r"silence_start: ([0-9.-]+)", said)]
    ends = [float(text) for text in re.findall(r"silence_end: ([0-9.]+)", said)]
    return list(zip(starts, ends, strict=False))


def output_of(*command: str) -> str:
    run = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return run.stdout
