"""A picture that is drawn on, and stamps: what is drawn, made once and blended in where it goes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

from observer.capture.opencv import cv2
from observer.export.canvas import pixels_of

Plane = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A small picture as the planes of I420, each with how much it covers (0 to 255)."""

    luma: Plane
    cover: Plane
    chromas: tuple[Plane, Plane]
    chroma_cover: Plane

    @property
    def width(self) -> int:
        """In pixels; even."""
        return int(self.luma.shape[1])

    @property
    def height(self) -> int:
        """In pixels; even."""
        return int(self.luma.shape[0])

    def faded(self, share: float) -> "Stamp":
        """The same, covering this share of what it did."""
        cover, chroma = (
            (plane * share).astype(np.uint8) for plane in (self.cover, self.chroma_cover)
        )
        return Stamp(self.luma, cover, self.chromas, chroma)


def make_stamp(bgr: Plane, cover: Plane) -> Stamp:
    """A stamp of a picture in BGR and what of it covers, filled up to even sizes."""
    height, width = cover.shape
    down, right = height % 2, width % 2
    bgr = np.pad(bgr, ((0, down), (0, right), (0, 0)), mode="edge")
    cover = np.pad(cover, ((0, down), (0, right)))
    rows, columns = cover.shape
    packed = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420), np.uint8)
    chromas = packed[rows:].reshape(2, rows // 2, columns // 2)
    half = cv2.resize(cover, (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
    return Stamp(packed[:rows], cover, (chromas[0], chromas[1]), np.asarray(half, np.uint8))


class Ground:
    """A clip's picture, and where on it the screen's own picture lies."""

    def __init__(self, frame: VideoFrame, left: int, top: int) -> None:
        self.width, self.height = frame.width, frame.height
        self.left, self.top = left, top
        self._luma, self._u, self._v = (pixels_of(plane) for plane in frame.planes)

    def put(self, stamp: Stamp, x: int, y: int) -> None:
        """Blend the stamp in with its corner at x, y of the clip's picture, cut off at its edges.

        Corners are rounded to even places, where the planes of colour have their pixels.
        """
        x, y = x & ~1, y & ~1
        _blend(self._luma, stamp.luma, stamp.cover, x, y)
        for plane, chroma in zip((self._u, self._v), stamp.chromas, strict=True):
            _blend(plane, chroma, stamp.chroma_cover, x // 2, y // 2)


def _blend(plane: Plane, stamp: Plane, cover: Plane, x: int, y: int) -> None:
    rows, columns = plane.shape
    height, width = stamp.shape
    top, bottom = max(0, -y), min(height, rows - y)
    left, right = max(0, -x), min(width, columns - x)
    if top >= bottom or left >= right:
        return
    part = (slice(top, bottom), slice(left, right))
    ground = plane[y + top : y + bottom, x + left : x + right]
    share = cover[part].astype(np.uint16)
    mixed = ground * (255 - share) + stamp[part] * share + 127
    ground[:] = (mixed // 255).astype(np.uint8)
