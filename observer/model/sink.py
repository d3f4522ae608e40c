"""Where samples go: the one seam between capture and whatever keeps what it saw."""

from dataclasses import dataclass, field
from typing import Protocol

from observer.model.consent import TrackKind
from observer.model.samples import Sample, SoundFormat, VideoFormat


@dataclass(frozen=True, slots=True)
class TrackFormat:
    """What a track will deliver, known once its device is open and before its first sample.

    `media` is None for event tracks (input, focus). `details` are plain words about the device.
    """

    kind: TrackKind
    media: VideoFormat | SoundFormat | None = None
    details: dict[str, str] = field(default_factory=dict)


class Sink(Protocol):
    """Takes samples. Tests hand capture a list behind this; the recorder hands it a queue."""

    def write(self, sample: Sample) -> None:
        """Take one sample, in rising time within its track. Must return quickly."""
