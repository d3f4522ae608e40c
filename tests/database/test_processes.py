"""Several processes at once, and a process that is killed: real ones."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from tests.database.builders import manifest

SAY_MANY = """
import sys
from pathlib import Path
from observer.database.library import open_library
from tests.database.builders import annotation
folder, author, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with open_library(folder) as library:
    for number in range(count):
        said = annotation(f"{author} {number}", author=author)
        library.add_annotation(said)
        print(said.id, flush=True)
"""

OPEN_ONLY = """
import sys
from pathlib import Path
from observer.database.library import open_library
open_library(Path(sys.argv[1])).close()
"""

ROOT = Path(__file__).parents[2]


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def test_two_processes_write_at_once_and_nothing_is_lost(library: Library) -> None:
    writers = [start(SAY_MANY, str(library.folder), name, "60") for name in ("Ann", "Bo")]
    acknowledged = [line for writer in writers for line in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(acknowledged) == 120
    assert {one.id for one in library.annotations(manifest().id)} == set(acknowledged)


def test_processes_that_make_the_same_library_at_once_all_succeed(tmp_path: Path) -> None:
    openers = [start(OPEN_ONLY, str(tmp_path / "library")) for _ in range(3)]
    for opener in openers:
        opener.communicate()
    assert [opener.returncode for opener in openers] == [0, 0, 0]


@pytest.mark.parametrize("seconds", [0.02, 0.11])
def test_a_killed_process_loses_no_acknowledged_annotation(
    library: Library, seconds: float
) -> None:
    writer = start(SAY_MANY, str(library.folder), "Ann", "100000")
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip()]
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    # The last line may be torn where the kill met the print: it was not acknowledged.
    acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    writer.stdout.close()
    assert writer.wait() == -signal.SIGKILL
    library.close()
    with open_library(library.folder) as again:
        kept = {one.id for one in again.annotations(manifest().id)}
        assert len(acknowledged) > 1
        assert set(acknowledged) <= kept
        assert len(again.search("Ann", limit=len(kept) + 1)) == len(kept)
