"""Small pictures of the screen, one every tile."""

from bisect import bisect_left, insort

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from observer.ui.review.lanes.lane import Lane
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme
from observer.ui.theme.palette import mix

_KEPT = 600  # at 160 x 90 pixels some 30 MB


class PicturesLane(Lane):
    """A strip of tiles on a fixed grid of time, so that panning moves them and keeps them."""

    height = 44
    tile_width = 78.0

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._pictures: dict[int, QImage] = {}
        self._times: list[int] = []

    def set_shape(self, width: int, height: int) -> None:
        """The recording's own size, which the tiles take the shape of."""
        self.tile_width = max(24.0, self.height * width / max(1, height))

    def clear(self) -> None:
        """Forget every picture."""
        self._pictures.clear()
        self._times.clear()

    def add(self, time_ns: int, picture: QImage) -> None:
        """Keep the picture of a tile."""
        if len(self._times) >= _KEPT:
            self.clear()
        if time_ns not in self._pictures:
            insort(self._times, time_ns)
        self._pictures[time_ns] = picture

    def tiles(self, scale: TimeScale) -> list[int]:
        """The times of the tiles in view, each the moment at its left edge."""
        step = max(1, round(self.tile_width * scale.ns_per_px))
        first = int(scale.start_ns // step)
        last = int(min(scale.end_ns, scale.duration_ns - 1) // step)
        return [number * step for number in range(first, last + 1)]

    def missing(self, scale: TimeScale) -> list[int]:
        """The tiles in view that have no picture of their own."""
        return [time_ns for time_ns in self.tiles(scale) if time_ns not in self._pictures]

    def nearest(self, time_ns: int) -> QImage | None:
        """The picture nearest in time, to stand in until the right one comes."""
        if not self._times:
            return None
        place = bisect_left(self._times, time_ns)
        around = self._times[max(0, place - 1) : place + 1]
        return self._pictures[min(around, key=lambda other: abs(other - time_ns))]

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the tiles, a line between them."""
        palette = theme().palette
        blank = mix(palette.panel, palette.ink, 0.1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for time_ns in self.tiles(scale):
            area = QRectF(scale.x_at(time_ns), 0, self.tile_width - 1, size.height())
            picture = self._pictures.get(time_ns) or self.nearest(time_ns)
            if picture is None:
                painter.fillRect(area, blank)
            else:
                fitted = picture.size().scaled(
                    area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
                )
                share = QSizeF(area.width() / fitted.width(), area.height() / fitted.height())
                source = QRectF(
                    0, 0, picture.width() * share.width(), picture.height() * share.height()
                )
                painter.drawImage(area, picture, source)
