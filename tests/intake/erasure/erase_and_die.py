"""Erases P03 in a process that kills itself at the n-th thing it does to the disk.

`python -m tests.intake.erasure.erase_and_die BASE N`; with N of 0 it lives, and prints how many
things there were to do.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from observer.database.library import open_library
from observer.intake.erasure.erase import erase
from observer.intake.erasure.plan import plan_participant
from tests.intake.erasure.planted import Planted

_DOES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect", "os.truncate"}


def main(base: Path, last: int) -> None:
    planted = Planted(base, base / "library", {})
    done = 0

    def count(event: str, _arguments: object) -> None:
        nonlocal done
        if event in _DOES:
            done += 1
            if done == last:
                os.kill(os.getpid(), signal.SIGKILL)

    with open_library(planted.root) as library:
        plan = plan_participant(library, planted.root, "P03")
        sys.addaudithook(count)
        proof = erase(library, planted.root, plan.note, planted.elsewhere)
    sys.stdout.write(str(done) if proof.holds else f"left: {proof.left}")


def kill_at(base: Path, step: int) -> "subprocess.CompletedProcess[str]":
    """Run this, and let it die at its n-th step."""
    command = [sys.executable, "-m", "tests.intake.erasure.erase_and_die", str(base), str(step)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
