"""Many small shapes as one picture: handed to Qt one by one they cost more than all else."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from observer.ui.review.lanes.lane import Times

Pixels = npt.NDArray[np.uint32]


def opaque(colors: list[QColor]) -> Pixels:
    """The colours as pixels, without what shines through them."""
    return np.array([color.rgb() for color in colors], np.uint32)


def paint_pixels(painter: QPainter, area: QRectF, pixels: Pixels) -> None:
    """Draw rows of pixels over an area, each as a block of sharp edges; 0 leaves what is there."""
    height, width = pixels.shape
    if not pixels.size:
        return
    sharp = np.ascontiguousarray(pixels)
    image = QImage(sharp.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    smooth = painter.testRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawImage(area, image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=smooth)


def paint_row(
    painter: QPainter,
    top: float,
    height: float,
    lefts: Times | npt.NDArray[np.int64],
    widths: Times | npt.NDArray[np.int64],
    colors: Pixels,
) -> None:
    """Draw stretches of one row, given in pixels, each over those before it.

    `colors` has one for each stretch. What lies outside the painter's clip is left out.
    """
    clip = painter.clipBoundingRect()
    origin, room = int(clip.left()), int(np.ceil(clip.width())) + 1
    line: npt.NDArray[Any] = np.zeros(room, np.uint32)
    begins = np.clip(np.asarray(lefts).astype(np.int64) - origin, 0, room)
    ends = np.clip(np.asarray(lefts).astype(np.int64) + widths.astype(np.int64) - origin, 0, room)
    lengths = np.maximum(0, ends - begins)
    before = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)
    line[places] = np.repeat(colors, lengths)
    paint_pixels(painter, QRectF(origin, int(top), room, int(height)), line.reshape(1, room))
