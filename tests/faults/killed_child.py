"""Work done in a child process that is killed at a chosen step or moment.

The children are forked from a server that has no threads: this process may have some, and a lock
that one of them holds at a fork stays locked in the child for ever.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path

CountedWork = Callable[[Callable[[Path], None]], object]

_STEPS = {"open", "os.rename", "os.remove", "os.truncate", "os.mkdir"}  # of sys.addaudithook
_SLOWEST_S = 30.0
_children = multiprocessing.get_context("forkserver")
# What the work needs is imported once, by the server; its children then begin at once.
_children.set_forkserver_preload(["__main__", "tests.faults.test_killed_closing"])


def kill_at_step(work: CountedWork, step: int) -> bool:
    """Kill just before the step-th file of a folder is opened, renamed or removed.

    `work` says from which moment and in which folder steps count. Whether it came to that step:
    False where the work was done before.
    """
    return _ends_killed(_started(_die_at_step, work, step))


def kill_after(work: Callable[[], object], delay_s: float) -> bool:
    """Kill once this time has passed; False where the work was done before."""
    child = _started(_do, work)
    time.sleep(delay_s)
    child.kill()
    return _ends_killed(child)


def _started(target: Callable[..., None], *arguments: object) -> ForkServerProcess:
    child = _children.Process(target=target, args=arguments)
    child.start()
    return child


def _do(work: Callable[[], object]) -> None:
    work()


def _die_at_step(work: CountedWork, step: int) -> None:
    counted = ""
    seen = 0

    def count_from_now(folder: Path) -> None:
        nonlocal counted
        counted = str(folder)

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if counted and event in _STEPS and str(arguments[0]).startswith(counted):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    work(count_from_now)


def _ends_killed(child: ForkServerProcess) -> bool:
    child.join(_SLOWEST_S)
    assert child.exitcode is not None, f"the work takes more than {_SLOWEST_S} s"
    assert child.exitcode in (0, -signal.SIGKILL), "the work failed by itself"
    killed = child.exitcode != 0
    child.close()
    return killed
