"""How alike recorded pictures are to the screen as it was: SSIM against lossless screenshots.

While a workload plays, the screen is shot without loss (pointer drawn) each second, twice in a
row. Moments at which both shots are equal are kept: the screen stood still there, so the picture
that a recording shows at that moment must be that picture, whatever its pace. Both recorders are
judged at moments of their own run by the same rule.
"""

import threading
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from mss import MSS

from observer.capture.opencv import cv2
from tests.bench.pictures import Luma, lumas
from tests.bench.recorders import Take

_Plane = np.ndarray[Any, np.dtype[np.float32]]

_EVERY_S = 1.0
_REST_S = 0.12  # several pictures at 30 a second, and less than anyone's next key press


@dataclass(frozen=True, slots=True)
class Shot:
    """The screen's brightness, at rest, at a monotonic second."""

    time_s: float
    luma: Luma


class Photographer:
    """Shoots the screen from a thread of its own, as a context manager."""

    def __init__(self, display: str) -> None:
        self.shots: list[Shot] = []
        self.moving = 0
        self._display = display
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._shoot, name="photographer")

    def __enter__(self) -> "Photographer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _shoot(self) -> None:
        with MSS(display=self._display, with_cursor=True) as camera:
            area = camera.monitors[0]
            while not self._done.wait(_EVERY_S - _REST_S):
                first = bytes(camera.grab(area).raw)
                if self._done.wait(_REST_S):
                    return
                time_s = time.monotonic()
                second = camera.grab(area)
                if first != bytes(second.raw):
                    self.moving += 1
                    continue
                pixels = np.frombuffer(second.raw, np.uint8).reshape(second.height, -1, 4)
                packed = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2YUV_I420), np.uint8)
                self.shots.append(Shot(time_s, packed[: second.height].copy()))


def likeness(take: Take, shots: list[Shot]) -> float:
    """The mean SSIM of a recording's pictures to the shots."""
    found: list[float] = []
    waiting = sorted(shots, key=lambda shot: shot.time_s)
    shown: Luma | None = None
    for time_s, luma in lumas(take):
        while waiting and waiting[0].time_s < time_s:
            shot = waiting.pop(0)
            if shown is not None:
                found.append(ssim(shown, shot.luma))
        shown = luma.copy()
    if shown is not None:
        found += [ssim(shown, shot.luma) for shot in waiting]
    return float(np.mean(found)) if found else float("nan")


def ssim(left: Luma, right: Luma) -> float:
    """Structural similarity as Wang et al. (2004) define it: Gaussian window, sigma 1.5."""
    a, b = left.astype(np.float32), right.astype(np.float32)
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_a, mean_b = _blur(a), _blur(b)
    var_a = _blur(a * a) - mean_a**2
    var_b = _blur(b * b) - mean_b**2
    covariance = _blur(a * b) - mean_a * mean_b
    likeness = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    likeness /= (mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2)
    return float(likeness.mean())


def _blur(picture: _Plane) -> _Plane:
    return np.asarray(cv2.GaussianBlur(picture, (11, 11), 1.5), np.float32)
