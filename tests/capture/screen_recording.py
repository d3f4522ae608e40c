"""A screen device that runs, and its pictures, segment by segment."""

import time
from collections.abc import Callable

import numpy as np

from observer.capture.opencv import cv2
from observer.capture.screen.paced import PacedScreen
from observer.model.clock import SessionClock
from observer.model.samples import EncodedFrame, FormatChange, VideoFormat
from tests.capture.conformance import PATIENCE_S, ListSink
from tests.capture.decoding import Picture, decode


class ScreenRecording:
    """Runs a device while a test acts; leaving it closes the device."""

    def __init__(self, device: PacedScreen) -> None:
        self.device = device

    def __enter__(self) -> "ScreenRecording":
        media = self.device.open().media
        assert isinstance(media, VideoFormat)
        self.media = media
        self.clock = SessionClock.starting_now()
        self.sink = ListSink(self.clock)
        self.device.start(self.clock, self.sink)
        self.wait_until(lambda: bool(self.sink.frames))
        return self

    def __exit__(self, *_: object) -> None:
        self.device.close()

    @property
    def changes(self) -> list[FormatChange]:
        """The changes of size, in order."""
        return [sample for sample in self.sink.samples if isinstance(sample, FormatChange)]

    def segments(self) -> list[list[Picture]]:
        """All pictures so far, those of one size together."""
        media, frames = self.media, list[EncodedFrame]()
        found = []
        for sample in list(self.sink.samples):
            if isinstance(sample, FormatChange):
                found.append(decode(media, frames))
                media, frames = sample.media, []
            elif isinstance(sample, EncodedFrame):
                frames.append(sample)
        return [*found, decode(media, frames)]

    def pictures(self) -> list[Picture]:
        """All pictures of a recording that kept its size."""
        (pictures,) = self.segments()
        return pictures

    def latest(self, rest_s: float = 0.2) -> Picture:
        """What is recorded of the screen as it is, once it has been taken up."""
        time.sleep(rest_s)
        return self.segments()[-1][-1]

    def wait_until(self, met: Callable[[], bool]) -> None:
        """Wait for something that has to come."""
        deadline = time.monotonic() + PATIENCE_S
        while not met():
            assert time.monotonic() < deadline
            time.sleep(0.01)


def shows(picture: Picture, color: int) -> int:
    """How many pixels are of about this colour (0xRRGGBB)."""
    wanted = np.array([color >> 16 & 255, color >> 8 & 255, color & 255])
    low, high = np.clip(wanted - 24, 0, 255), np.clip(wanted + 24, 0, 255)
    return int(cv2.countNonZero(cv2.inRange(picture, low, high)))


def is_all(picture: Picture, color: int) -> bool:
    """Whether all but a few pixels are of about this colour."""
    return shows(picture, color) * 100 >= 99 * len(picture) * len(picture[0])
