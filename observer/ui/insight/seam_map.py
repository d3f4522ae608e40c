"""The picture of the hand-overs: components as boxes, ways between them as arrows."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from observer.analysis.seams import HandOver, Part, Seams
from observer.ui.insight.boxes_apart import pushed_apart
from observer.ui.insight.seam_layout import MOST_PARTS, places, shown_hand_overs, shown_parts
from observer.ui.insight.seam_words import hand_over_words, part_words
from observer.ui.insight.words import counted, percent_words
from observer.ui.review.side.moment_delegate import paint_line
from observer.ui.theme import BODY, SMALL, SPACE, font, theme
from observer.ui.theme.palette import mix, readable_on

_BOX_PX = 48
_LEAST_BOX, _MOST_BOX = 96.0, 216.0
_EDGE_PX = 4.0
_TWO_COLUMNS = 4  # so many boxes stand two beside each other
_FEW, _MORE_PX = 6, 28  # each box above so many needs so many pixels of height more
_MOST_BEND = 60.0
_BOW_PX = 40
"""Above and below the boxes: half of the bend, half of the widest arrow, and its head."""
_AROUND = (
    *((0, y) for y in (-28, 28, -46, 46)),
    *((x, y) for y in (0, 26, -26) for x in (1, -1)),
)
"""Where a label may lie beside an arrow: half its own widths, pixels down."""
_MOST_EDGE_PX = 10.0


class SeamMap(QWidget):
    """A press on a box or an arrow opens its moments; the arrow keys go through them."""

    part_opened = Signal(object)
    """A Part."""

    hand_over_opened = Signal(object)
    """A HandOver."""

    def __init__(self, height: int = 280, most: int = MOST_PARTS) -> None:
        super().__init__()
        self._most = most
        self._height_px = height
        self._seams = Seams()
        self._part_weights: dict[str, int] = {}
        self._way_weights: dict[tuple[str, str], int] = {}
        self._boxes: list[tuple[QRectF, Part]] = []
        self._arrows: list[tuple[QPainterPath, HandOver]] = []
        self._pointed: Part | HandOver | None = None
        self._reached: Part | HandOver | None = None
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_tr("Picture of the hand-overs between components"))
        theme().changed.connect(self.update)

    @property
    def arrows(self) -> tuple[QPainterPath, ...]:
        """The lines of the ways that are drawn."""
        return tuple(path for path, _ in self._arrows)

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(440, self.minimumHeight())

    def show_seams(self, found: Seams) -> None:
        """Draw these."""
        self._seams = found
        self._part_weights = {part.component: part.weight for part in found.parts}
        self._way_weights = {(one.source, one.target): one.weight for one in found.hand_overs}
        self._pointed = self._reached = None
        more = len(shown_parts(found, self._most)) - _FEW
        self.setMinimumHeight(self._height_px + max(0, more) * _MORE_PX)
        self._lay_out()
        self.update()

    def resizeEvent(self, _event: object) -> None:
        """The boxes move apart."""
        self._lay_out()

    # -- where everything is -------------------------------------------------------------

    def _lay_out(self) -> None:
        """Boxes on an ellipse inside the margins, arrows between their edges."""
        self._boxes = []
        most = max((part.share_of_time for part in self._seams.parts), default=1.0) or 1.0
        standing = places(self._seams, self._most)
        beside = 2.5 if len(standing) <= _TWO_COLUMNS else 3.5
        most_px = min(_MOST_BOX, self.width() / beside)
        for place in standing:
            share = math.sqrt(place.part.share_of_time / most)
            wanted = _LEAST_BOX + share * (most_px - _LEAST_BOX)
            face = QFontMetricsF(font(BODY, 600))
            count = f"  {len(place.part.moments)}"
            told = max(
                face.horizontalAdvance(place.part.component + count),
                QFontMetricsF(font(SMALL)).horizontalAdvance(_share_words(place.part)),
            )
            width = max(wanted, min(told + 36, most_px))
            room = QRectF(self.rect()).adjusted(
                width / 2 + 2, _BOX_PX / 2 + _BOW_PX, -width / 2 - 2, -_BOX_PX / 2 - _BOW_PX
            )
            middle = QPointF(
                room.left() + place.x * room.width(), room.top() + place.y * room.height()
            )
            box = QRectF(middle.x() - width / 2, middle.y() - _BOX_PX / 2, width, _BOX_PX)
            self._boxes.append((box, place.part))
        bounds = QRectF(self.rect()).adjusted(0, _BOW_PX, 0, -_BOW_PX)
        apart = pushed_apart([box for box, _ in self._boxes], bounds)
        self._boxes = [(box, part) for box, (_, part) in zip(apart, self._boxes, strict=True)]
        middles = {part.component: box for box, part in self._boxes}
        self._arrows = [
            (_arrow(middles[one.source], middles[one.target]), one)
            for one in shown_hand_overs(self._seams, self._most)
            if one.source in middles and one.target in middles
        ]

    def _at(self, point: QPointF) -> Part | HandOver | None:
        for box, part in reversed(self._boxes):
            if box.contains(point):
                return part
        for path, one in reversed(self._arrows):
            if _broad(path).contains(point):
                return one
        return None

    # -- hand ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is pointed at steps forward."""
        pointed = self._at(event.position())
        if pointed is not self._pointed:
            self._pointed = pointed
            shape = Qt.CursorShape.PointingHandCursor if pointed else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """What the keys reached is all that stands out."""
        self._pointed = self._reached
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        self._open(self._at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From box to box, then from arrow to arrow; Return opens."""
        key = Qt.Key(event.key())
        by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        shown: list[Part | HandOver] = [
            *(part for _, part in self._boxes),
            *(one for _, one in self._arrows),
        ]
        if key in by and shown:
            here = next((at for at, one in enumerate(shown) if one is self._reached), None)
            first = 0 if by[key] > 0 else len(shown) - 1
            pointed = shown[first if here is None else (here + by[key]) % len(shown)]
            self._pointed = self._reached = pointed
            self.setAccessibleDescription(_words(pointed))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._reached is not None:
            self._open(self._reached)
        else:
            super().keyPressEvent(event)

    def _open(self, pointed: Part | HandOver | None) -> None:
        if isinstance(pointed, Part):
            self.part_opened.emit(pointed)
        elif pointed is not None:
            self.hand_over_opened.emit(pointed)

    def event(self, event: QEvent) -> bool:
        """Say in words what is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            pointed = self._at(QPointF(event.pos()))
            words = _words(pointed) if pointed is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Quiet arrows first, then those with friction, then the boxes, then the one label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heaviest = max((self._weight_of(one) for _, one in self._arrows), default=0) or 1
        for path, one in self._arrows:
            self._paint_arrow(painter, path, one, heaviest)
        most = max((self._part_weights[part.component] for _, part in self._boxes), default=0) or 1
        for box, part in self._boxes:
            self._paint_box(painter, box, part, most)
        self._paint_labels(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _weight_of(self, one: HandOver) -> int:
        return self._way_weights[one.source, one.target]

    def _paint_arrow(
        self, painter: QPainter, path: QPainterPath, one: HandOver, heaviest: int
    ) -> None:
        palette = theme().palette
        weight = self._weight_of(one)
        share = weight / heaviest
        width = 1.6 + share * (_MOST_EDGE_PX - 1.6) if weight else 1.6
        color = QColor(mix(palette.s1, palette.s3, share) if weight else palette.faint)
        if not weight:
            color = QColor(mix(palette.line, palette.faint, 0.7))
        if self._pointed is one:
            color = palette.color("accent")
        pen = QPen(color, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        _paint_head(painter, path, color, max(4.5, width * 0.95))

    def _paint_box(self, painter: QPainter, box: QRectF, part: Part, most: int) -> None:
        palette = theme().palette
        weight = self._part_weights[part.component]
        share = weight / most
        ground = mix(palette.panel, palette.s3, 0.08 + 0.5 * share) if weight else palette.panel
        edge = palette.accent if self._pointed is part else mix(palette.line, palette.s3, share)
        painter.setPen(QPen(QColor(edge), 2 if self._pointed is part else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 10, 10)
        ink = readable_on(ground) if share > 0.3 else palette.ink
        count = str(len(part.moments)) if part.moments else ""
        face = QFontMetricsF(font(BODY, 600))
        taken = face.horizontalAdvance(count) + SPACE if count else 0
        inner = box.adjusted(12, 4, -12, -4)
        _line(painter, inner.adjusted(0, 0, -taken, -20), part.component, BODY, 600, ink)
        if count:
            painter.setFont(font(BODY, 600))
            way = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner.adjusted(0, 0, 0, -20), way, count)
        _line(painter, inner.adjusted(0, 20, 0, 0), _share_words(part), SMALL, 400, ink)

    def _free_places(self, path: QPainterPath, width: float) -> Iterator[QRectF]:
        """Beside the arrow, where no box lies."""
        for share in (0.5, 0.38, 0.62):
            middle = path.pointAtPercent(share)
            for x, y in _AROUND:
                plate = QRectF(0, 0, width, 22)
                plate.moveCenter(middle + QPointF(x * (width / 2 + 14), y))
                free = not any(
                    box.adjusted(-4, -4, 4, 4).intersects(plate) for box, _ in self._boxes
                )
                if free and QRectF(self.rect()).contains(plate):
                    yield plate

    def _place_of(self, path: QPainterPath, width: float) -> QRectF | None:
        """Where a label of this width lies on no arrow either; None where there is no room."""
        ways = [_broad(way) for way, _ in self._arrows]
        spots = self._free_places(path, width)
        return next((one for one in spots if not any(way.intersects(one) for way in ways)), None)

    def _paint_labels(self, painter: QPainter) -> None:
        """The heaviest hand-over says so on the picture, the others when they are pointed at."""
        heavy = next((one for _, one in reversed(self._arrows) if self._weight_of(one)), None)
        shown = self._pointed if isinstance(self._pointed, HandOver) else heavy
        path = next((path for path, one in self._arrows if one is shown), None)
        if shown is None or path is None:
            return
        count = counted(len(shown.moments), _tr("moment"), _tr("moments"))
        face = QFontMetricsF(font(SMALL, 600))
        said = (_tr("{moments} at this hand-over").format(moments=count), count)
        told = ((words, self._place_of(path, _plate_px(face, words))) for words in said)
        words, plate = next(((text, one) for text, one in told if one is not None), (count, None))
        if plate is None and shown is self._pointed:
            plate = next(self._free_places(path, _plate_px(face, words)), None)
        if plate is None:
            return
        palette = theme().palette
        painter.setPen(QPen(palette.color("line"), 1))
        painter.setBrush(palette.color("panel"))
        painter.drawRoundedRect(plate, 11, 11)
        token = "accent" if shown is self._pointed else "s3"
        paint_line(painter, plate.adjusted(SPACE, 0, -SPACE + 2, 0), words, SMALL, token, 600)


def _broad(way: QPainterPath) -> QPainterPath:
    """The ground that an arrow takes, and a little around it."""
    stroker = QPainterPathStroker()
    stroker.setWidth(14)
    return stroker.createStroke(way)


def _words(one: Part | HandOver) -> str:
    return part_words(one) if isinstance(one, Part) else hand_over_words(one)


def _plate_px(face: QFontMetricsF, words: str) -> float:
    return face.horizontalAdvance(words) + 2 * SPACE


def _share_words(part: Part) -> str:
    return " · ".join(words for words in (percent_words(part.share_of_time), part.team) if words)


def _line(painter: QPainter, place: QRectF, words: str, size: int, weight: int, ink: str) -> None:
    face = font(size, weight)
    painter.setFont(face)
    painter.setPen(QColor(ink))
    shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideMiddle, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


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


def _paint_head(painter: QPainter, path: QPainterPath, color: QColor, size: float) -> None:
    tip = path.pointAtPercent(1.0)
    angle = math.radians(-path.angleAtPercent(0.97))
    back = QPointF(math.cos(angle), math.sin(angle)) * size * 1.5
    side = QPointF(-math.sin(angle), math.cos(angle)) * size
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([tip + back * 0.2, tip - back + side, tip - back - side]))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
