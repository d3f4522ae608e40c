"""What every test may count on: a display and a sound server, and no thread left behind.

Imports nothing of Qt, so that the core's tests run where Qt is not installed.
"""

import os
import threading
from collections.abc import Iterator

import pytest

STAGE = "run ./check, or: python -m observer.rehearsal.stage -- pytest"


@pytest.fixture
def display() -> str:
    """The name of the display to draw on."""
    name = os.environ.get("DISPLAY", "")
    assert name, f"this test needs a display: {STAGE}"
    return name


@pytest.fixture
def sound_server() -> str:
    """The address of the sound server of the stage."""
    address = os.environ.get("PULSE_SERVER", "")
    assert address, f"this test needs a sound server: {STAGE}"
    return address


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    """A test that leaves a non-daemon thread running has failed."""
    before = set(threading.enumerate())
    yield
    left = [t for t in set(threading.enumerate()) - before if t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(2)
    still = [thread.name for thread in left if thread.is_alive()]
    assert not still, f"threads left running: {still}"
