"""Lets the camera go before the screen suffers, when the machine is short."""

from collections.abc import Sequence

from observer.capture.protocol import Device, Pacing, Shedding
from observer.model.clock import NS_PER_MS, NS_PER_SECOND

# Two pictures at 30 a second: the screen has just missed one.
_LATE_NS = 66 * NS_PER_MS
_CROWDED = 0.25  # of the queue: some seconds of everything wait for the disk
_AT_LEAST_NS = 10 * NS_PER_SECOND  # a camera that comes and goes is worse than a slow one


class Shedder:
    """Tells the devices that can to deliver less while the screen falls behind."""

    def __init__(self, devices: Sequence[Device]) -> None:
        self._pacing = [device for device in devices if isinstance(device, Pacing)]
        self._shedding = [device for device in devices if isinstance(device, Shedding)]
        self._since_ns: int | None = None

    @property
    def is_shedding(self) -> bool:
        """Whether less is delivered at present."""
        return self._since_ns is not None

    def look(self, queue_fullness: float, now_ns: int) -> None:
        """Decide anew; `queue_fullness` is 0 to 1."""
        short = queue_fullness > _CROWDED or any(d.late_ns > _LATE_NS for d in self._pacing)
        if short:
            if self._since_ns is None:
                self._tell(True)
            self._since_ns = now_ns
        elif self._since_ns is not None and now_ns - self._since_ns > _AT_LEAST_NS:
            self._since_ns = None
            self._tell(False)

    def _tell(self, wanted: bool) -> None:
        for device in self._shedding:
            device.shed(wanted)
