"""One persistent picture in the encoder's own colour format, patched where the screen changed."""

from typing import Any

import av
import numpy as np
from av.video.frame import PictureType

from observer.capture.opencv import cv2
from observer.capture.screen.rectangle import Rectangle

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


class Canvas:
    """A picture of even size whose patches arrive as BGRX pixels and are kept as I420.

    OpenCV converts by BT.601 in limited range, and so the encoder tags its stream.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.frame = av.VideoFrame(width, height, "yuv420p")
        self._luma, self._u, self._v = (
            np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
                :, : plane.width
            ]
            for plane in self.frame.planes
        )
        self.changed_pixels = 0  # how much was pasted since the last frame
        self.fill_black()

    @property
    def bounds(self) -> Rectangle:
        """The whole picture."""
        return Rectangle(0, 0, self.width, self.height)

    def fill_black(self) -> None:
        """Show nothing at all."""
        self.changed_pixels += self.bounds.area
        self._luma[:] = 16  # black, in limited range
        self._u[:] = 128
        self._v[:] = 128

    def paste(self, pixels: Pixels, x: int, y: int) -> None:
        """Put BGRX pixels of even size at even x, y."""
        height, width = pixels.shape[:2]
        self.changed_pixels += width * height
        packed = cv2.cvtColor(pixels, cv2.COLOR_BGRA2YUV_I420)
        half_width, half_height = width // 2, height // 2
        self._luma[y : y + height, x : x + width] = packed[:height]
        chroma = packed[height:].reshape(2, half_height, half_width)
        rows = slice(y // 2, y // 2 + half_height)
        columns = slice(x // 2, x // 2 + half_width)
        self._u[rows, columns] = chroma[0]
        self._v[rows, columns] = chroma[1]

    def packed(self) -> Pixels:
        """A copy as one array: rows of luma, then those of both chromas."""
        copy = np.concatenate([plane.reshape(-1) for plane in (self._luma, self._u, self._v)])
        return copy.reshape(self.height * 3 // 2, self.width)

    def stamp(self, time_ms: int, *, keyframe: bool) -> av.VideoFrame:
        """The picture as a frame to encode, shown from `time_ms` on."""
        self.changed_pixels = 0
        self.frame.pts = time_ms
        self.frame.pict_type = PictureType.I if keyframe else PictureType.NONE
        return self.frame
