"""The stage: a display and a microphone of its own, and nothing left of it afterwards."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from observer.model.errors import DeviceError
from observer.rehearsal.stage import Stage, joined


def _processes_of(stage: Stage) -> list[int]:
    display = stage.environment()["DISPLAY"]
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if _has(path, display)]


def _has(process: Path, display: str) -> bool:
    try:
        variables = (process / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended, or is not ours to look at
        return False
    return f"DISPLAY={display}".encode() in variables


def test_a_stage_has_a_display_of_the_asked_size() -> None:
    with Stage(sound=False, size="800x600") as stage:
        answer = subprocess.run(
            ["xdpyinfo"], env=joined(os.environ, stage.environment()), capture_output=True
        )
    assert b"800x600" in answer.stdout


def test_the_microphone_of_a_stage_hears_what_is_played(tmp_path: Path) -> None:
    tone, heard = tmp_path / "tone.wav", tmp_path / "heard.wav"
    subprocess.run(["sox", "-n", "-r", "48000", str(tone), "synth", "1", "sine", "440"], check=True)
    with Stage(display=False) as stage:
        environment = joined(os.environ, stage.environment())
        with subprocess.Popen(
            ["parecord", "--latency-msec=50", str(heard)], env=environment
        ) as ear:
            time.sleep(0.3)
            subprocess.run(["paplay", str(tone)], env=environment, check=True)
            time.sleep(0.5)
            ear.terminate()
    stat = subprocess.run(["sox", str(heard), "-n", "stat"], capture_output=True, text=True)
    facts = dict(line.split(":") for line in stat.stderr.splitlines() if ":" in line)
    assert float(facts["Maximum amplitude"]) > 0.3
    assert 200 < float(facts["Rough   frequency"]) < 460  # silence around it lowers the figure


def test_a_stage_leaves_no_process_and_no_folder() -> None:
    with Stage() as stage:
        folder = Path(stage.environment()["XDG_RUNTIME_DIR"])
        assert folder.stat().st_mode & 0o077 == 0
        assert _processes_of(stage)
    assert _processes_of(stage) == []
    assert not folder.exists()


def test_a_killed_stage_takes_its_programs_along() -> None:
    code = (
        "import time; from observer.rehearsal.stage import Stage\n"
        "with Stage(sound=False) as stage:\n"
        "    print(stage.environment()['DISPLAY'], flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        display = owner.stdout.readline().decode().strip()
        owner.kill()
    deadline_s = time.monotonic() + 5
    while Path(f"/tmp/.X11-unix/X{display[1:]}").exists() and time.monotonic() < deadline_s:
        if subprocess.run(["xdpyinfo", "-display", display], capture_output=True).returncode:
            break
        time.sleep(0.1)
    assert subprocess.run(["xdpyinfo", "-display", display], capture_output=True).returncode


def test_the_command_on_a_stage_gives_its_exit_code() -> None:
    command = [sys.executable, "-m", "observer.rehearsal.stage", "--", "sh", "-c", "exit 7"]
    assert subprocess.run(command).returncode == 7


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(DeviceError, match="apt-get install xvfb"), Stage(sound=False):
        pass
