"""Clocks of one process that a test may step: the machine's own belong to everyone on it."""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

_SOURCE = Path(__file__).with_name("clock_steps.c")


class ClockSteps:
    """Compiles the shim, and holds the steps that a process started with it sees."""

    def __init__(self, folder: Path) -> None:
        compiler = shutil.which("gcc")
        if compiler is None:
            pytest.skip("stepping one process's clocks needs gcc and libc6-dev")
        library = folder / "clock_steps.so"
        command = [compiler, "-shared", "-fPIC", "-o", str(library), str(_SOURCE)]
        subprocess.run(command, check=True)
        self._file = folder / "steps"
        self.step()
        self.environment = {"LD_PRELOAD": str(library), "CLOCK_STEPS": str(self._file)}

    def step(self, *, wall_s: int = 0, boot_s: int = 0) -> None:
        """From this moment on the clocks are so many seconds ahead of the true ones."""
        # In place: the process looks into this very file.
        with self._file.open("r+b" if self._file.exists() else "wb") as file:
            file.write(struct.pack("qq", wall_s, boot_s))

    def seen(self) -> float:
        """What the wall clock of such a process says, in seconds."""
        command = [sys.executable, "-c", "import time; print(time.time())"]
        done = subprocess.run(command, env=self.environment, capture_output=True, check=True)
        return float(done.stdout)
