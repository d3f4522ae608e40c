"""Videos as a USB camera would send them: MJPEG, 15 pictures a second."""

import subprocess
from pathlib import Path


def make_video(path: Path, size: str = "320x240", seconds: float = 3, source: str = "") -> Path:
    """A moving test picture, or what ffmpeg's `source` paints."""
    picture = source or f"testsrc=size={size}:rate=15"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", picture, "-t", str(seconds)]
    subprocess.run([*command, "-c:v", "mjpeg", "-q:v", "4", str(path)], check=True)
    return path
