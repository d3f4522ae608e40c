"""Where the boxes and arrows of the hand-overs lie, and where there is room for words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPainterPathStroker

from observer.analysis.seams import HandOver, Part, Seams
from observer.ui.insight.boxes_apart import pushed_apart
from observer.ui.insight.seam_layout import places, shown_hand_overs
from observer.ui.insight.seam_words import share_words
from observer.ui.theme import BODY, SMALL, font

_BOX_PX = 48
_LEAST_BOX, _MOST_BOX = 96.0, 216.0
_EDGE_PX = 4.0
_TWO_COLUMNS = 4  # so many boxes stand two beside each other
_MOST_BEND = 60.0
_BOW_PX = 40
"""Above and below the boxes: half of the bend, half of the widest arrow, and its head."""
_AROUND = (
    *((0, y) for y in (-28, 28, -46, 46)),
    *((x, y) for y in (0, 26, -26) for x in (1, -1)),
)
"""Where a label may lie beside an arrow: half its own widths, pixels down."""


@dataclass(frozen=True, slots=True)
class SeamGround:
    """Boxes and arrows in the order they are painted, in a room of the widget's size."""

    room: QRectF
    boxes: tuple[tuple[QRectF, Part], ...] = ()
    arrows: tuple[tuple[QPainterPath, HandOver], ...] = ()

    def at(self, point: QPointF) -> Part | HandOver | None:
        """What lies there, the uppermost first."""
        for box, part in reversed(self.boxes):
            if box.contains(point):
                return part
        for path, one in reversed(self.arrows):
            if _broad(path).contains(point):
                return one
        return None

    def place_beside(
        self, path: QPainterPath, width: float, *, over_arrows: bool = False
    ) -> QRectF | None:
        """Where a label of this width lies beside an arrow, on no box, and on no arrow unless it
        may; None where there is no room."""
        ways = () if over_arrows else tuple(_broad(way) for way, _ in self.arrows)
        spots = self._free_places(path, width)
        return next((one for one in spots if not any(way.intersects(one) for way in ways)), None)

    def _free_places(self, path: QPainterPath, width: float) -> Iterator[QRectF]:
        for share in (0.5, 0.38, 0.62):
            middle = path.pointAtPercent(share)
            for x, y in _AROUND:
                plate = QRectF(0, 0, width, 22)
                plate.moveCenter(middle + QPointF(x * (width / 2 + 14), y))
                free = not any(
                    box.adjusted(-4, -4, 4, 4).intersects(plate) for box, _ in self.boxes
                )
                if free and self.room.contains(plate):
                    yield plate


def laid_out(seams: Seams, most: int, room: QRectF) -> SeamGround:
    """Boxes of at most so many parts on an ellipse, arrows between their edges."""
    boxes = _boxes(seams, most, room)
    middles = {part.component: box for box, part in boxes}
    arrows = tuple(
        (_arrow(middles[one.source], middles[one.target]), one)
        for one in shown_hand_overs(seams, most)
        if one.source in middles and one.target in middles
    )
    return SeamGround(room, boxes, arrows)


def _boxes(seams: Seams, most: int, room: QRectF) -> tuple[tuple[QRectF, Part], ...]:
    longest = max((part.share_of_time for part in seams.parts), default=1.0) or 1.0
    standing = places(seams, most)
    most_px = min(_MOST_BOX, room.width() / (2.5 if len(standing) <= _TWO_COLUMNS else 3.5))
    wished: list[QRectF] = []
    for place in standing:
        width = _box_width(place.part, longest, most_px)
        inner = room.adjusted(
            width / 2 + 2, _BOX_PX / 2 + _BOW_PX, -width / 2 - 2, -_BOX_PX / 2 - _BOW_PX
        )
        middle = QPointF(
            inner.left() + place.x * inner.width(), inner.top() + place.y * inner.height()
        )
        wished.append(QRectF(middle.x() - width / 2, middle.y() - _BOX_PX / 2, width, _BOX_PX))
    apart = pushed_apart(wished, room.adjusted(0, _BOW_PX, 0, -_BOW_PX))
    return tuple((box, place.part) for box, place in zip(apart, standing, strict=True))


def _box_width(part: Part, longest: float, most_px: float) -> float:
    """By the share of time, but no narrower than its words where there is room for them."""
    share = math.sqrt(part.share_of_time / longest)
    wanted = _LEAST_BOX + share * (most_px - _LEAST_BOX)
    told = max(
        QFontMetricsF(font(BODY, 600)).horizontalAdvance(f"{part.component}  {len(part.moments)}"),
        QFontMetricsF(font(SMALL)).horizontalAdvance(share_words(part)),
    )
    return max(wanted, min(told + 36, most_px))


def _broad(way: QPainterPath) -> QPainterPath:
    """The ground that an arrow takes, and a little around it."""
    stroker = QPainterPathStroker()
    stroker.setWidth(14)
    return stroker.createStroke(way)


def _arrow(source: QRectF, target: QRectF) -> QPainterPath:
    """A gentle bow to the left of its way, so that there and back lie apart."""
    start, end = source.center(), target.center()
    way = end - start
    length = math.hypot(way.x(), way.y()) or 1.0
    bow = min(_MOST_BEND, length * 0.16)
    bend = (start + end) / 2 + QPointF(way.y(), -way.x()) / length * bow
    first, last = _leaves(source, bend), _leaves(target, bend)
    path = QPainterPath(first)
    path.quadTo((first + last) / 2 + (bend - (start + end) / 2), last)
    return path


def _leaves(box: QRectF, towards: QPointF) -> QPointF:
    """Where the line from the box's middle leaves it, and a little air."""
    middle = box.center()
    way = towards - middle
    across = (box.width() / 2 + _EDGE_PX) / (abs(way.x()) or 1e-6)
    down = (box.height() / 2 + _EDGE_PX) / (abs(way.y()) or 1e-6)
    return middle + way * min(across, down, 1.0)
