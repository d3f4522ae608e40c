"""The player's pictures in their true colours."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from observer.ui.review.picture.playing import image_of_played

BT601 = QVideoFrameFormat.ColorSpace.ColorSpace_BT601
BT709 = QVideoFrameFormat.ColorSpace.ColorSpace_BT709
UNSAID = QVideoFrameFormat.ColorSpace.ColorSpace_Undefined
# What each matrix makes of R 200, G 40, B 60, in limited range.
RED = {BT601: (93, 113, 197), BT709: (81, 121, 197)}


def played(
    width: int, height: int, planes: tuple[int, int, int], space: QVideoFrameFormat.ColorSpace
) -> QVideoFrame:
    told = QVideoFrameFormat(QSize(width, height), QVideoFrameFormat.PixelFormat.Format_YUV420P)
    told.setColorSpace(space)
    frame = QVideoFrame(told)
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    for index, level in enumerate(planes):
        np.frombuffer(frame.bits(index), np.uint8)[:] = level
    frame.unmap()
    return frame


@pytest.mark.parametrize("size", [(640, 480), (322, 242), (1920, 1080)])
@pytest.mark.parametrize("space", [BT601, BT709])
def test_a_played_picture_has_its_own_size_and_colours(
    qapp: object, size: tuple[int, int], space: QVideoFrameFormat.ColorSpace
) -> None:
    image = image_of_played(played(*size, RED[space], space))
    assert (image.width(), image.height()) == size
    for x, y in ((0, 0), (size[0] - 1, size[1] - 1), (size[0] // 2, size[1] // 2)):
        color = image.pixelColor(x, y)
        assert abs(color.red() - 200) <= 4, color.name()
        assert abs(color.green() - 40) <= 4, color.name()
        assert abs(color.blue() - 60) <= 4, color.name()


def test_a_picture_that_says_nothing_is_taken_as_the_player_takes_it(qapp: object) -> None:
    for size, space in (((640, 480), BT601), ((1920, 1080), BT709)):
        image = image_of_played(played(*size, RED[space], UNSAID))
        assert abs(image.pixelColor(9, 9).red() - 200) <= 4


def test_another_sort_of_picture_is_left_to_qt(qapp: object) -> None:
    told = QVideoFrameFormat(QSize(64, 48), QVideoFrameFormat.PixelFormat.Format_BGRA8888)
    frame = QVideoFrame(told)
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    np.frombuffer(frame.bits(0), np.uint8)[:] = 255
    frame.unmap()
    assert image_of_played(frame).pixelColor(5, 5) == QColor("white")
