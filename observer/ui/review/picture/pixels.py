"""Draws the recorded pixels: crisp at whole factors, fine while the picture stands still."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

_MOST_SMOOTHED = 4_000_000
"""Device pixels smoothed 30 times a second: some 7 ms. Beyond, a pixel is too small to show."""


class Pixels:
    """Keeps the finely scaled picture for as long as picture and size stay the same."""

    def __init__(self) -> None:
        self._fine = QPixmap()
        self._made_of: tuple[int, int, int] = (0, 0, 0)

    def paint(
        self, painter: QPainter, image: QImage, area: QRectF, *, ratio: float, still: bool
    ) -> None:
        """Draw the image over the whole area; the painter's clip decides what is seen of it.

        A whole factor repeats pixels; anything else is smoothed: finely where the picture is made
        smaller and stands still, quickly while it plays, and not at all while it plays so large
        that smoothing takes longer than a picture may.
        """
        zoom = area.width() * ratio / image.width()
        whole = zoom >= 1 and abs(zoom - round(zoom)) * image.width() < 0.5
        if still and zoom < 1:
            painter.drawPixmap(area.topLeft(), self._finely_scaled(image, area.size(), ratio))
            return
        huge = area.width() * area.height() * ratio * ratio > _MOST_SMOOTHED and zoom >= 1.5
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, not whole and (still or not huge)
        )
        painter.drawImage(area, image)

    def _finely_scaled(self, image: QImage, size: QSizeF, ratio: float) -> QPixmap:
        pixels = (size * ratio).toSize()
        wanted = (image.cacheKey(), pixels.width(), pixels.height())
        if wanted != self._made_of:
            scaled = image.scaled(
                pixels,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._fine = QPixmap.fromImage(scaled)
            self._fine.setDevicePixelRatio(ratio)
            self._made_of = wanted
        return self._fine
