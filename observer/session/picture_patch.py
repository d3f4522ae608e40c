"""A part of a picture, and whether it looks otherwise in another picture.

The pointer is in the picture and is left out; where it went elsewhere, so is what may light up
under it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from av.video.frame import VideoFrame

from observer.model.clock import NS_PER_MS
from observer.model.picture_change import Look
from observer.session.focus_frames import without_frames

DIFFERENCE = 24
"""Of 255, in brightness or colour. Two encodings of a still screen at quantiser 23 differ less."""

_POINTER_LEFT, _POINTER_RIGHT = 20, 36  # an arrow hangs down right, a text pointer is centred
_HOVER_ACROSS, _HOVER_UP = 150, 26  # what lights up under a pointer: a button, a row's near part
_RESTS_PX = 6
_LAG_NS = 150 * NS_PER_MS  # a picture may be so much older than the event of its moment

PointerPlaces = Callable[[int, int], Sequence[tuple[int, int]]]
"""Where the pointer was from one moment until another, both ends held."""

Plane = np.ndarray[Any, np.dtype[np.uint8]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of a picture: its brightness, and both colours at half of the size."""

    left: int
    top: int
    size: tuple[int, int]
    luma: Plane
    colours: tuple[Plane, Plane]


def patch_of(frame: VideoFrame, look: Look) -> Patch:
    """The look's box of a picture in yuv420p; it may reach over the edge."""
    left, top = max(0, look.x) & ~1, max(0, look.y) & ~1
    right, bottom = max(left, look.x + look.width), max(top, look.y + look.height)
    luma, u, v = (_plane(frame, index) for index in range(3))
    half = (slice(top // 2, (bottom + 1) // 2), slice(left // 2, (right + 1) // 2))
    bright = luma[top:bottom, left:right].copy()
    return Patch(left, top, (frame.width, frame.height), bright, (u[half].copy(), v[half].copy()))


def _plane(frame: VideoFrame, index: int) -> Plane:
    plane = frame.planes[index]
    return np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:, : plane.width]


def differs(
    look: Look, before: Patch, frame: VideoFrame, at_ns: int, pointer: PointerPlaces
) -> bool:
    """Whether the box looks otherwise in the picture shown at `at_ns` than in `before`."""
    after = patch_of(frame, look)
    if after.size != before.size:
        return True
    changed = _far_apart(before.luma, after.luma)
    rows, columns = changed.shape
    for old, new in zip(before.colours, after.colours, strict=True):
        coloured = _far_apart(old, new).repeat(2, axis=0).repeat(2, axis=1)
        changed |= coloured[:rows, :columns]
    _leave_pointer_out(changed, before, look.before_ns, at_ns, pointer)
    if not look.frames:
        changed = without_frames(changed)
    return int(np.count_nonzero(changed)) > look.least_px


def _far_apart(before: Plane, after: Plane) -> Mask:
    apart: Mask = np.maximum(before, after) - np.minimum(before, after) > DIFFERENCE
    return apart


def _leave_pointer_out(
    changed: Mask, patch: Patch, before_ns: int, after_ns: int, pointer: PointerPlaces
) -> None:
    first = pointer(before_ns - _LAG_NS, before_ns)
    last = pointer(after_ns - _LAG_NS, after_ns)
    for x, y in (*first, *last):
        _blank(changed, x - patch.left, y - patch.top, (_POINTER_LEFT, _POINTER_RIGHT), None)
    if not first or not last:
        return
    (x0, y0), (x1, y1) = first[-1], last[-1]
    if max(abs(x0 - x1), abs(y0 - y1)) > _RESTS_PX:
        for x, y in ((x0, y0), (x1, y1)):
            across, upright = (_HOVER_ACROSS, _HOVER_ACROSS), (_HOVER_UP, _HOVER_UP)
            _blank(changed, x - patch.left, y - patch.top, across, upright)


def _blank(
    changed: Mask, x: int, y: int, across: tuple[int, int], upright: tuple[int, int] | None
) -> None:
    up, down = upright or across
    top, left = max(0, y - up), max(0, x - across[0])
    changed[top : max(0, y + down), left : max(0, x + across[1])] = False
