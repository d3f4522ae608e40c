"""The live rehearsal: a sit-in through the real window, and what it says of the library."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

OBSERVER = [sys.executable, "-m", "observer", "--library"]


@pytest.mark.slow
@pytest.mark.timeout(400)  # some 50 s on two free cores; the browsers are slow on busy ones
def test_a_live_rehearsal_leaves_in_the_library_what_was_done(tmp_path: Path) -> None:
    run = subprocess.run(
        [*OBSERVER, str(tmp_path), "rehearse", "--live", "--json"], capture_output=True, timeout=380
    )
    assert run.returncode == 0, run.stderr.decode()
    made = json.loads(run.stdout)
    assert made["differences"] == []
    assert made["rows"]["annotations"] == made["annotations"] == 9
    assert made["input_events"] > 100
    assert abs(made["audio_seconds"] - made["seconds"]) < 0.3
    assert {one["name"]: one["marks"] for one in made["observers"]} == {"Bo": 4, "Cy": 2}
    assert all(0 < one["watched_seconds"] <= made["seconds"] for one in made["observers"])
    with closing(sqlite3.connect(made["database"])) as database:
        asked = "SELECT author, count(*) FROM annotations WHERE removed_at IS NULL GROUP BY author"
        assert dict(database.execute(asked)) == {"Bo": 4, "Cy": 2, "Mara": 3}
        outcomes = database.execute("SELECT outcome FROM attempts ORDER BY start_ns")
        assert [row[0] for row in outcomes] == ["success", "with difficulty", "failed"]
        (signed,) = database.execute("SELECT name, signature, language FROM consents")
        assert signed[0] == "Ada Winter"
        assert signed[1].startswith("M")
        assert signed[2] == "it"
    verified = subprocess.run([*OBSERVER, str(tmp_path), "verify", made["session"]])
    assert verified.returncode == 0


def test_without_chromium_it_says_what_to_install(tmp_path: Path) -> None:
    run = subprocess.run(
        [*OBSERVER, str(tmp_path), "rehearse", "--live"],
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
    )
    assert run.returncode == 1
    assert b"apt-get install chromium" in run.stderr
