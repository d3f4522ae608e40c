"""What the show command says of a session whose screen changed its size."""

import json
import subprocess
import sys
from pathlib import Path

from tests.long_session import SIZES, make_long_session


def show(root: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "observer", "--library", str(root), "show", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_every_file_is_listed_with_its_size_and_the_camera_with_its_own(tmp_path: Path) -> None:
    made = make_long_session(tmp_path, (1.5,), 3.0)
    facts = json.loads(show(tmp_path, made.manifest.id, "--json"))
    assert [(part["file"], part["from"], part["to"]) for part in facts["segments"]] == [
        ("recording-001.mkv", 0.0, 1.5),
        ("recording-002.mkv", 1.5, 3.0),
    ]
    assert [(part["width"], part["height"]) for part in facts["segments"]] == list(SIZES[:2])
    words = show(tmp_path, made.manifest.id)
    assert "640x400 in recording-001.mkv" in words
    assert "items in camera-001.mkv" in words


def test_a_screen_that_kept_its_size_is_not_told_in_segments(tmp_path: Path) -> None:
    made = make_long_session(tmp_path, (), 1.0, camera=False)
    assert "segment" not in show(tmp_path, made.manifest.id)
