"""A rectangle that is taken hold of: at a side, at a corner, or as a whole."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

GRIP_PX = 9
_REACH_PX = 8


@dataclass(frozen=True, slots=True)
class Grip:
    """Which sides go along: -1 the left or upper one, 1 the right or lower one, 0 neither."""

    across: int
    down: int

    @property
    def is_whole(self) -> bool:
        """Whether the rectangle moves as it is."""
        return self.across == 0 and self.down == 0

    @property
    def cursor(self) -> Qt.CursorShape:
        """What shows that it can be taken hold of."""
        if self.is_whole:
            return Qt.CursorShape.SizeAllCursor
        if self.across == 0:
            return Qt.CursorShape.SizeVerCursor
        if self.down == 0:
            return Qt.CursorShape.SizeHorCursor
        falls = self.across == self.down
        return Qt.CursorShape.SizeFDiagCursor if falls else Qt.CursorShape.SizeBDiagCursor

    def place(self, rect: QRectF) -> QPointF:
        """Where it is drawn."""
        half = QPointF(rect.width() / 2 * self.across, rect.height() / 2 * self.down)
        return rect.center() + half

    def moved(self, rect: QRectF, by: QPointF) -> QRectF:
        """The rectangle after the hand has gone that far; its sides never change places."""
        if self.is_whole:
            return rect.translated(by)
        left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
        if self.across < 0:
            left = min(left + by.x(), right - 1)
        elif self.across > 0:
            right = max(right + by.x(), left + 1)
        if self.down < 0:
            top = min(top + by.y(), bottom - 1)
        elif self.down > 0:
            bottom = max(bottom + by.y(), top + 1)
        return QRectF(QPointF(left, top), QPointF(right, bottom))


WHOLE = Grip(0, 0)
EDGES = tuple(
    Grip(across, down) for across in (-1, 0, 1) for down in (-1, 0, 1) if (across, down) != (0, 0)
)


def grip_at(rect: QRectF, point: QPointF) -> Grip | None:
    """What of the rectangle lies under the point; its corners before its sides."""
    for grip in sorted(EDGES, key=lambda grip: -abs(grip.across) - abs(grip.down)):
        if (grip.place(rect) - point).manhattanLength() <= _REACH_PX:
            return grip
    return WHOLE if rect.contains(point) else None
