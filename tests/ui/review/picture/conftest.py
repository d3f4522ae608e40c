"""A picture view on screen with a drawn picture: stripes of single pixels, so that blur shows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from observer.ui.review.picture.view import PictureView

WIDTH, HEIGHT = 400, 240
GROUND = QColor(200, 200, 200)


def plain(width: int = WIDTH, height: int = HEIGHT, color: QColor = GROUND) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    return image


def striped() -> QImage:
    """Columns of black and white, one pixel each."""
    image = plain(color=QColor("white"))
    for x in range(0, WIDTH, 2):
        for y in range(HEIGHT):
            image.setPixelColor(x, y, QColor("black"))
    return image


def at(view: PictureView, x: float, y: float) -> QPointF:
    """Where a picture's pixel is in the widget, by the view's own geometry."""
    area = view.viewport.area()
    scale = area.width() / view.image.width()
    return QPointF(area.left() + (x + 0.5) * scale, area.top() + (y + 0.5) * scale)


def changed_pixels(before: QImage, after: QImage) -> list[tuple[int, int]]:
    """The places at which two photographs of the view differ."""
    return [
        (x, y)
        for y in range(0, after.height(), 2)
        for x in range(0, after.width(), 2)
        if before.pixel(x, y) != after.pixel(x, y)
    ]


@pytest.fixture
def view(qtbot: QtBot, display: str) -> Iterator[PictureView]:
    view = PictureView()
    view.resize(616, 416)  # the picture has one and a half times its size in it
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    view.show_image(plain())
    yield view
    view.close()
