"""A decoded picture as Qt paints it, in its true colours."""

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from PySide6.QtGui import QImage

from observer.capture.opencv import cv2
from observer.session.waymarking import Glimpse

_UNSAID, _BT470BG, _SMPTE170M = 2, 5, 6  # matrix coefficients as H.273 numbers them
_HIGH_DEFINITION_PX = 576  # rows; above, pictures that say nothing are BT.709: so does Qt's player


def image_of(frame: VideoFrame) -> QImage:
    """The picture with memory of its own. May be called in any thread."""
    image = QImage(frame.width, frame.height, QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.bits(), np.uint8).reshape(frame.height, frame.width, 4)
    if _is_the_recorders(frame):  # OpenCV takes a third of the time of libav's conversion
        cv2.cvtColor(frame.to_ndarray(), cv2.COLOR_YUV2BGRA_I420, dst=pixels)
        return image
    matrix = None
    if frame.colorspace == _UNSAID:
        is_hd = frame.height > _HIGH_DEFINITION_PX
        matrix = Colorspace.ITU709 if is_hd else Colorspace.ITU601
    # Asked for BGRA, libav leaves the last columns of some widths (324, 1364) as they were.
    colors = frame.reformat(format="bgr24", src_colorspace=matrix).to_ndarray()
    cv2.cvtColor(colors, cv2.COLOR_BGR2BGRA, dst=pixels)
    return image


def enlarged(glimpse: Glimpse) -> QImage:
    """A small picture in the recording's own size. OpenCV takes a quarter of Qt's time for it."""
    small = np.frombuffer(glimpse.rgb(), np.uint8).reshape(glimpse.height, glimpse.width, 3)
    width, height = glimpse.full_size
    image = QImage(width, height, QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
    cv2.resize(cv2.cvtColor(small, cv2.COLOR_RGB2BGRA), (width, height), dst=pixels)
    return image


def _is_the_recorders(frame: VideoFrame) -> bool:
    return (
        frame.format.name == "yuv420p"
        and frame.colorspace in (_BT470BG, _SMPTE170M)
        and frame.color_range != ColorRange.JPEG
        and frame.width % 2 == 0
        and frame.height % 2 == 0
    )
