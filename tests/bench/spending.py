"""What a process and its children cost, as the kernel counts it."""

import os
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and all that it started and that still run."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += family(int(child))
    return found


def processor_s(pid: int) -> float:
    """Seconds of processor time so far, of children that have ended too."""
    return sum(_ticks(member) for member in family(pid)) / _TICKS_PER_S


def peak_memory_mb(pid: int) -> float:
    """The most memory the process ever had resident, and what its children add, in 10⁶ bytes."""
    return (_status_kb(pid, "VmHWM:") + _added_kb(pid)) * 1024 / 1e6


def memory_mb(pid: int) -> float:
    """The memory resident at present, in 10⁶ bytes; what children share is counted once."""
    return (_status_kb(pid, "VmRSS:") + _added_kb(pid)) * 1024 / 1e6


def handles(pid: int) -> int:
    """Open files, sockets and pipes."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def child_named(name: str) -> int:
    """The process of this name that we started. Raises LookupError where there is none."""
    for pid in family(os.getpid()):
        if Path(f"/proc/{pid}/comm").read_text().strip() == name:
            return pid
    raise LookupError(f"no process {name} was started")


def _ticks(pid: int) -> int:
    # The name in brackets may hold spaces; the fields are counted from behind it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15])  # utime stime cutime cstime


def _added_kb(pid: int) -> int:
    """What the children have for themselves: their libraries' pages lie in memory once."""
    return sum(_private_kb(member) for member in family(pid)[1:])


def _private_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def _status_kb(pid: int, key: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1])
    return 0
