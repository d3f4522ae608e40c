"""Boxes that lie over each other are pushed apart, always in the same way."""

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF

_AIR_ACROSS, _AIR_DOWN = 44.0, 34.0
"""What an arrow needs between two boxes, in pixels."""

_ROUNDS = 80


def pushed_apart(boxes: Sequence[QRectF], room: QRectF) -> list[QRectF]:
    """The same boxes with air between them, as far as the room has it."""
    placed = [QRectF(box) for box in boxes]
    for _ in range(_ROUNDS):
        moved = False
        for one, other in combinations(placed, 2):
            moved = _push(one, other) or moved
        for box in placed:
            _keep_inside(box, room)
        if not moved:
            break
    return placed


def _push(one: QRectF, other: QRectF) -> bool:
    between = other.center() - one.center()
    across = (one.width() + other.width()) / 2 + _AIR_ACROSS - abs(between.x())
    down = (one.height() + other.height()) / 2 + _AIR_DOWN - abs(between.y())
    if across <= 0.5 or down <= 0.5:
        return False
    if across < down:
        way = QPointF(across / 4 if between.x() >= 0 else -across / 4, 0)
    else:
        way = QPointF(0, down / 4 if between.y() >= 0 else -down / 4)
    one.translate(-way)
    other.translate(way)
    return True


def _keep_inside(box: QRectF, room: QRectF) -> None:
    edge = 2.0
    box.moveLeft(min(max(room.left() + edge, box.left()), room.right() - edge - box.width()))
    box.moveTop(min(max(room.top() + edge, box.top()), room.bottom() - edge - box.height()))
