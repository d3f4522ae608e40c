"""The command line as a person or a script uses it: a process, its output, its exit code."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from observer.database.library_folder import library_root
from observer.model.clock import seconds_to_ns
from tests.synthetic_session import record_synthetic

SYNTHETIC = ["--display", "synthetic", "--microphone", "synthetic"]
RECORD = ["record", "--study", "Checkout", "--participant", "P01", *SYNTHETIC]


def observer(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "observer", "--library", str(root), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
    )


def answer(root: Path, *arguments: str) -> Any:
    run = observer(root, *arguments, "--json")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def refusal(root: Path, *arguments: str) -> str:
    """The one line of a known error."""
    run = observer(root, *arguments)
    assert run.returncode == 1, run.stdout + run.stderr
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("error: ")
    return lines[0]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("library")
    record_synthetic(root, 4.0)
    return root


def test_help_names_every_command_and_answers_at_once(tmp_path: Path) -> None:
    run = observer(tmp_path, "--help")
    assert run.returncode == 0
    for name in ("record", "mark", "sessions", "verify", "repair", "clip", "import", "doctor"):
        assert f"  {name} " in run.stdout


@pytest.mark.parametrize("name", ["record", "clip", "doctor", "rehearse", "show", "stop", "window"])
def test_each_command_explains_itself(tmp_path: Path, name: str) -> None:
    run = observer(tmp_path, name, "--help")
    assert run.returncode == 0
    assert run.stdout.startswith(f"Usage: observer {name}")


def test_recording_for_a_time_makes_a_session_of_that_length(tmp_path: Path) -> None:
    facts = answer(tmp_path, *RECORD, "--consent", "screen,voice,input", "--seconds", "1.5")
    assert facts["state"] == "closed"
    assert abs(facts["seconds"] - 1.5) < 0.3
    assert facts["frames"] > 20
    (row,) = answer(tmp_path, "sessions")
    assert (row["id"], row["folder"]) == (facts["id"], facts["folder"])
    assert (Path(row["folder"]) / "session.json").exists()
    assert answer(tmp_path, "verify", facts["id"])["ok"] is True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_recording_and_the_session_is_whole(
    tmp_path: Path, number: signal.Signals
) -> None:
    command = [sys.executable, "-m", "observer", "--library", str(tmp_path), *RECORD]
    with subprocess.Popen(
        [*command, "--consent", "screen,voice,input", "--json"], stdout=subprocess.PIPE
    ) as process:
        _wait_until_recording(tmp_path)
        process.send_signal(number)
        output, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    facts = json.loads(output)
    assert facts["state"] == "closed"
    assert answer(tmp_path, "verify", facts["id"])["ok"] is True


def _wait_until_recording(root: Path) -> None:
    deadline_s = time.monotonic() + 20
    while not list(root.glob("*/recorder.json")):
        assert time.monotonic() < deadline_s, "no recording within 20 s"
        time.sleep(0.05)


def test_marks_pause_and_stop_reach_a_recording_that_another_terminal_started(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "observer", "--library", str(tmp_path), *RECORD]
    with subprocess.Popen(
        [*command, "--consent", "screen,voice,input"], stdout=subprocess.DEVNULL
    ) as process:
        _wait_until_recording(tmp_path)
        session = answer(tmp_path, "sessions")[0]
        assert session["state"] == "recording"
        mark = answer(tmp_path, "mark", session["id"], "friction", "--severity", "3")
        assert answer(tmp_path, "pause")["state"] == "paused"
        assert answer(tmp_path, "resume")["state"] == "recording"
        closed = answer(tmp_path, "stop")
        process.wait(30)
    assert process.returncode == 0
    assert closed["state"] == "closed"
    shown = answer(tmp_path, "show", session["id"])
    assert [a["id"] for a in shown["annotations"]] == [mark["id"]]
    assert [gap["reason"] for gap in shown["gaps"]] == ["pause"]


def test_a_session_can_be_marked_afterwards_and_the_mark_cut_out(
    library: Path, tmp_path: Path
) -> None:
    session = answer(library, "sessions")[0]["id"]
    mark = answer(library, "mark", session, "quote", "--at", "2", "--note", "Where is it?")
    assert mark["from"] == 2.0
    out = tmp_path / "quote.mp4"
    clip = answer(library, "clip", session, "--annotation", mark["id"], "--out", str(out))
    assert out.exists()
    assert clip["seconds"] == pytest.approx(4.0, abs=0.3)  # the whole short session around it


def test_the_show_command_says_what_there_is(library: Path) -> None:
    session = answer(library, "sessions")[0]
    shown = answer(library, "show", session["id"][:6])
    assert shown["folder"] == session["folder"]
    assert {track["kind"] for track in shown["tracks"]} >= {"screen", "microphone", "input"}


def test_repairing_a_healthy_library_changes_nothing(library: Path) -> None:
    before = answer(library, "show", answer(library, "sessions")[0]["id"])
    assert answer(library, "repair") == []
    assert answer(library, "show", before["id"]) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "nothing-like-it"),
        ("verify", "nothing-like-it"),
        ("repair", "nothing-like-it"),
        ("stop",),
        ("clip", "nothing-like-it", "--from", "0", "--to", "1", "--out", "x.mkv"),
        ("mark", "nothing-like-it", "note"),
        ("import", "no-such-file.mp4", "--study", "S", "--participant", "P01"),
        (*RECORD, "--consent", "everything"),
        (*RECORD, "--consent", ""),
        (*RECORD, "--consent", "screen"),
        (*RECORD, "--consent", "screen", "--region", "big"),
        (
            "record",
            "--study",
            "S",
            "--participant",
            "P",
            "--consent",
            "screen",
            "--display",
            ":987",
        ),
    ],
    ids=lambda arguments: " ".join(arguments)[:60],
)
def test_bad_input_gets_one_line_with_a_remedy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    line = refusal(tmp_path, *arguments)
    assert line.count(". ") >= 1, f"no remedy in: {line}"
    assert "Traceback" not in line


def test_a_clip_beyond_the_end_is_refused(library: Path, tmp_path: Path) -> None:
    session = answer(library, "sessions")[0]["id"]
    out = tmp_path / "clip.mkv"
    line = refusal(library, "clip", session, "--from", "1", "--to", "500", "--out", str(out))
    assert "beyond the session's end" in line
    assert not out.exists()


def test_a_file_that_is_no_video_is_refused_and_kept(tmp_path: Path) -> None:
    text = tmp_path / "notes.mp4"
    text.write_text("no video at all")
    line = refusal(tmp_path / "library", "import", str(text), "--study", "S", "--participant", "P")
    assert "notes.mp4" in line
    assert text.read_text() == "no video at all"
    assert list((tmp_path / "library").glob("2*")) == []


def test_a_library_that_cannot_be_written_is_told() -> None:
    line = refusal(Path("/sys/observer-library"), "sessions")  # not even root may write there
    assert "cannot" in line


def test_a_library_path_that_is_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "library"
    path.write_text("")
    assert "library" in refusal(path, "sessions")


def test_a_damaged_manifest_is_told_and_repaired_from_what_is_there(tmp_path: Path) -> None:
    client = record_synthetic(tmp_path, 2.0)
    (client.folder / "session.json").write_text('{"id": "tor')
    line = refusal(tmp_path, "show", client.folder.name)
    assert "repair" in line
    (mended,) = answer(tmp_path, "repair", client.folder.name)
    assert mended["seconds"] > 1.5
    assert (client.folder / "session.json.damaged").read_text() == '{"id": "tor'
    (row,) = answer(tmp_path, "sessions")
    assert row["state"] == "closed"


def test_usage_errors_exit_with_two(tmp_path: Path) -> None:
    assert observer(tmp_path, "record").returncode == 2
    assert observer(tmp_path, "no-such-command").returncode == 2
    assert observer(tmp_path, "clip", "x", "--out", "y.mkv").returncode == 2


def test_the_library_is_the_folder_asked_for_then_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBSERVER_LIBRARY", str(tmp_path / "named"))
    assert library_root() == tmp_path / "named"
    assert library_root(tmp_path / "asked") == tmp_path / "asked"
    monkeypatch.delenv("OBSERVER_LIBRARY")
    assert library_root().name == "sessions"


def test_seconds_are_exact_to_the_nanosecond() -> None:
    assert seconds_to_ns(2.000000001) == 2_000_000_001
