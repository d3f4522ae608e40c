"""Where the picture lies in its view: fitted into it, or closer and moved."""

from bisect import bisect_left, bisect_right
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt

STOPS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
"""What the keys step through, in device pixels a picture's pixel; 8 shows single pixels well."""

NOTCH = 1.25
"""One notch of the wheel: three of them double the picture, nearly."""


class Viewport:
    """Geometry alone. `zoom` counts device pixels a picture's pixel, so that 1.0 is the recording
    as it was on its screen; `room` and all points are device-independent, as the widget's are."""

    def __init__(self) -> None:
        self._room = QRectF()
        self._size = QSize()
        self._ratio = 1.0
        self._zoom: float | None = None  # None: fitted, whatever the room
        self._centre = QPointF()  # of the room, in the picture's pixels

    def set_room(self, room: QRectF, ratio: float) -> None:
        """The part of the widget the picture may take; `ratio` is the widget's of device pixels."""
        self._room, self._ratio = room, ratio
        self._settle()

    def set_size(self, size: QSize) -> None:
        """The picture's own size in pixels; a screen of another size keeps what was in the middle
        there."""
        if size == self._size:
            return
        if not self._size.isEmpty():
            self._centre = QPointF(
                self._centre.x() * size.width() / self._size.width(),
                self._centre.y() * size.height() / self._size.height(),
            )
        self._size = size
        self._settle()

    @property
    def room(self) -> QRectF:
        """What the picture may take."""
        return self._room

    @property
    def is_fitted(self) -> bool:
        """Whether the whole picture is seen, as large as it can be."""
        return self._zoom is None

    @property
    def zoom(self) -> float:
        """Device pixels a picture's pixel."""
        return self.fitting_zoom if self._zoom is None else self._zoom

    @property
    def fitting_zoom(self) -> float:
        """The zoom at which the whole picture is seen."""
        if self._size.isEmpty() or self._room.isEmpty():
            return 1.0
        across = self._room.width() / self._size.width()
        return min(across, self._room.height() / self._size.height()) * self._ratio

    def area(self) -> QRectF:
        """Where the whole picture lies, on device pixels; close, it is larger than the room."""
        scale = self.zoom / self._ratio
        size = QSizeF(self._size) * scale
        if self._zoom is None:
            size = QSizeF(self._size).scaled(self._room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            size = QSizeF(self._whole(size.width()), self._whole(size.height()))
            middle = self._room.center()
            left, top = middle.x() - size.width() / 2, middle.y() - size.height() / 2
        else:
            left = self._room.center().x() - self._centre.x() * scale
            top = self._room.center().y() - self._centre.y() * scale
        return QRectF(QPointF(self._whole(left), self._whole(top)), size)

    def seen(self) -> QRectF:
        """The part of the widget in which picture is seen."""
        return self.area().intersected(self._room)

    def fit(self) -> None:
        """See the whole picture."""
        self._zoom = None

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Come closer or go back; what is at this point stays there. Never smaller than fitted."""
        at = self._room.center() if at is None else at
        area, old = self.area(), self.zoom / self._ratio
        zoom = min(zoom, STOPS[-1])
        if zoom <= self.fitting_zoom * 1.001:
            self.fit()
            return
        held = (at - area.topLeft()) / old
        self._zoom = zoom
        self._centre = held + (self._room.center() - at) * self._ratio / zoom
        self._settle()

    def turn(self, notches: float, at: QPointF) -> None:
        """The wheel turned by so many notches, towards the screen where positive.

        It comes to rest on the first whole factor on its way, where the pixels are crisp.
        """
        old = self.zoom
        zoom = old * NOTCH**notches
        whole = floor(old + 1e-6) + 1 if notches > 0 else ceil(old - 1e-6) - 1
        passed = old < whole < zoom if notches > 0 else zoom < whole < old
        self.zoom_to(float(whole) if passed and whole >= 1 else zoom, at)

    def step(self, direction: int, at: QPointF | None = None) -> None:
        """To the next of STOPS, closer where `direction` is positive."""
        if direction > 0:
            index = bisect_right(STOPS, self.zoom * 1.001)
            self.zoom_to(STOPS[min(index, len(STOPS) - 1)], at)
        else:
            index = bisect_left(STOPS, self.zoom * 0.999) - 1
            self.zoom_to(STOPS[index] if index >= 0 else 0.0, at)

    def pan(self, by: QPointF) -> None:
        """Move the picture, as if by the hand."""
        if self._zoom is not None:
            self._centre -= by * self._ratio / self._zoom
            self._settle()

    def _whole(self, length: float) -> float:
        return round(length * self._ratio) / self._ratio

    def _settle(self) -> None:
        """No ground is seen where picture could be; a room grown too large fits it again."""
        if self._zoom is None or self._size.isEmpty() or self._room.isEmpty():
            return
        if self._zoom <= self.fitting_zoom * 1.001:
            self.fit()
            return
        scale = self._ratio / self._zoom
        half = QSizeF(self._room.size()) * scale / 2
        self._centre = QPointF(
            _within(self._centre.x(), half.width(), self._size.width()),
            _within(self._centre.y(), half.height(), self._size.height()),
        )


def _within(centre: float, half: float, length: float) -> float:
    if 2 * half >= length:
        return length / 2
    return min(max(centre, half), length - half)
