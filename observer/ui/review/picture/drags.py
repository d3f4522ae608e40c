"""What the pointer can take hold of in the picture: the face, a corner of it, the picture."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QApplication

from observer.ui.review.picture.face_place import FacePlace
from observer.ui.review.picture.viewport import Viewport


class Drag(Protocol):
    """Something held from the press of the button to its release."""

    def move(self, point: QPointF) -> None:
        """The pointer is here."""
        ...

    def finish(self) -> None:
        """The button was let go."""
        ...


class FaceDrag:
    """Moves the face; where it was only clicked it goes to the next corner."""

    def __init__(
        self, place: FacePlace, area: QRectF, room: QRectF, face: QSize, start: QPointF
    ) -> None:
        self._place, self._area, self._room, self._face = place, area, room, face
        self._start = start
        self._moved = False

    def move(self, point: QPointF) -> None:
        """Take the face along, once the pointer has left where it was pressed."""
        way = point - self._start
        self._moved |= way.manhattanLength() >= QApplication.startDragDistance()
        if self._moved:
            self._place.move_to(self._area.topLeft() + way, self._room, self._face)

    def finish(self) -> None:
        """Leave it there."""
        if self._moved:
            self._place.keep()
        else:
            self._place.to_next_corner()


class FaceStretch:
    """Makes the face larger or smaller, step by step."""

    def __init__(self, place: FacePlace, fixed: QPointF, room: QRectF, face: QSize) -> None:
        self._place, self._fixed, self._room, self._face = place, fixed, room, face

    def move(self, point: QPointF) -> None:
        """The nearest of the sizes."""
        self._place.stretch_to(point, self._fixed, self._room, self._face)

    def finish(self) -> None:
        """Leave it so."""
        self._place.keep()


class PictureDrag:
    """Moves the picture while it is larger than its room."""

    def __init__(self, viewport: Viewport, start: QPointF) -> None:
        self._viewport, self._last = viewport, start

    def move(self, point: QPointF) -> None:
        """Take the picture along."""
        self._viewport.pan(point - self._last)
        self._last = point

    def finish(self) -> None:
        """It stays where it is."""
