"""A made-up screen: a moving picture in which every frame carries its own number."""

import threading
import time
from typing import Any

import numpy as np

from observer.capture.screen.canvas import Canvas, Pixels
from observer.capture.screen.paced import PacedScreen
from observer.capture.screen.rectangle import Rectangle
from observer.model.clock import NS_PER_SECOND

BITS = 16  # frame numbers up to 65,535: half an hour at 30 frames a second
CELL = 16  # pixels a side; survives any quantiser


class SyntheticScreen(PacedScreen):
    """The same frames each time, paced and encoded as a real screen's.

    `seconds` ends the movement (the picture then rests and only heartbeats come); None never does.
    """

    def __init__(
        self, width: int = 640, height: int = 360, fps: int = 30, seconds: float | None = None
    ) -> None:
        super().__init__(lambda: SyntheticSource(width, height, fps, seconds), fps)


class SyntheticSource:
    """A `ScreenSource` that paints its n-th picture at its n-th grab."""

    def __init__(self, width: int, height: int, fps: int, seconds: float | None) -> None:
        self.width, self.height = max(BITS * CELL, width & ~1), max(4 * CELL, height & ~1)
        self.details = {"source": "synthetic"}
        self.corner = (0, 0)
        self.problem = ""
        self._period_s = 1 / fps
        self._pictures = None if seconds is None else round(seconds * fps)
        self._number = 0
        self._next_s = 0.0
        self._roused = threading.Event()
        self._box = self._box_of(0)

    def wait(self, timeout_ns: int) -> bool:
        """Sleep until the next picture is due, or the time is over."""
        timeout_s = timeout_ns / NS_PER_SECOND
        rest_s = timeout_s + 1 if self._has_ended() else self._next_s - time.monotonic()
        if self._roused.wait(max(0.0, min(timeout_s, rest_s))):
            self._roused.clear()
        return rest_s <= timeout_s

    def rouse(self) -> None:
        """End a `wait` at once, the next one if none is under way."""
        self._roused.set()

    def refit(self) -> bool:
        """It keeps its size."""
        return False

    def grab(self, canvas: Canvas, *, whole: bool) -> None:
        """Paint the next picture: its number in black and white cells, and a box that wanders."""
        if self._has_ended() and not whole:
            return
        self._next_s = max(self._next_s, time.monotonic() - self._period_s) + self._period_s
        if whole:
            canvas.paste(_plain(canvas.bounds, 0x50), 0, 0)
        code = barcode(self._number)
        canvas.paste(code, 0, 0)
        canvas.paste(_plain(self._box, 0x50), self._box.x, self._box.y)
        self._box = self._box_of(self._number)
        canvas.paste(_plain(self._box, 0xC0), self._box.x, self._box.y)
        self._number += 1

    def close(self) -> None:
        """Nothing is held."""

    def _has_ended(self) -> bool:
        return self._pictures is not None and self._number >= self._pictures

    def _box_of(self, number: int) -> Rectangle:
        side = 2 * CELL
        x = number * 4 % (self.width - side)
        y = 2 * CELL + number * 2 % (self.height - 4 * CELL + 2)
        return Rectangle(x & ~1, y & ~1, side, side)


def barcode(number: int) -> Pixels:
    """A frame's number as a row of cells, the lowest bit first."""
    bits = np.array([number >> bit & 1 for bit in range(BITS)], np.uint8) * 255
    row = np.repeat(bits, CELL)
    return np.ascontiguousarray(np.broadcast_to(row[None, :, None], (CELL, BITS * CELL, 4)))


def read_barcode(grey: np.ndarray[Any, Any]) -> int:
    """The number in a decoded picture's brightness (any array of rows of numbers 0 to 255)."""
    middles = grey[CELL // 2, CELL // 2 : BITS * CELL : CELL]
    return sum(1 << bit for bit, value in enumerate(middles) if value > 127)


def _plain(area: Rectangle, shade: int) -> Pixels:
    return np.full((area.height, area.width, 4), shade, np.uint8)
