"""The scripted participant's process: told when a task begins, it tells what it meets."""

import os
import select
import subprocess
import time
from typing import IO

from observer.model.errors import DeviceError
from observer.rehearsal.participant import GO, SPEAK, SPOKEN

_PATIENCE_S = 90.0  # the longest task takes some 15 s on a computer with nothing else to do


class Customer:
    """`python -m observer.rehearsal.participant --by-task`, connected by `process`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders = process.stdin
        self._told = process.stdout.fileno()
        self._unread = b""
        self.wait_for("ready")

    def begin_task(self) -> None:
        """Let it begin the first task, or the next."""
        tell(self._orders, GO)

    def speak(self) -> None:
        """Let it say a sentence, before the first task, and wait until it was said."""
        tell(self._orders, SPEAK)
        self.wait_for(SPOKEN)

    def wait_for(self, moment: str) -> None:
        """Wait until it meets this. Raises DeviceError where it does not get there."""
        deadline_s = time.monotonic() + _PATIENCE_S
        while True:
            line, end, rest = self._unread.partition(b"\n")
            if end:
                self._unread = rest
                if line.decode() == moment:
                    return
                continue
            left_s = deadline_s - time.monotonic()
            if left_s > 0 and select.select([self._told], [], [], left_s)[0]:
                read = os.read(self._told, 4096)
                self._unread += read
                if read:
                    continue
            raise DeviceError(
                f"The scripted participant broke off before “{moment}”",
                "Run “observer doctor” to see what is missing, and start again",
            )


def tell(orders: IO[bytes], words: str) -> None:
    """Say a line to a participant by its input. Raises DeviceError where it has broken off."""
    try:
        # Past the buffer: what stayed in it would be said once more where the input is closed.
        os.write(orders.fileno(), f"{words}\n".encode())
    except BrokenPipeError as error:
        raise broken_off() from error


def broken_off() -> DeviceError:
    """What is said of a participant that has ended before its script."""
    return DeviceError(
        "The scripted participant broke off",
        "Leave mouse and keyboard alone while it plays, and start again",
    )
