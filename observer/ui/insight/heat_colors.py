"""How many clicks lie near each point, as a picture to lay over a still."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_STEP_PX = 4
"""One value for 4 x 4 pixels: a heat map is soft anyway."""

SPREAD_PX = 26.0
"""Standard deviation around a click: about a fingertip, or a button's height."""

Density = NDArray[np.float32]


def density(points: Sequence[tuple[int, int]], width: int, height: int) -> Density:
    """Clicks summed up softly, 0 to 1; 1 is the hottest point. One value for 4 x 4 pixels."""
    grid = np.zeros((height // _STEP_PX + 1, width // _STEP_PX + 1), np.float32)
    for x, y in points:
        grid[min(y // _STEP_PX, grid.shape[0] - 1), min(x // _STEP_PX, grid.shape[1] - 1)] += 1
    kernel = _bell()
    for axis in (0, 1):
        grid = np.apply_along_axis(np.convolve, axis, grid, kernel, "same").astype(np.float32)
    most = float(grid.max())
    return grid / most if most > 0 else grid


def colored(heat: Density, ramp: Sequence[tuple[int, int, int]]) -> NDArray[np.uint8]:
    """RGBA, premultiplied: from nothing through the ramp's colours."""
    place = np.clip(heat, 0, 1) * (len(ramp) - 1)
    low = np.clip(place.astype(int), 0, len(ramp) - 2)
    share = (place - low)[..., None]
    colors = np.asarray(ramp, np.float32)
    mixed = colors[low] * (1 - share) + colors[low + 1] * share
    alpha = np.clip(heat * 3, 0, 1) ** 0.8 * 0.78  # full from a third of the hottest on
    result = np.empty((*heat.shape, 4), np.uint8)
    result[..., :3] = (mixed * alpha[..., None]).astype(np.uint8)
    result[..., 3] = (alpha * 255).astype(np.uint8)
    return result


def _bell() -> Density:
    spread = SPREAD_PX / _STEP_PX
    reach = np.arange(-int(3 * spread), int(3 * spread) + 1)
    return np.exp(-0.5 * (reach / spread) ** 2).astype(np.float32)
