"""A place to sign with the mouse, a finger or a pen."""

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.ui.consent.strokes import BOX_HEIGHT, BOX_WIDTH, Strokes, svg_of
from observer.ui.theme import BODY, font, theme

_WIDEST = 480  # wider than that, an arm signs and no hand
_BASELINE = 0.74  # of the height: where people expect the line to be


class SignaturePad(QWidget):
    """Keeps what is drawn on it in the box's units, whatever its own size is."""

    changed = Signal()
    """A stroke was drawn, or all were taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes = Strokes()
        self._hint = ""
        self._drawing = False
        self._finger = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(_WIDEST)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        theme().changed.connect(self.update)

    def set_hint(self, hint: str, name: str) -> None:
        """What the empty pad says, and what it is called to who cannot see it."""
        self._hint = hint
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.update()

    @property
    def is_signed(self) -> bool:
        """Whether enough was drawn to be a signature."""
        return self._strokes.is_signature

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was drawn."""
        return not len(self._strokes)

    def signature(self) -> str:
        """The `d` of an SVG path in the box; empty where there is no signature."""
        return self._strokes.path() if self.is_signed else ""

    def clear(self) -> None:
        """Take the signature away."""
        self._strokes.clear()
        self._drawing = False
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        """The box itself."""
        return QSize(BOX_WIDTH, BOX_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Half of the box can still be signed."""
        return QSize(BOX_WIDTH // 2, BOX_HEIGHT // 2)

    def hasHeightForWidth(self) -> bool:
        """A signature keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As the box is."""
        return round(width * BOX_HEIGHT / BOX_WIDTH)

    def event(self, event: QEvent) -> bool:
        """A finger draws; the others that may rest on the glass do not."""
        if not isinstance(event, QTouchEvent):
            return super().event(event)
        if event.type() == QEvent.Type.TouchBegin:
            self._finger = event.points()[0].id()
            self._down(event.points()[0].position())
        elif event.type() == QEvent.Type.TouchUpdate:
            for point in event.points():
                if point.id() == self._finger:
                    self._move(point.position())
        else:
            self._up()
        event.accept()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pen down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._down(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw."""
        self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pen up."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._up()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen says where it is more finely than a mouse; one that hovers draws nothing."""
        act = {
            QTabletEvent.Type.TabletPress: self._down,
            QTabletEvent.Type.TabletMove: self._move,
        }.get(event.type())
        if act is not None:
            act(event.position())
        elif event.type() == QTabletEvent.Type.TabletRelease:
            self._up()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sheet with a line to sign on."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("faint"), 1))
        painter.setBrush(palette.color("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        line = self.height() * _BASELINE
        painter.setPen(QPen(palette.color("line"), 1))
        painter.drawLine(QPointF(24, line), QPointF(self.width() - 24, line))
        if self.is_blank:
            painter.setFont(font(BODY))
            painter.setPen(palette.color("faint"))
            below = QRectF(24, line, self.width() - 48, self.height() - line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._hint)
        drawn = svg_of(self._strokes.path(), palette.ink)
        QSvgRenderer(QByteArray(drawn)).render(painter, self._box())
        painter.end()

    def _box(self) -> QRectF:
        """Where the box lies on the pad: as large as fits, in the middle."""
        scale = min(self.width() / BOX_WIDTH, self.height() / BOX_HEIGHT)
        width, height = BOX_WIDTH * scale, BOX_HEIGHT * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _to_box(self, place: QPointF) -> tuple[float, float]:
        box = self._box()
        scale = BOX_WIDTH / box.width()
        return (place.x() - box.x()) * scale, (place.y() - box.y()) * scale

    def _down(self, place: QPointF) -> None:
        self._drawing = True
        self._strokes.begin(*self._to_box(place))
        self.update()

    def _move(self, place: QPointF) -> None:
        if self._drawing:
            self._strokes.move(*self._to_box(place))
            self.update()

    def _up(self) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()
