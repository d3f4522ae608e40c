"""Holds at most one microphone open for its level, whichever thread asks."""

from threading import Lock
from typing import TYPE_CHECKING

from observer.model.clock import SessionClock
from observer.model.samples import Sample

if TYPE_CHECKING:
    from observer.capture.sound import MicrophoneDevice


class _Nowhere:
    """A sink for a microphone that is only looked at."""

    def write(self, _sample: Sample) -> None:
        """Forget it."""


class Listening:
    """`change` and `shut` may take half a second (a sound server answers); `level_db` is quick."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._device: MicrophoneDevice | None = None
        self._shut = False

    @property
    def level_db(self) -> float | None:
        """The level below full scale; None while nothing is open."""
        device = self._device
        return device.level_db if device else None

    @property
    def problem(self) -> str:
        """What the open microphone complains of; empty while all is well."""
        device = self._device
        return device.problem if device else ""

    def change(self, name: str | None) -> bool:
        """Listen to this microphone instead; None for none. Whether one is open afterwards.

        Raises DeviceError where it cannot be opened; nothing is open then.
        """
        with self._lock:
            self._close()
            if name is None or self._shut:
                return False
            from observer.capture.sound import MicrophoneDevice

            device = MicrophoneDevice(name)
            device.open()
            device.start(SessionClock.starting_now(), _Nowhere())
            self._device = device
            return True

    def shut(self) -> None:
        """Close for good; a `change` that comes later opens nothing."""
        with self._lock:
            self._shut = True
            self._close()

    def _close(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()
