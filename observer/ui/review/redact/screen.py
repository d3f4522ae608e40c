"""What is covered, over the picture; while areas are edited, the hand draws and moves them here."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from observer.model.redaction import Area, Redaction
from observer.ui.hatch import paint_hatch
from observer.ui.review.picture.view import PictureView
from observer.ui.review.redact.book import RedactionBook
from observer.ui.review.redact.grips import EDGES, GRIP_PX, WHOLE, Grip, grip_at
from observer.ui.theme import theme

_LEAST_DRAWN_PX = 4  # a click is no rectangle
_FAST_STEP = 10
_MIDDLE_FROM_PX = 4 * GRIP_PX  # a shorter side has grips at its ends alone
_VEIL, _HATCH = QColor(0, 0, 0, 90), QColor(255, 255, 255, 130)  # seen on any picture
_FILL = QColor(0, 0, 0)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OWN_KEYS = {
    *(Qt.Key.Key_I, Qt.Key.Key_O, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter),
}


class RedactScreen(QWidget):
    """Lies over the picture. Without `editing` it only shows, and lets every hand through."""

    drawn = Signal(object)  # Area, at the time shown
    edge_asked = Signal(bool)  # whether it is the start that is set here, or the end
    left = Signal()

    def __init__(self, picture: PictureView, book: RedactionBook) -> None:
        super().__init__(picture)
        self._picture, self._book = picture, book
        self._time_ns = 0
        self._editing = self._as_exported = False
        self._start = QPointF()
        self._fresh: QRectF | None = None  # the rectangle being drawn, in the picture's pixels
        self._held: tuple[Grip, QRectF, QRectF] | None = None  # with where it was and where it is
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Areas that are covered"))
        picture.installEventFilter(self)
        book.changed.connect(self._refresh)
        book.selected.connect(self._refresh)
        theme().changed.connect(self.update)
        self._refresh()

    def set_time(self, time_ns: int) -> None:
        """The moment shown."""
        self._time_ns = time_ns
        if self.isVisible():
            self.update()

    def set_editing(self, editing: bool) -> None:
        """Let the hand draw, or show alone."""
        self._editing = editing
        self._fresh = self._held = None
        self._refresh()
        if editing:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_as_exported(self, as_exported: bool) -> None:
        """Fill what is covered as what leaves does; else it is hatched, and what is below is
        seen."""
        self._as_exported = as_exported
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the picture."""
        if watched is self._picture and event.type() == QEvent.Type.Resize:
            self.resize(self._picture.size())
        return False

    def _refresh(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self._editing)
        self.setCursor(Qt.CursorShape.CrossCursor if self._editing else Qt.CursorShape.ArrowCursor)
        self.resize(self._picture.size())
        self.setVisible(self._editing or bool(self._book.redactions))
        self.raise_()
        self.update()

    # -- where things are ----------------------------------------------------------------

    def _scale(self) -> float:
        """Pixels of the widget for one of the picture's; 0 without a picture."""
        width = self._picture.image.width()
        return self._picture.viewport.area().width() / width if width else 0.0

    def _on_screen(self, area: QRectF) -> QRectF:
        scale, corner = self._scale(), self._picture.viewport.area().topLeft()
        return QRectF(area.topLeft() * scale + corner, area.size() * scale)

    def _in_picture(self, point: QPointF) -> QPointF:
        image, scale = self._picture.image, self._scale() or 1.0
        at = (point - self._picture.viewport.area().topLeft()) / scale
        return QPointF(min(max(0.0, at.x()), image.width()), min(max(0.0, at.y()), image.height()))

    def _rect_of(self, redaction: Redaction | None) -> QRectF | None:
        area = self._book.area_of(redaction, self._time_ns) if redaction else None
        return _rect(area) if area else None

    # -- hands on it ---------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an area, or begin another one."""
        if event.button() != Qt.MouseButton.LeftButton or not self._scale():
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._start = self._in_picture(event.position())
        held = self._grip_under(event.position())
        if held is None:
            self._book.select("")
            self._fresh = QRectF(self._start, self._start)
        else:
            redaction, grip = held
            self._book.select(redaction.id)
            rect = self._rect_of(redaction) or QRectF()
            self._held = (grip, rect, rect)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take along what is held; else show what could be."""
        at = self._in_picture(event.position())
        if self._fresh is not None:
            self._fresh = QRectF(self._start, at).normalized()
        elif self._held is not None:
            grip, before, _ = self._held
            self._held = (grip, before, grip.moved(before, at - self._start))
        else:
            under = self._grip_under(event.position())
            self.setCursor(under[1].cursor if under else Qt.CursorShape.CrossCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it there; it is saved."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        fresh, held, self._fresh, self._held = self._fresh, self._held, None, None
        current = self._book.current
        if fresh is not None and min(fresh.width(), fresh.height()) >= _LEAST_DRAWN_PX:
            self.drawn.emit(_area(fresh))
        elif held is not None and current is not None and held[1] != held[2]:
            self._book.move(current, _area(held[2]), self._time_ns)
        self.update()

    def _grip_under(self, point: QPointF) -> tuple[Redaction, Grip] | None:
        current = self._book.current
        others = [one for one in self._book.redactions if one is not current]
        for redaction in filter(None, (current, *others)):
            rect = self._rect_of(redaction)
            grip = grip_at(self._on_screen(rect), point) if rect else None
            if grip is not None:
                return redaction, grip if redaction is current else WHOLE
        return None

    def event(self, event: QEvent) -> bool:
        """Some keys are this screen's own while areas are edited."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._editing
            and self._is_own(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the area, with Alt its right and lower side; I and O set its times."""
        if not self._editing or not self._is_own(event):
            super().keyPressEvent(event)
            return
        key, current = Qt.Key(event.key()), self._book.current
        if key in _ARROWS:
            self._nudge(key, event.modifiers())
        elif key in (Qt.Key.Key_I, Qt.Key.Key_O):
            self.edge_asked.emit(key == Qt.Key.Key_I)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if current is not None:
                self._book.remove(current)
        elif key == Qt.Key.Key_Escape or current is not None:
            self.left.emit()
        else:
            self._draw_in_the_middle()

    def _is_own(self, event: QKeyEvent) -> bool:
        with_others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        if event.modifiers() & with_others:
            return False
        key = Qt.Key(event.key())
        # Without an area the arrows step through the pictures, as ever.
        return key in _OWN_KEYS or (
            key in _ARROWS and self._rect_of(self._book.current) is not None
        )

    def _nudge(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        current, rect = self._book.current, self._rect_of(self._book.current)
        if current is None or rect is None:
            return
        step = _FAST_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        across, down = _ARROWS[key]
        grip = WHOLE
        if modifiers & Qt.KeyboardModifier.AltModifier:
            grip = Grip(abs(across), abs(down))
        moved = grip.moved(rect, QPointF(across, down) * step)
        self._book.move(current, _area(moved), self._time_ns)

    def _draw_in_the_middle(self) -> None:
        image = self._picture.image
        if not image.isNull():
            wide, high = image.width() // 4, image.height() // 8
            left, top = (image.width() - wide) // 2, (image.height() - high) // 2
            self.drawn.emit(Area(left, top, max(1, wide), max(1, high)))

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What is covered; around the area that is edited its grips."""
        if not self._scale():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._picture.viewport.seen())
        for area in self._book.covering.areas_at(self._time_ns):
            self._paint_covered(painter, self._on_screen(_rect(area)))
        if self._editing:
            self._paint_edited(painter)
        painter.end()

    def _paint_covered(self, painter: QPainter, rect: QRectF) -> None:
        if self._as_exported:
            painter.fillRect(rect, _FILL)
            return
        painter.fillRect(rect, _VEIL)
        paint_hatch(painter, rect, _HATCH, seen=QRectF(self.rect()))
        painter.setPen(QPen(_HATCH, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _paint_edited(self, painter: QPainter) -> None:
        accent = theme().color("accent")
        rect = self._fresh or (self._held[2] if self._held else self._rect_of(self._book.current))
        if rect is None:
            return
        shown = self._on_screen(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0), 4))
        painter.drawRect(shown)
        painter.setPen(QPen(accent, 2))
        painter.drawRect(shown)
        if self._fresh is not None:
            return
        painter.setClipping(False)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(QColor(255, 255, 255))
        for grip in EDGES:
            along = shown.width() if grip.across == 0 else shown.height()
            if 0 in (grip.across, grip.down) and along < _MIDDLE_FROM_PX:
                continue
            at = grip.place(shown)
            half = GRIP_PX / 2
            painter.drawRect(QRectF(at.x() - half, at.y() - half, GRIP_PX, GRIP_PX))


def _rect(area: Area) -> QRectF:
    return QRectF(area.x, area.y, area.width, area.height)


def _area(rect: QRectF) -> Area:
    """All pixels that the rectangle touches."""
    left, top = int(rect.left()), int(rect.top())
    right, bottom = -int(-rect.right() // 1), -int(-rect.bottom() // 1)
    return Area(left, top, max(1, right - left), max(1, bottom - top))
