"""A session made by the real recorder from synthetic devices: needs no display and no sound."""

import time
from datetime import UTC, datetime
from pathlib import Path

from observer.model.consent import Consent, ConsentItem
from observer.model.identity import new_id
from observer.model.plan import RecordingPlan
from observer.recorder.client import RecorderClient, start_recording

ALL = (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT, ConsentItem.SHARING)


def synthetic_plan(
    *, seconds: float = 0.0, consent: tuple[ConsentItem, ...] = ALL, session_id: str = ""
) -> RecordingPlan:
    return RecordingPlan(
        session_id=session_id or new_id(),
        study="Checkout",
        participant="P01",
        consent=Consent(consent, datetime.now(UTC).isoformat()),
        display="synthetic",
        microphone="synthetic",
        limit_seconds=seconds,
    )


def record_synthetic(root: Path, seconds: float) -> RecorderClient:
    client = start_recording(root, synthetic_plan(seconds=seconds))
    client.wait_until_closed(client.status())
    return client


def wait_for_frames(client: RecorderClient, frames: int) -> None:
    deadline_s = time.monotonic() + 20
    while client.status().frames < frames:
        assert time.monotonic() < deadline_s, f"no {frames} frames within 20 s"
        time.sleep(0.05)
