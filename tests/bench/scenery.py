"""Made-up photographs: soft shapes of every size with a little noise, the same for each seed."""

from typing import Any

import numpy as np

from observer.capture.opencv import cv2

Pixels = np.ndarray[Any, np.dtype[np.uint8]]

_GRAINS = (300, 100, 40, 15, 6, 2)  # pixels: what nature has, coarse strong and fine weak


def photograph(width: int, height: int, seed: int) -> Pixels:
    """Rows of BGR pixels that cost an encoder about what a photograph does."""
    numbers = np.random.default_rng(seed)
    scene = np.zeros((height, width, 3), np.float32)
    for grain in _GRAINS:
        size = (height // grain + 2, width // grain + 2, 3)
        coarse = numbers.uniform(-1, 1, size).astype(np.float32)
        scene += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC) * grain**0.45
    scene *= 105 / np.abs(scene).max(initial=1.0)
    scene += 128 + numbers.normal(0, 3, scene.shape).astype(np.float32)
    return np.clip(scene, 0, 255).astype(np.uint8)
