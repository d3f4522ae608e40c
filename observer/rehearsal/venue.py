"""What this computer already has to rehearse with."""

import os
import shutil
import subprocess

from observer.capture.displays import probe_display
from observer.model.errors import DeviceError

_ANSWER_WITHIN_S = 5.0


def missing_parts() -> tuple[bool, bool]:
    """Whether a display, and whether a microphone, has to be made up."""
    return not _has_display(), not _has_microphone()


def _has_display() -> bool:
    name = os.environ.get("DISPLAY", "")
    if not name:
        return False
    try:
        probe_display(name)
    except DeviceError:
        return False
    return True


def _has_microphone() -> bool:
    """A sound server answers, and its default source is a microphone, not what is being played."""
    if shutil.which("pactl") is None:
        return False
    try:
        answer = subprocess.run(
            ["pactl", "get-default-source"], capture_output=True, timeout=_ANSWER_WITHIN_S
        )
    except subprocess.TimeoutExpired:
        return False
    source = answer.stdout.decode().strip()
    return answer.returncode == 0 and bool(source) and not source.endswith(".monitor")
