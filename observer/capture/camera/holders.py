"""Who keeps a device open."""

import os
from pathlib import Path

_PROCESSES = Path("/proc")


def holders_of(device: Path) -> list[str]:
    """The programs, other than this one, that have this file open, as `name (process 123)`.

    Empty where there is none, or none that this user may look into.
    """
    if not (device.exists() and _PROCESSES.is_dir()):
        return []
    target = os.path.realpath(device)
    own = str(os.getpid())
    numbers = (path for path in _PROCESSES.iterdir() if path.name.isdecimal() and path.name != own)
    return [
        f"{_name_of(process)} (process {process.name})"
        for process in sorted(numbers, key=lambda path: int(path.name))
        if _has_open(process, target)
    ]


def _has_open(process: Path, target: str) -> bool:
    try:
        return any(str(handle.readlink()) == target for handle in (process / "fd").iterdir())
    except OSError:  # another user's process, or one that has just ended
        return False


def _name_of(process: Path) -> str:
    try:
        return (process / "comm").read_text().strip()
    except OSError:  # it has just ended
        return "a program"
