"""Waiting for what another process is about to do."""

import time
from collections.abc import Callable


def until(holds: Callable[[], bool], within_s: float = 10.0) -> None:
    """Wait until it holds; fails after a while."""
    deadline_s = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline_s, f"it never held within {within_s} s"
        time.sleep(0.01)
