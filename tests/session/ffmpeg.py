"""What programs that are not ours say of a recording."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np


def ffprobe(path: Path, *arguments: str) -> Any:  # Any: the program's own JSON
    command = ["ffprobe", "-v", "error", "-of", "json", *arguments, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def packets(path: Path, stream: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = ffprobe(
        path, "-select_streams", stream, "-show_entries", "packet=pts_time,duration_time,flags"
    )["packets"]
    return found


def decode_sound(path: Path) -> np.ndarray:
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a", "-f", "s16le", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.int16)


def complaints(path: Path) -> str:
    """What ffmpeg warns of while it decodes everything; empty for a sound file."""
    command = ["ffmpeg", "-v", "warning", "-xerror", "-i", str(path), "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, text=True).stderr
