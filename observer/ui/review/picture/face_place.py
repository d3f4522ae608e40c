"""Where the participant's face lies over the picture: in a corner, or where it was put."""

from PySide6.QtCore import QPointF, QRectF, QSettings, QSize, QSizeF, Qt

CORNERS = 4
"""Bottom right, then clockwise."""

WIDTHS = (0.10, 0.13, 0.16, 0.20, 0.25, 0.32, 0.40)
"""Of the room's width. A sixth shows expressions and hides little; the largest is for watching."""

_FIRST_WIDTH = 2
_LEAST_PX = 96.0
_TALLEST_SHARE = 0.6  # of the room's height, for a face taller than wide
_MARGIN_PX = 12.0
_SNAP_PX = 28.0  # so near to a corner it is meant to be in it
_FREE = -1
_CORNER, _CENTRE, _WIDTH = "review/face-corner", "review/face-centre", "review/face-width"


class FacePlace:
    """A corner or a place of its own, and one of WIDTHS; remembered as it is let go."""

    def __init__(self) -> None:
        settings = QSettings()
        self._corner = _whole(settings.value(_CORNER, 0), _FREE, CORNERS - 1, 0)
        self._width = _whole(settings.value(_WIDTH, _FIRST_WIDTH), 0, len(WIDTHS) - 1, _FIRST_WIDTH)
        self._centre = _point(settings.value(_CENTRE, ""))

    def area(self, room: QRectF, face: QSize) -> QRectF:
        """The face's place in a room, wholly inside it."""
        size = self._size(room, face, self._width)
        inner = _inner(room, size)
        if self._corner == _FREE:
            left = room.left() + self._centre.x() * room.width() - size.width() / 2
            top = room.top() + self._centre.y() * room.height() - size.height() / 2
        else:
            left = inner.right() if self._corner in (0, 3) else inner.left()
            top = inner.bottom() if self._corner in (0, 1) else inner.top()
        place = _clamped(QPointF(left, top), room, size)
        return QRectF(QPointF(place.toPoint()), size)

    def to_next_corner(self) -> None:
        """The next corner clockwise."""
        self._corner = (self._corner + 1) % CORNERS
        self.keep()

    def to_next_width(self) -> None:
        """Larger by a step; from the largest to the smallest."""
        self._width = (self._width + 1) % len(WIDTHS)
        self.keep()

    def move_to(self, left_top: QPointF, room: QRectF, face: QSize) -> None:
        """Put it here, or into the corner that is near."""
        size = self._size(room, face, self._width)
        inner = _inner(room, size)
        left_top = _clamped(left_top, room, size)
        corners = (inner.bottomRight(), inner.bottomLeft(), inner.topLeft(), inner.topRight())
        distances = [(corner - left_top).manhattanLength() for corner in corners]
        nearest = min(range(CORNERS), key=distances.__getitem__)
        self._corner = nearest if distances[nearest] <= _SNAP_PX else _FREE
        self._put(QRectF(left_top, size), room)

    def stretch_to(self, point: QPointF, fixed: QPointF, room: QRectF, face: QSize) -> None:
        """One corner was drawn to this point while the one opposite stays: the nearest width."""
        wanted = abs(point.x() - fixed.x())
        sizes = [self._size(room, face, step) for step in range(len(WIDTHS))]
        step = min(range(len(WIDTHS)), key=lambda step: abs(sizes[step].width() - wanted))
        self._width = step
        size = sizes[step]
        left = fixed.x() if point.x() >= fixed.x() else fixed.x() - size.width()
        top = fixed.y() if point.y() >= fixed.y() else fixed.y() - size.height()
        self._put(QRectF(QPointF(left, top), size), room)

    def keep(self) -> None:
        """Remember it for the sessions to come."""
        settings = QSettings()
        settings.setValue(_CORNER, self._corner)
        settings.setValue(_WIDTH, self._width)
        settings.setValue(_CENTRE, f"{self._centre.x():.4f} {self._centre.y():.4f}")

    def _put(self, area: QRectF, room: QRectF) -> None:
        self._centre = QPointF(
            (area.center().x() - room.left()) / max(1.0, room.width()),
            (area.center().y() - room.top()) / max(1.0, room.height()),
        )

    def _size(self, room: QRectF, face: QSize, step: int) -> QSizeF:
        width = min(max(_LEAST_PX, room.width() * WIDTHS[step]), room.width())
        most = QSizeF(width, max(1.0, room.height() * _TALLEST_SHARE))
        size = QSizeF(face).scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        return size.toSize().toSizeF()


def _inner(room: QRectF, size: QSizeF) -> QRectF:
    """Where the left top of a face of this size may be, with its margin kept."""
    inner = room.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
    return inner.adjusted(0, 0, -size.width(), -size.height())


def _clamped(left_top: QPointF, room: QRectF, size: QSizeF) -> QPointF:
    return QPointF(
        max(room.left(), min(left_top.x(), room.right() - size.width())),
        max(room.top(), min(left_top.y(), room.bottom() - size.height())),
    )


def _whole(stored: object, least: int, most: int, otherwise: int) -> int:
    """A stored whole number; settings can hold anything."""
    try:
        number = int(str(stored))
    except ValueError:
        return otherwise
    return number if least <= number <= most else otherwise


def _point(stored: object) -> QPointF:
    try:
        x, y = (float(part) for part in str(stored).split())
    except ValueError:
        return QPointF(0.85, 0.85)
    return QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
