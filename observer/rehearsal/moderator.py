"""The scripted moderator: tells the window's process what to press, and waits until it is done."""

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from observer.model.errors import DeviceError

_PATIENCE_S = 120.0  # several conditions a verb, on a busy computer


class Moderator:
    """`observer window --rehearsed`, connected by `process`. Verbs: `observer/ui/rehearsed`.

    `log` holds what the window said of its troubles; it is shown where something goes wrong.
    """

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._log = log
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._orders = process.stdin
        self._told = process.stdout.fileno()

    def does(self, verb: str, **words: object) -> Any:  # Any: what the verb answers, as JSON
        """Let the window do this; what it answers. Raises DeviceError where it cannot be done."""
        with contextlib.suppress(BrokenPipeError):  # a window that has ended answers nothing
            os.write(self._orders.fileno(), json.dumps({"verb": verb, **words}).encode() + b"\n")
        answer = json.loads(self._line(verb))
        if "fault" in answer:
            raise self._broken(verb, answer["fault"])
        return answer["value"]

    def leaves(self) -> None:
        """Close the window, and wait until its process has ended.

        Raises DeviceError; also where the window met a defect on the way, whatever it did since.
        """
        self._orders.close()
        try:
            status = self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired as error:
            raise self._broken("close") from error
        if status or "Traceback" in self._log.read_text(errors="replace"):
            raise self._broken("close")

    def _line(self, verb: str) -> bytes:
        line = b""
        deadline_s = time.monotonic() + _PATIENCE_S
        while not line.endswith(b"\n"):
            left_s = deadline_s - time.monotonic()
            read = b""
            if left_s > 0 and select.select([self._told], [], [], left_s)[0]:
                read = os.read(self._told, 65536)
            if not read:
                raise self._broken(verb)
            line += read
        return line

    def _broken(self, verb: str, fault: str = "") -> DeviceError:
        sys.stderr.write(f"{self._log.read_text(errors='replace')}{fault}")
        words = verb.replace("_", " ")
        return DeviceError(
            f"The window could not do its part of the rehearsal ({words})",
            "Start again; if it happens again it is a defect: report it with the lines above",
        )
