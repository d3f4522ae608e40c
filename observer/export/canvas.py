"""Pictures of several sizes in one: each at its own size, in the middle, on black."""

import av
import numpy as np
from av.video.reformatter import ColorRange

_NO_COLOUR = 128
_BLACK_FULL, _BLACK_LIMITED = 0, 16


class Canvas:
    """Takes pictures no larger than itself; width and height are even."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height

    def fitted(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The picture as I420 of the canvas's size, its pixels as they were."""
        picture = frame.reformat(format="yuv420p")
        if (frame.width, frame.height) == (self._width, self._height):
            return picture
        full = picture.color_range == ColorRange.JPEG
        fitted = av.VideoFrame(self._width, self._height, "yuv420p")
        left, top = (self._width - frame.width) // 2 & ~1, (self._height - frame.height) // 2 & ~1
        for number, (ground, plane) in enumerate(zip(fitted.planes, picture.planes, strict=True)):
            black = _NO_COLOUR if number else _BLACK_FULL if full else _BLACK_LIMITED
            step = 2 if number else 1
            target = _pixels(ground)
            target[:] = black
            part = _pixels(plane)
            y, x = top // step, left // step
            target[y : y + part.shape[0], x : x + part.shape[1]] = part
        fitted.color_range = picture.color_range
        fitted.colorspace = picture.colorspace
        return fitted


def _pixels(plane: av.video.plane.VideoPlane) -> np.ndarray:
    """The plane's own memory, row by row, without what pads the rows."""
    rows: np.ndarray = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
