"""Pictures of several sizes in one: each at its own size, in the middle, on black."""

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange

_NO_COLOUR = 128
_BLACK_FULL, _BLACK_LIMITED = 0, 16


class Canvas:
    """Takes pictures no larger than itself; width and height are even."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height

    def fitted(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The picture as I420 of the canvas's size, its pixels as they were."""
        if (frame.width, frame.height) == (self._width, self._height):
            return frame.reformat(format="yuv420p")
        return self.copied(frame)

    def corner_of(self, frame: av.VideoFrame) -> tuple[int, int]:
        """Where on the canvas the picture's first pixel lies: x, y, both even."""
        return (self._width - frame.width) // 2 & ~1, (self._height - frame.height) // 2 & ~1

    def copied(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The same as a picture of its own, which may be drawn on."""
        picture = frame.reformat(format="yuv420p")
        full = picture.color_range == ColorRange.JPEG
        fitted = av.VideoFrame(self._width, self._height, "yuv420p")
        left, top = self.corner_of(frame)
        for number, (ground, plane) in enumerate(zip(fitted.planes, picture.planes, strict=True)):
            black = _NO_COLOUR if number else _BLACK_FULL if full else _BLACK_LIMITED
            step = 2 if number else 1
            target = pixels_of(ground)
            target[:] = black
            part = pixels_of(plane)
            y, x = top // step, left // step
            target[y : y + part.shape[0], x : x + part.shape[1]] = part
        fitted.color_range = picture.color_range
        fitted.colorspace = picture.colorspace
        return fitted


def pixels_of(plane: av.video.plane.VideoPlane) -> npt.NDArray[np.uint8]:
    """The plane's own memory, row by row, without what pads the rows."""
    rows: npt.NDArray[np.uint8] = np.frombuffer(memoryview(plane), np.uint8).reshape(
        -1, plane.line_size
    )
    return rows[: plane.height, : plane.width]
