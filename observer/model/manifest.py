"""session.json as a value: what one recording is, without its media."""

from dataclasses import dataclass, field
from enum import StrEnum

from observer.model.consent import Consent, TrackKind
from observer.model.samples import Gap

FORMAT_VERSION = 2


class SessionState(StrEnum):
    """Where a session stands. `interrupted` is what a crash leaves, until it is repaired.

    `missing` is said by the library alone, of a session whose folder is gone.
    """

    RECORDING = "recording"
    INTERRUPTED = "interrupted"
    CLOSED = "closed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ClockAnchor:
    """Ties the session's clock to the world, once.

    `wall_start` is ISO 8601 with offset; `boot_id` tells whether the monotonic value still means
    anything on this machine.
    """

    wall_start: str
    monotonic_start_ns: int
    boot_id: str = ""


@dataclass(frozen=True, slots=True)
class TrackEntry:
    """One recorded stream: in which files, and what it held when the session closed.

    `items` counts pictures, sound blocks, events or changes; `details` are plain words about the
    device (name, size, rate) that a reader may show.
    """

    kind: TrackKind
    files: tuple[str, ...]
    start_ns: int = 0
    end_ns: int = 0
    items: int = 0
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Segment:
    """One file of the recording: the screen had one size in it. Ends where the next one begins.

    Times in the file count from the session's start, as everywhere.
    """

    file: str
    start_ns: int
    end_ns: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """What went less than perfectly, counted."""

    dropped_moves: int = 0
    dropped_pictures: int = 0
    filled_sound_ns: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a reader needs to make sense of a session folder.

    `sha256` maps each file's name to its digest once the session is closed; it is empty before.
    `source` is `recorded`, or the original file's name for an imported recording.
    """

    id: str
    study: str
    participant: str
    consent: Consent
    clock: ClockAnchor
    state: SessionState = SessionState.RECORDING
    format: int = FORMAT_VERSION
    software: str = ""
    source: str = "recorded"
    duration_ns: int = 0
    tracks: tuple[TrackEntry, ...] = ()
    segments: tuple[Segment, ...] = ()
    gaps: tuple[Gap, ...] = ()
    health: Health = Health()
    sha256: dict[str, str] = field(default_factory=dict)

    def track(self, kind: TrackKind) -> TrackEntry | None:
        """The track of this kind, if the session has one."""
        return next((track for track in self.tracks if track.kind == kind), None)
