"""The player's pictures as Qt paints them soonest."""

import numpy as np
from av.video.frame import VideoFrame
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from observer.ui.review.still import image_of

_SPACES = {
    QVideoFrameFormat.ColorSpace.ColorSpace_BT601: 6,
    QVideoFrameFormat.ColorSpace.ColorSpace_BT709: 1,
    QVideoFrameFormat.ColorSpace.ColorSpace_BT2020: 9,
}
"""Qt's names for matrix coefficients, as H.273 numbers them."""

_UNSAID = 2
_RANGES = {
    QVideoFrameFormat.ColorRange.ColorRange_Video: 1,
    QVideoFrameFormat.ColorRange.ColorRange_Full: 2,
}


def image_of_played(played: QVideoFrame) -> QImage:
    """The picture with memory of its own, in the very colours of a decoded one.

    QVideoFrame.toImage takes 26 to 90 ms at 1080p where there is no graphics card: it draws the
    picture with a software OpenGL and reads it back. This takes 3 to 5.
    """
    if not _is_plain(played) or not played.map(QVideoFrame.MapMode.ReadOnly):
        return played.toImage()
    try:
        decoded = _copied(played)
    finally:
        played.unmap()
    told = played.surfaceFormat()
    decoded.colorspace = _SPACES.get(told.colorSpace(), _UNSAID)
    decoded.color_range = _RANGES.get(told.colorRange(), 0)
    return image_of(decoded)


def _is_plain(played: QVideoFrame) -> bool:
    """Whether it lies in memory as decoders leave it, upright; of an odd size they disagree."""
    return (
        played.pixelFormat() == QVideoFrameFormat.PixelFormat.Format_YUV420P
        and played.rotation() == QtVideo.Rotation.None_
        and not played.mirrored()
        and played.width() % 2 == 0
        and played.height() % 2 == 0
    )


def _copied(played: QVideoFrame) -> VideoFrame:
    """The mapped picture's planes in a frame of libav."""
    decoded = VideoFrame(played.width(), played.height(), "yuv420p")
    for index, plane in enumerate(decoded.planes):
        stride = played.bytesPerLine(index)
        rows = np.frombuffer(played.bits(index), np.uint8)[: stride * plane.height]
        kept = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        kept[:, : plane.width] = rows.reshape(plane.height, stride)[:, : plane.width]
    return decoded
