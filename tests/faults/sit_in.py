"""A recording of real devices on servers of its own, which a test may kill, hold or starve."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from observer.model.errors import ObserverError
from observer.model.plan import RecordingPlan
from observer.recorder.client import RecorderClient, start_recording
from tests.capture.private_soundserver import PrivateSoundServer, private_soundserver
from tests.capture.private_xserver import PrivateServer, private_xserver
from tests.synthetic_session import synthetic_plan, wait_for_frames


@dataclass
class SitIn:
    """What runs: the recording, and the servers that its devices belong to."""

    client: RecorderClient
    display: PrivateServer
    sound: PrivateSoundServer


@contextmanager
def sit_in(
    library: Path, *, microphone: str | None = "microphone", size: str = "800x600x24"
) -> Iterator[SitIn]:
    """Record a real display and, unless it is None, a real microphone; stopped at the end."""
    with (
        tempfile.TemporaryDirectory() as folder,
        private_xserver(size=size) as display,
        private_soundserver(Path(folder)) as sound,
    ):
        plan = real_plan(display.display, microphone)
        client = start_recording(library, plan, {"PULSE_SERVER": sound.address})
        try:
            wait_for_frames(client, 2)
            yield SitIn(client, display, sound)
        finally:
            with suppress(ObserverError):  # it may have ended by itself, as some tests want
                client.stop()


def real_plan(display: str, microphone: str | None) -> RecordingPlan:
    return replace(synthetic_plan(), display=display, microphone=microphone)
