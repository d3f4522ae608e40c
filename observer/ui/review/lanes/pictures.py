"""Small pictures of the screen: one every tile, or one every frame where frames are wide enough."""

from bisect import bisect_left, insort
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from observer.model.consent import TrackKind
from observer.ui.review.lanes.lane import Lane, Times
from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import theme
from observer.ui.theme.palette import mix

_KEPT = 600  # at 160 x 90 pixels some 30 MB
_LEAST_CELL_PX = 12.0  # narrower frames cannot be told apart


class PicturesLane(Lane):
    """A strip of tiles on a fixed grid of time, so that panning moves them and keeps them.

    At a zoom where single frames are wide enough, cells that begin and end with each frame take
    the tiles' place.
    """

    height = 44.0
    track = TrackKind.SCREEN
    tile_width = 78.0

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self._pictures: dict[int, QImage] = {}
        self._scaled: dict[tuple[int, int, int], QPixmap] = {}
        self._times: list[int] = []
        self._frames: Times = np.zeros(0)

    def set_shape(self, width: int, height: int) -> None:
        """The recording's own size, which the tiles take the shape of."""
        self.tile_width = max(24.0, self.height * width / max(1, height))

    def set_frame_times(self, times_ns: Sequence[int]) -> None:
        """When each picture of the recording came on screen, rising."""
        self._frames = np.asarray(times_ns, dtype=np.float64)

    def clear(self) -> None:
        """Forget every picture, and when they came."""
        self._forget()
        self._frames = np.zeros(0)

    def add(self, time_ns: int, picture: QImage) -> None:
        """Keep the picture of a tile."""
        if len(self._times) >= _KEPT:
            self._forget()
        if time_ns not in self._pictures:
            insort(self._times, time_ns)
        self._pictures[time_ns] = picture

    def shows_frames(self, scale: TimeScale) -> bool:
        """Whether single frames are shown as cells."""
        first, last = self._frames_in_view(scale)
        return 0 < last - first <= scale.width_px / _LEAST_CELL_PX

    def tiles(self, scale: TimeScale) -> list[int]:
        """The times of the tiles in view, each the moment at its left edge."""
        if self.shows_frames(scale):
            first, last = self._frames_in_view(scale)
            return [int(time) for time in self._frames[first:last]]
        step = max(1, round(self.tile_width * scale.ns_per_px))
        first = int(scale.start_ns // step)
        last = int(min(scale.end_ns, scale.duration_ns - 1) // step)
        return [number * step for number in range(first, last + 1)]

    def missing(self, scale: TimeScale) -> list[int]:
        """The tiles in view that have no picture of their own."""
        return [time_ns for time_ns in self.tiles(scale) if time_ns not in self._pictures]

    def nearest(self, time_ns: int) -> QImage | None:
        """The picture nearest in time, to stand in until the right one comes."""
        near_ns = self._nearest_ns(time_ns)
        return None if near_ns is None else self._pictures[near_ns]

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the tiles, or a cell a frame, a line between them."""
        tiles, cells = self.tiles(scale), self.shows_frames(scale)
        widths = [self.tile_width] * len(tiles)
        if cells:
            ends = [*tiles[1:], self._frame_after(tiles[-1], scale)]
            pairs = zip(tiles, ends, strict=True)
            widths = [(end - start) / scale.ns_per_px for start, end in pairs]
        for time_ns, width in zip(tiles, widths, strict=True):
            area = QRectF(scale.x_at(time_ns), 0, max(1.0, width - 1), size.height())
            self._paint_tile(painter, area, time_ns, cells=cells)

    def _paint_tile(self, painter: QPainter, area: QRectF, time_ns: int, *, cells: bool) -> None:
        palette = theme().palette
        painter.fillRect(area, mix(palette.panel, palette.ink, 0.1))
        near_ns = time_ns if time_ns in self._pictures else self._nearest_ns(time_ns)
        if near_ns is not None and (near_ns == time_ns or not cells):
            # In a cell only its own frame: a neighbour's would lie about what is on screen.
            ratio = painter.device().devicePixelRatioF()
            tile = self._tile(near_ns, QSizeF(self.tile_width, area.height()), ratio)
            left = max(area.left(), 0.0) if cells else area.left()  # seen while its start is not
            width = min(area.right() - left, self.tile_width)
            room = QRectF(left, 0, width, area.height())
            source = QRectF(0, 0, room.width() * ratio, room.height() * ratio)
            painter.drawPixmap(room, tile, source)
        if cells:
            painter.fillRect(QRectF(area.left(), 0, 1, area.height()), theme().color("dim"))

    def _tile(self, time_ns: int, size: QSizeF, ratio: float) -> QPixmap:
        """The picture at the size it is shown, scaled once."""
        pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
        key = (time_ns, pixels.width(), pixels.height())
        if key not in self._scaled:
            fitted = self._pictures[time_ns].scaled(
                pixels,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            if len(self._scaled) >= _KEPT:
                self._scaled.clear()
            self._scaled[key] = QPixmap.fromImage(fitted)
        return self._scaled[key]

    def _nearest_ns(self, time_ns: int) -> int | None:
        if not self._times:
            return None
        place = bisect_left(self._times, time_ns)
        around = self._times[max(0, place - 1) : place + 1]
        return min(around, key=lambda other: abs(other - time_ns))

    def _frames_in_view(self, scale: TimeScale) -> tuple[int, int]:
        first = int(np.searchsorted(self._frames, scale.start_ns, side="right")) - 1
        return max(0, first), int(np.searchsorted(self._frames, scale.end_ns, side="right"))

    def _frame_after(self, time_ns: int, scale: TimeScale) -> float:
        place = int(np.searchsorted(self._frames, time_ns, side="right"))
        return float(self._frames[place]) if place < len(self._frames) else scale.duration_ns

    def _forget(self) -> None:
        self._pictures.clear()
        self._scaled.clear()
        self._times.clear()
