"""A short rehearsal from start to clip, judged by programs that are not ours."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROBE = "ffprobe -v error -of json -count_frames"
ASKED = "stream=codec_name,nb_read_frames:packet=pts_time,duration_time"


def probe(path: str, kind: str) -> dict[str, Any]:
    command = [*PROBE.split(), "-select_streams", kind, "-show_entries", ASKED, path]
    run = subprocess.run(command, capture_output=True, check=True)
    told: dict[str, Any] = json.loads(run.stdout)
    return {**told["streams"][0], "packets": told["packets"]}


def length_s(stream: dict[str, Any]) -> float:
    """When the last of its packets ends."""
    packets = stream["packets"]
    return max(float(one["pts_time"]) + float(one["duration_time"]) for one in packets)


@pytest.mark.slow
@pytest.mark.parametrize("once", ["*", "*/input.jsonl"], ids=["before it plays", "at play"])
def test_a_participant_that_breaks_off_ends_the_rehearsal_with_a_plain_sentence(
    tmp_path: Path, display: str, sound_server: str, once: str
) -> None:
    command = [sys.executable, "-m", "observer", "--library", str(tmp_path)]
    with subprocess.Popen(
        [*command, "rehearse", "--seconds", "60"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as rehearsal:
        end_participant(rehearsal.pid, lambda: any(f.stat().st_size for f in tmp_path.glob(once)))
        _, said = rehearsal.communicate(timeout=60)
    assert "error: The scripted participant broke off." in said.decode()
    assert rehearsal.returncode == 1
    listed = subprocess.run([*command, "sessions", "--json"], capture_output=True, check=True)
    assert [row["state"] for row in json.loads(listed.stdout)] == ["closed"]


def end_participant(parent: int, once_so: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 30
    participant = None
    while participant is None or not once_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
        participant = participant or participant_of(parent)
    os.kill(participant, 9)


def participant_of(parent: int) -> int | None:
    """Its number once it runs: a child that was only forked still has its parent's command line."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    for pid in children:
        line = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        if b"observer.rehearsal.participant" in line:
            return int(pid)
    return None


@pytest.mark.slow
def test_a_rehearsal_records_marks_reads_back_and_cuts_a_clip(
    tmp_path: Path, display: str, sound_server: str
) -> None:
    command = [sys.executable, "-m", "observer", "--library", str(tmp_path)]
    run = subprocess.run(
        [*command, "rehearse", "--seconds", "16", "--json"], capture_output=True, timeout=110
    )
    assert run.returncode == 0, run.stderr.decode()
    made = json.loads(run.stdout)
    video = str(Path(made["folder"]) / "recording-001.mkv")
    screen, voice = probe(video, "v"), probe(video, "a")
    assert screen["codec_name"] == "h264"
    assert int(screen["nb_read_frames"]) == made["frames"]
    assert made["frames"] > 50
    assert abs(length_s(screen) - made["seconds"]) < 0.2
    assert abs(length_s(voice) - made["audio_seconds"]) < 0.2
    assert abs(made["audio_seconds"] - made["seconds"]) < 0.2
    assert made["annotations"] == 2
    assert made["input_events"] > 100
    assert abs(length_s(probe(made["clip"], "v")) - 5) < 0.05
    assert Path(made["database"]).read_bytes().startswith(b"SQLite format 3")
    assert _is_heard(video)
    assert subprocess.run([*command, "verify", made["session"]]).returncode == 0


def _is_heard(video: str) -> bool:
    """Whether the participant's voice is in the recording: louder than a silent room."""
    run = subprocess.run(
        ["ffmpeg", "-v", "info", "-i", video, "-vn", "-af", "volumedetect", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    level = next(line for line in run.stderr.splitlines() if "max_volume" in line)
    return float(level.split(":")[1].split()[0]) > -20
