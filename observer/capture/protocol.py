"""What every device promises, real or synthetic; tests/capture/conformance.py holds them to it.

new ── open() ──▶ open ── start(clock, sink) ──▶ running ⇄ paused
                   │                                │
                   └────────── close() ◀────────────┘
"""

from typing import Protocol, runtime_checkable

from observer.model.clock import SessionClock
from observer.model.consent import TrackKind
from observer.model.sink import Sink, TrackFormat


class Device(Protocol):
    """One source of one track.

    A device owns its threads: `start` starts them (named after the track), `close` joins them.
    Samples carry session time, rise within the track, and stop before `close` returns.
    """

    @property
    def kind(self) -> TrackKind:
        """The track it feeds."""

    @property
    def problem(self) -> str:
        """A plain sentence once the device is lost or misbehaves; empty while all is well."""

    def open(self) -> TrackFormat:
        """Take hold of the device. Raises DeviceError (with a remedy) where that fails."""

    def start(self, clock: SessionClock, sink: Sink) -> None:
        """Begin to deliver samples to the sink."""

    def pause(self) -> None:
        """Deliver nothing until `resume`; when this returns, no further sample is on its way."""

    def resume(self) -> None:
        """Go on; a screen begins with a keyframe, sound does not replay what it missed."""

    def close(self) -> None:
        """Let go. Safe to call twice and from any state."""


@runtime_checkable
class Hearing(Protocol):
    """A device that knows how loud it is."""

    @property
    def level_db(self) -> float:
        """Level below full scale of the last moment: 0 is loudest, -96 silence."""


@runtime_checkable
class Enduring(Protocol):
    """A device whose `problem` may leave it working: sound that clips is still sound."""

    @property
    def is_lost(self) -> bool:
        """Whether nothing real comes from it at present."""


@runtime_checkable
class Filling(Protocol):
    """A device that puts silence where something was lost."""

    @property
    def filled_ns(self) -> int:
        """How much of what it delivered stands in for what was lost."""


@runtime_checkable
class Thinning(Protocol):
    """A device that lets some of its samples go when there are too many."""

    @property
    def dropped_moves(self) -> int:
        """Pointer moves let go, beyond the thinning that is meant."""


@runtime_checkable
class Placed(Protocol):
    """A device whose picture lies somewhere on the display, perhaps elsewhere a moment later."""

    def corner(self) -> tuple[int, int]:
        """Where the picture's first pixel lies; input counts its places from there."""


@runtime_checkable
class Picturing(Protocol):
    """A device whose picture can be looked at while it records."""

    def picture(self, width: int) -> bytes:
        """What it recorded last, as a JPEG. Raises DeviceError where there is none just then."""


@runtime_checkable
class Shedding(Protocol):
    """A device that can deliver less while the machine is short, so that the screen need not."""

    @property
    def dropped_pictures(self) -> int:
        """Pictures let go, because it was told to or because they came too fast."""

    def shed(self, wanted: bool) -> None:
        """Deliver as little as the track can bear (True), or as usual (False)."""


@runtime_checkable
class Pacing(Protocol):
    """A device that knows when it falls behind."""

    @property
    def late_ns(self) -> int:
        """How far its last picture came after the moment it was due; 0 while it keeps up."""
