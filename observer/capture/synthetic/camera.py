"""A made-up face that looks about, blinks and talks, the same each time."""

import math
import threading
import time

import numpy as np

from observer.capture.camera.source import I420
from observer.capture.camera.watched import WatchedCamera
from observer.model.clock import NS_PER_SECOND

_WALL, _HAIR, _SKIN = (150, 122, 124), (45, 126, 132), (170, 108, 152)  # Y, U, V
_WHITE, _EYE, _MOUTH = (225, 128, 128), (40, 128, 128), (95, 112, 175)
Colour = tuple[int, int, int]


class SyntheticCamera(WatchedCamera):
    """The same face each time, paced and encoded as a real camera's. Needs no OpenCV."""

    def __init__(self, width: int = 640, height: int = 480, fps: int = 15) -> None:
        super().__init__(
            lambda stopping: SyntheticFace(width, height, fps, stopping), fps, "synthetic"
        )


class SyntheticFace:
    """A `CameraSource` that paints its n-th picture at its n-th grab."""

    def __init__(self, width: int, height: int, fps: int, stopping: threading.Event) -> None:
        self.width, self.height = width & ~1, height & ~1
        self.details = {"device": "synthetic", "size": f"{self.width}x{self.height}"}
        self._period_ns = NS_PER_SECOND // fps
        self._seconds_a_picture = 1 / fps
        self._stopping = stopping
        self._number = 0
        self._next_ns = time.monotonic_ns()

    def grab(self) -> int:
        """Wait until the next picture is due."""
        now_ns = time.monotonic_ns()
        self._next_ns = max(self._next_ns + self._period_ns, now_ns)
        self._stopping.wait((self._next_ns - now_ns) / NS_PER_SECOND)
        self._number += 1
        return self._next_ns

    def picture(self, width: int, height: int) -> I420:
        """The face at its present moment."""
        return paint_face(width, height, self._number * self._seconds_a_picture)

    def close(self) -> None:
        """Nothing is held."""


def paint_face(width: int, height: int, moment_s: float) -> I420:
    """A face that turns once in seven seconds, blinks every three, and speaks."""
    picture = np.empty((height * 3 // 2, width), np.uint8)
    planes = _planes(picture, width, height)
    for plane, shade in zip(planes, _WALL, strict=True):
        plane[:] = shade
    size = height / 4
    x = width / 2 + size / 3 * math.sin(moment_s * math.tau / 7)
    y = height / 2 + size / 12 * math.sin(moment_s * math.tau / 4)
    look = size / 12 * math.sin(moment_s * math.tau / 5)
    lid = 0.02 if moment_s % 3 < 0.2 else 0.11
    open_mouth = 0.03 + 0.09 * abs(math.sin(moment_s * math.tau * 1.5))
    _ellipse(planes, x, y - 0.25 * size, size * 0.95, size * 1.2, _HAIR)
    _ellipse(planes, x, y, size * 0.8, size * 1.1, _SKIN)
    for side in (-0.32, 0.32):
        eye_x, eye_y = x + side * size + look, y - 0.2 * size
        _ellipse(planes, eye_x, eye_y, 0.15 * size, lid * size, _WHITE)
        _ellipse(planes, eye_x + look / 2, eye_y, 0.06 * size, min(lid, 0.06) * size, _EYE)
    _ellipse(planes, x + look, y + 0.5 * size, 0.28 * size, open_mouth * size, _MOUTH)
    return picture


def _planes(picture: I420, width: int, height: int) -> tuple[I420, I420, I420]:
    quarter = width * height // 4
    chroma = picture[height:].reshape(-1)
    half = (height // 2, width // 2)
    return picture[:height], chroma[:quarter].reshape(half), chroma[quarter:].reshape(half)


def _ellipse(
    planes: tuple[I420, I420, I420], x: float, y: float, wide: float, high: float, colour: Colour
) -> None:
    for plane, shade, step in zip(planes, colour, (1, 2, 2), strict=True):
        top, bottom = max(0, int((y - high) / step)), int((y + high) / step) + 1
        left, right = max(0, int((x - wide) / step)), int((x + wide) / step) + 1
        part = plane[top:bottom, left:right]
        rows = (np.arange(top, top + part.shape[0]) * step - y) / high
        columns = (np.arange(left, left + part.shape[1]) * step - x) / wide
        part[(rows**2)[:, None] + (columns**2)[None, :] <= 1] = shade
