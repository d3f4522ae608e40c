"""What a running recording says of itself when it is asked."""

from dataclasses import dataclass
from enum import StrEnum

from observer.model.consent import TrackKind


class RecorderState(StrEnum):
    """starting → recording ⇄ paused → stopping → closed; failed from any of them."""

    STARTING = "starting"
    RECORDING = "recording"
    PAUSED = "paused"
    STOPPING = "stopping"
    CLOSED = "closed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TrackStatus:
    """One track of a running recording, at one moment.

    `age_ns` is how long ago its last sample was handed on; input and focus may rest for long.
    `dropped` counts samples let go (moves, camera pictures), `bytes` what is on the disk of it.
    `alarm` is a plain sentence while the track stalls or its device is in trouble, else empty.
    """

    kind: TrackKind
    items: int = 0
    age_ns: int = 0
    dropped: int = 0
    gaps: int = 0
    bytes: int = 0
    level_db: float | None = None
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """One look at a recording, frozen.

    `level_db` is the microphone's level below full scale (0 is loudest, -96 silence), None where
    there is no microphone. `disk_seconds` is how long the disk lasts at the present rate.
    `mark_changes` grows with each mark made or changed.
    `problem` and `remedy` are plain sentences, empty while all is well.
    """

    state: RecorderState
    session_id: str
    folder: str
    elapsed_ns: int = 0
    frames: int = 0
    input_events: int = 0
    sound_ns: int = 0
    bytes_written: int = 0
    level_db: float | None = None
    disk_free_bytes: int = 0
    disk_seconds: float = 0.0
    marks: int = 0
    mark_changes: int = 0
    dropped: int = 0
    tracks: tuple[TrackStatus, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""
