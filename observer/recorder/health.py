"""What a recording knows of its own health: levels, losses, and each track's state."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from observer.capture.protocol import Device, Filling, Hearing, Shedding, Thinning
from observer.model.consent import TrackKind
from observer.model.manifest import Health
from observer.model.status import TrackStatus
from observer.recorder.alarms import alarm_of
from observer.recorder.sample_queue import SampleQueue


def track_status(
    device: Device, queue: SampleQueue, written: Mapping[TrackKind, int]
) -> TrackStatus:
    """How one track fares; `written` is what is on the disk of each."""
    kind, counts = device.kind, queue.counts
    dropped = device.dropped_moves if isinstance(device, Thinning) else 0
    dropped += device.dropped_pictures if isinstance(device, Shedding) else 0
    dropped += queue.dropped_moves if kind is TrackKind.INPUT else 0
    return TrackStatus(
        kind=kind,
        items=counts.items(kind),
        age_ns=counts.age_ns(kind),
        dropped=dropped,
        gaps=counts.gaps(kind),
        bytes=written.get(kind, 0),
        level_db=device.level_db if isinstance(device, Hearing) else None,
        alarm=alarm_of(device, counts),
    )


def level_db(devices: Sequence[Device]) -> float | None:
    """The level of the first device that hears something; None where none does."""
    return next((device.level_db for device in devices if isinstance(device, Hearing)), None)


def dropped_moves(queue: SampleQueue, devices: Sequence[Device]) -> int:
    """Pointer moves that were let go, in the devices or on the way to the disk."""
    return queue.dropped_moves + sum(d.dropped_moves for d in devices if isinstance(d, Thinning))


def health_of(queue: SampleQueue, devices: Sequence[Device], warnings: tuple[str, ...]) -> Health:
    """What went less than perfectly, for the manifest."""
    notes = list(warnings)
    if queue.stalls:
        notes.append(f"The disk could not keep up: the devices waited {queue.stalls / 2:.1f} s")
    return Health(
        dropped_moves=dropped_moves(queue, devices),
        dropped_pictures=sum(d.dropped_pictures for d in devices if isinstance(d, Shedding)),
        filled_sound_ns=sum(d.filled_ns for d in devices if isinstance(d, Filling)),
        notes=tuple(notes),
    )


def boot_id() -> str:
    """Which boot of this machine the monotonic clock belongs to; empty where nothing tells."""
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text().strip() if path.exists() else ""
