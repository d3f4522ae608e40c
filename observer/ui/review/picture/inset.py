"""The participant's face over the picture: its place, its looks, what the pointer does to it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from observer.ui.review.picture.drags import Drag, FaceDrag, FaceStretch
from observer.ui.review.picture.face_looks import FaceLooks, grip_at
from observer.ui.review.picture.face_place import FacePlace


class Inset:
    """Empty until a face is given."""

    def __init__(self) -> None:
        self.face = QImage()
        self.place = FacePlace()
        self._drawn = FaceLooks()

    def area(self, room: QRectF) -> QRectF:
        """Where it lies in a room, empty where there is none."""
        return QRectF() if self.face.isNull() else self.place.area(room, self.face.size())

    def hold(self, room: QRectF, point: QPointF) -> Drag | None:
        """What the pointer takes hold of at a point: a corner, the face, or nothing."""
        area = self.area(room)
        fixed = None if area.isEmpty() else grip_at(area, point)
        if fixed is not None:
            return FaceStretch(self.place, fixed, room, self.face.size())
        if area.contains(point):
            return FaceDrag(self.place, area, room, self.face.size(), point)
        return None

    def cursor(self, room: QRectF, point: QPointF) -> Qt.CursorShape | None:
        """What the pointer looks like at a point, None beside the face."""
        area = self.area(room)
        fixed = None if area.isEmpty() else grip_at(area, point)
        if fixed is not None:
            falls = (point.x() > fixed.x()) == (point.y() > fixed.y())
            return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor
        return Qt.CursorShape.SizeAllCursor if area.contains(point) else None

    def paint(self, painter: QPainter, area: QRectF, *, ratio: float, held: bool) -> None:
        """Draw it, with grips while the pointer is on it."""
        if not area.isEmpty():
            self._drawn.paint(painter, area, self.face, ratio=ratio, held=held)
