"""Where a camera's pictures come from."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

I420 = np.ndarray[Any, np.dtype[np.uint8]]
"""Planes Y, U and V under one another, BT.601 in limited range: height * 3/2 rows."""


class CameraSource(Protocol):
    """Grabs pictures one by one. Used from one thread; any call may hang in a driver."""

    width: int
    height: int
    """The size it suggests: even, at most 1280x720."""
    details: dict[str, str]

    def grab(self) -> int:
        """Wait for the next picture and keep it; says when it was taken (monotonic ns).

        Raises DeviceError where the camera is lost.
        """

    def picture(self, width: int, height: int) -> I420:
        """The picture grabbed last, in this size. Raises DeviceError where it cannot be read."""

    def close(self) -> None:
        """Let go of the camera."""


OpenSource = Callable[[threading.Event], CameraSource]
"""Opens a source that stops waiting for its next picture once the event is set.

Raises DeviceError where it cannot be opened.
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture and when it was taken (monotonic ns)."""

    pixels: I420
    taken_ns: int
