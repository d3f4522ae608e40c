"""Frames around what has the keyboard, taken out of what changed between two pictures."""

from typing import Any

import numpy as np

Mask = np.ndarray[Any, np.dtype[np.bool_]]

LONG_PX = 24
"""No stroke of a letter is as long in text of a usual size; the shortest button's side is."""

THICK_PX = 5
"""Focus frames are 1 to 3 pixels wide, 4 on screens of many pixels."""


def without_frames(changed: Mask) -> Mask:
    """The changed pixels less those of long thin lines, across or upright."""
    across, upright = _runs(changed, LONG_PX, 1), _runs(changed, LONG_PX, 0)
    thin_across = across & ~_runs(changed, THICK_PX, 0)
    thin_upright = upright & ~_runs(changed, THICK_PX, 1)
    left: Mask = changed & ~thin_across & ~thin_upright
    return left


def _runs(mask: Mask, length: int, axis: int) -> Mask:
    """The pixels that lie in a row of at least so many along the axis."""
    along = np.moveaxis(mask, axis, -1)
    size = along.shape[-1]
    marks = np.zeros((*along.shape[:-1], size + 1), np.int32)
    if size >= length:
        sums = np.zeros_like(marks)
        np.cumsum(along, axis=-1, out=sums[..., 1:])
        full = sums[..., length:] - sums[..., :-length] == length
        marks[..., : full.shape[-1]] += full
        marks[..., length:] -= full
    inside: Mask = np.moveaxis(np.cumsum(marks[..., :-1], axis=-1) > 0, -1, axis)
    return inside
