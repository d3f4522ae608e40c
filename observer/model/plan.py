"""What a recording is asked to do, decided before it starts."""

from dataclasses import dataclass, field

from observer.model.consent import Consent, TrackKind
from observer.model.errors import ObserverError
from observer.model.secrets import SecretWindows


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the display, in its pixels."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def parse(cls, text: str) -> "Region":
        """`1280x720+0+40` to a region. Raises ObserverError for anything else."""
        try:
            size, x, y = text.split("+")
            width, height = size.lower().split("x")
            region = cls(int(x), int(y), int(width), int(height))
        except ValueError:
            region = None
        if region is None or region.width < 16 or region.height < 16:
            raise ObserverError(
                f"“{text}” is not a region of a screen",
                "Write it as WIDTHxHEIGHT+X+Y, for example 1280x720+0+0",
            )
        return region


@dataclass(frozen=True, slots=True)
class RecordingPlan:
    """One sit-in to record.

    `display` is an X display name or empty for the one in use. Of it is recorded, at most one of:
    the `monitor` of that name, the `window` (an id like 0x1a00007, an application, or part of a
    title) wherever it moves, the `region`; else all of it. `microphone`, `system_sound` and
    `camera` are device names, empty for the default one, None for none. `limit_seconds` of 0 means
    until told to stop.
    """

    session_id: str
    study: str
    participant: str
    consent: Consent
    display: str = ""
    monitor: str = ""
    window: str = ""
    region: Region | None = None
    microphone: str | None = ""
    system_sound: str | None = None
    camera: str | None = None
    secrets: SecretWindows = field(default_factory=SecretWindows)
    fps: int = 30
    pointer: bool = True
    limit_seconds: float = 0.0

    def wanted_tracks(self) -> tuple[TrackKind, ...]:
        """The tracks this plan turns on: what was agreed to, less what is unwanted."""
        wanted = [TrackKind.SCREEN]
        for track, device in (
            (TrackKind.MICROPHONE, self.microphone),
            (TrackKind.SYSTEM_SOUND, self.system_sound),
            (TrackKind.CAMERA, self.camera),
        ):
            if device is not None:
                wanted.append(track)
        wanted += [TrackKind.FOCUS, TrackKind.INPUT]
        return tuple(track for track in wanted if self.consent.allows(track))
