"""The picture of the hand-overs: components as boxes, ways between them as arrows."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from observer.analysis.seams import HandOver, Part, Seams
from observer.ui.insight.seam_ground import SeamGround, laid_out
from observer.ui.insight.seam_layout import MOST_PARTS, shown_parts
from observer.ui.insight.seam_painting import paint_arrow, paint_box, paint_plate, plate_width
from observer.ui.insight.seam_words import hand_over_words, part_words
from observer.ui.insight.words import counted
from observer.ui.theme import theme

_FEW, _MORE_PX = 6, 28  # each box above so many needs so many pixels of height more


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
        self.ground = SeamGround(QRectF())
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
        return tuple(path for path, _ in self.ground.arrows)

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

    def _lay_out(self) -> None:
        self.ground = laid_out(self._seams, self._most, QRectF(self.rect()))

    # -- hand ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is pointed at steps forward."""
        pointed = self.ground.at(event.position())
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
        self._open(self.ground.at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From box to box, then from arrow to arrow; Return opens."""
        key = Qt.Key(event.key())
        by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        shown: list[Part | HandOver] = [
            *(part for _, part in self.ground.boxes),
            *(one for _, one in self.ground.arrows),
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
            pointed = self.ground.at(QPointF(event.pos()))
            words = _words(pointed) if pointed is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Quiet arrows first, then those with friction, then the boxes, then the one label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heaviest = max((self._weight_of(one) for _, one in self.ground.arrows), default=0) or 1
        for path, one in self.ground.arrows:
            share = self._weight_of(one) / heaviest
            paint_arrow(painter, path, share, pointed=self._pointed is one)
        most = (
            max((self._part_weights[part.component] for _, part in self.ground.boxes), default=0)
            or 1
        )
        for box, part in self.ground.boxes:
            share = self._part_weights[part.component] / most
            paint_box(painter, box, part, share, pointed=self._pointed is part)
        self._paint_label(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _weight_of(self, one: HandOver) -> int:
        return self._way_weights[one.source, one.target]

    def _paint_label(self, painter: QPainter) -> None:
        """The heaviest hand-over says so on the picture, the others when they are pointed at."""
        heavy = next((one for _, one in reversed(self.ground.arrows) if self._weight_of(one)), None)
        shown = self._pointed if isinstance(self._pointed, HandOver) else heavy
        path = next((path for path, one in self.ground.arrows if one is shown), None)
        if shown is None or path is None:
            return
        count = counted(len(shown.moments), _tr("moment"), _tr("moments"))
        said = (_tr("{moments} at this hand-over").format(moments=count), count)
        ground = self.ground
        told = ((words, ground.place_beside(path, plate_width(words))) for words in said)
        words, plate = next(((text, one) for text, one in told if one is not None), (count, None))
        if plate is None and shown is self._pointed:
            plate = ground.place_beside(path, plate_width(words), over_arrows=True)
        if plate is not None:
            token = "accent" if shown is self._pointed else "s3"
            paint_plate(painter, plate, words, token)


def _words(one: Part | HandOver) -> str:
    return part_words(one) if isinstance(one, Part) else hand_over_words(one)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insight", text)
