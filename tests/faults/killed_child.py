"""Work done in a child process that is killed at a chosen step or moment."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

_STEPS = {"open", "os.rename", "os.remove", "os.truncate", "os.mkdir"}  # of sys.addaudithook
_SLOWEST_S = 30.0


def kill_at_step(work: Callable[[], object], folder: Path, step: int) -> bool:
    """Kill just before the step-th file of the folder is opened, renamed or removed.

    Whether it came to that: False where the work was done before.
    """

    def child() -> None:
        seen = 0

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event in _STEPS and str(arguments[0]).startswith(str(folder)):
                seen += 1
                if seen == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        work()

    return _ends_killed(_forked(child))


def kill_after(work: Callable[[], object], delay_s: float) -> bool:
    """Kill once this time has passed; False where the work was done before."""
    pid = _forked(work)
    time.sleep(delay_s)
    os.kill(pid, signal.SIGKILL)  # not reaped yet: the number is still the child's
    return _ends_killed(pid)


def _forked(work: Callable[[], object]) -> int:
    pid = os.fork()
    if pid:
        return pid
    signal.alarm(round(_SLOWEST_S))
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)  # whatever went wrong, pytest runs on in the parent alone


def _ends_killed(pid: int) -> bool:
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the work failed by itself"
    return False
