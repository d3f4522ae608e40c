"""What the process that reads strangers' media can no longer do."""

import ctypes
import socket
import subprocess
import sys
from pathlib import Path

import pytest

TRY = """
import os, resource, socket, sys
from pathlib import Path
from observer.intake.confinement import confine

inside, outside, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
confine(os.getppid(), inside)

def attempt(name, act):
    try:
        act()
    except (OSError, MemoryError) as error:
        print(name, "refused", type(error).__name__)
    else:
        print(name, "done")

attempt("inside", lambda: (inside / "new").write_text("x"))
attempt("read", lambda: (outside / "old").read_text())
attempt("outside", lambda: (outside / "new").write_text("x"))
attempt("change", lambda: (outside / "old").write_text("x"))
attempt("remove", lambda: (outside / "old").unlink())
attempt("rename", lambda: (inside / "new").rename(outside / "moved"))
attempt("network", lambda: socket.create_connection(("127.0.0.1", port), 5))
attempt("program", lambda: os.posix_spawn("/bin/true", ["true"], {}))
attempt("memory", lambda: bytearray(7 << 30))
print("core", resource.getrlimit(resource.RLIMIT_CORE))
"""


def tried(tmp_path: Path) -> dict[str, str]:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "old").write_text("kept")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        run = subprocess.run(
            [sys.executable, "-c", TRY, str(inside), str(outside), port],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
    return dict(line.split(" ", 1) for line in run.stdout.splitlines())


def granted(*command: str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def has_landlock() -> bool:
    version_asked = 444, None, 0, 1  # landlock_create_ruleset of linux/landlock.h
    return bool(ctypes.CDLL(None).syscall(*version_asked) > 0)


def test_it_reads_and_writes_in_its_folder_with_little_memory_and_no_core(tmp_path: Path) -> None:
    found = tried(tmp_path)
    assert (found["inside"], found["read"]) == ("done", "done")
    assert found["memory"] == "refused MemoryError"
    assert found["core"] == "(0, 0)"


@pytest.mark.skipif(not has_landlock(), reason="this kernel has no Landlock")
def test_it_changes_nothing_outside_its_folder_and_starts_no_program(tmp_path: Path) -> None:
    found = tried(tmp_path)
    for name in ("outside", "change", "remove", "rename", "program"):
        assert found[name].startswith("refused"), name
    assert (tmp_path / "outside" / "old").read_text() == "kept"
    assert len(list((tmp_path / "outside").iterdir())) == 1


@pytest.mark.skipif(
    not granted("unshare", "--net", "true") and not granted("unshare", "--user", "--net", "true"),
    reason="this system grants nobody a network of their own",
)
def test_it_reaches_no_network(tmp_path: Path) -> None:
    assert tried(tmp_path)["network"].startswith("refused")
