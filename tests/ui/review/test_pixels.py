import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from observer.ui.review.lanes.pixels import opaque, paint_pixels, paint_row

RED, BLUE, WHITE = QColor("#ff0000"), QColor("#0000ff"), QColor("#ffffff")


def _painted(ratio: int) -> tuple[QImage, QPainter]:
    image = QImage(20 * ratio, 6 * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(WHITE)
    painter = QPainter(image)
    painter.setClipRect(QRectF(0, 0, 20, 6))
    return image, painter


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_later_stretch_lies_over_an_earlier_one_and_none_leaves_the_view(
    qtbot: QtBot, ratio: int
) -> None:
    image, painter = _painted(ratio)
    lefts, widths = np.array([-3, 6, 18]), np.array([10, 4, 9])
    paint_row(painter, 2, 3, lefts, widths, opaque([RED, BLUE, RED]))
    painter.end()
    line = [image.pixelColor(x * ratio, 3 * ratio).name() for x in range(20)]
    red, blue, white = RED.name(), BLUE.name(), WHITE.name()
    assert line == [red] * 6 + [blue] * 4 + [white] * 8 + [red] * 2
    column = [image.pixelColor(0, y).name() for y in range(6 * ratio)]
    assert column == [white] * 2 * ratio + [red] * 3 * ratio + [white] * ratio


def test_nothing_to_draw_draws_nothing(qtbot: QtBot) -> None:
    image, painter = _painted(1)
    before = image.copy()
    paint_row(painter, 0, 3, np.zeros(0), np.zeros(0), opaque([]))
    paint_pixels(painter, QRectF(0, 0, 5, 5), np.zeros((0, 0), np.uint32))
    painter.end()
    assert image == before
