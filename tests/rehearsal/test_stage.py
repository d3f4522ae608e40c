"""The stage: a display and a microphone of its own, and nothing left of it afterwards."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from observer.model.errors import DeviceError
from observer.rehearsal.stage import Stage, joined


def _processes_with(variable: str, value: str) -> list[int]:
    """The processes that were started with this in their environment."""
    wanted = f"{variable}={value}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            variables = (process / "environ").read_bytes().split(b"\0")
        except OSError:  # it ended, or is not ours to look at
            continue
        if wanted in variables:
            found.append(int(process.name))
    return found


def _all_gone_within(seconds: float, runtime: str) -> bool:
    deadline_s = time.monotonic() + seconds
    while _processes_with("XDG_RUNTIME_DIR", runtime):
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.05)
    return True


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
        runtime = stage.environment()["XDG_RUNTIME_DIR"]
        assert Path(runtime).stat().st_mode & 0o077 == 0
        assert len(_processes_with("XDG_RUNTIME_DIR", runtime)) == 3
    assert _processes_with("XDG_RUNTIME_DIR", runtime) == []
    assert not Path(runtime).exists()


def test_a_killed_stage_takes_its_programs_along() -> None:
    code = (
        "import time; from observer.rehearsal.stage import Stage\n"
        "with Stage() as stage:\n"
        "    print(stage.environment()['XDG_RUNTIME_DIR'], flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        runtime = owner.stdout.readline().decode().strip()
        assert len(_processes_with("XDG_RUNTIME_DIR", runtime)) == 3
        owner.kill()
    assert _all_gone_within(5, runtime)
    shutil.rmtree(Path(runtime).parent)  # what nobody was left to remove


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_stage_reaches_its_command(number: signal.Signals) -> None:
    listening = f"trap 'exit 9' {number.value}; echo $XDG_RUNTIME_DIR; while :; do sleep 0.1; done"
    command = [sys.executable, "-m", "observer.rehearsal.stage", "--", "sh", "-c", listening]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as stage:
        assert stage.stdout is not None
        runtime = stage.stdout.readline().decode().strip()
        stage.send_signal(number)
        assert stage.wait(20) == 9
    assert _all_gone_within(1, runtime)
    assert not Path(runtime).exists()


def test_a_command_that_a_signal_ended_is_told_as_shells_do() -> None:
    command = [sys.executable, "-m", "observer.rehearsal.stage", "--", "sh", "-c", "kill -9 $$"]
    assert subprocess.run(command).returncode == 128 + 9


def test_the_command_on_a_stage_gives_its_exit_code() -> None:
    command = [sys.executable, "-m", "observer.rehearsal.stage", "--", "sh", "-c", "exit 7"]
    assert subprocess.run(command).returncode == 7


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(DeviceError, match="apt-get install xvfb"), Stage(sound=False):
        pass
