"""The picture on screen, what is drawn over it, and the participant's face."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from observer.session.captions import Caption
from observer.ui.review.picture.drags import Drag, PictureDrag
from observer.ui.review.picture.hand import Hand
from observer.ui.review.picture.inset import Inset
from observer.ui.review.picture.layers import Layers
from observer.ui.review.picture.overlays import Overlays
from observer.ui.review.picture.pixels import Pixels
from observer.ui.review.picture.playing import image_of_played
from observer.ui.review.picture.viewport import Viewport
from observer.ui.review.picture.zoom_chip import ZoomChip
from observer.ui.theme import BODY, font, theme

_INSET = 8
_RADIUS = 12
_NOTCH = 120  # Qt's wheel delta of one notch
_PAN_SHARE = 0.15  # of the room, by one press of a key
_SHADOW = 8  # of the face, beyond its area


class PictureView(QWidget):
    """Shows the recording on a dark ground, fitted or closer, with the layers that are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._frame: QVideoFrame | None = None  # not yet made an image: it may never be painted
        self._still = True
        self._time_ns = 0
        self._words = ""
        self._held: Drag | None = None
        self._over_face = False
        self._viewport = Viewport()
        self._pixels = Pixels()
        self._inset = Inset()
        self.layers = Layers(self)
        self._overlays = Overlays(self.layers)
        self.chip = ZoomChip(self)
        self.chip.clicked.connect(self.fit)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setAccessibleName(self.tr("Picture of the screen"))
        theme().changed.connect(self.update)
        self.layers.changed.connect(self.update)

    # -- what is shown -----------------------------------------------------------------

    @property
    def image(self) -> QImage:
        """The picture shown, in its own size."""
        if self._frame is not None:
            self._image, self._frame = image_of_played(self._frame), None
        return self._image

    @property
    def has_captions(self) -> bool:
        """Whether there are words to show."""
        return bool(self._overlays.captions)

    def clear(self, words: str = "") -> None:
        """Show no picture but these words."""
        self._image, self._frame, self._words = QImage(), None, words
        self._overlays.take(Hand())
        self._overlays.say(())
        self._overlays.set_starts(())
        self.fit()

    def show_frame(self, frame: QVideoFrame) -> None:
        """Show a picture of the player's."""
        self._frame = frame
        self._viewport.set_size(frame.size())
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show a decoded picture."""
        self._image, self._frame = image, None
        self._viewport.set_size(image.size())
        self.update()

    def set_still(self, still: bool) -> None:
        """Whether there is time for fine scaling: not while it plays."""
        self._still = still
        self.update()

    def set_hand(self, hand: Hand) -> None:
        """Take the session's input; its places are pixels of the picture."""
        self._overlays.take(hand)
        self.update()

    def set_captions(self, captions: Sequence[Caption]) -> None:
        """Take the words said."""
        self._overlays.say(captions)
        self.update()

    def set_starts(self, starts_ns: Sequence[int]) -> None:
        """When each of the recording's files begins: places in one mean nothing in the next."""
        self._overlays.set_starts(starts_ns)

    def set_time(self, time_ns: int) -> None:
        """The moment shown, which decides on the overlays."""
        before, self._time_ns = self._time_ns, time_ns
        if self._overlays.is_seen(before) or self._overlays.is_seen(time_ns):
            self.update()

    # -- the face ----------------------------------------------------------------------

    def show_face(self, face: QImage) -> None:
        """Show the participant's face; a null image shows none."""
        before, self._inset.face = self.face_area(), face
        if face.isNull() or before.isEmpty():
            self.update()  # what is written at the foot makes room for it
        else:
            around = before.united(self.face_area()).toRect()
            self.update(around.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW))

    def move_face(self) -> None:
        """Put the face into the next corner, where it hides something else; this is remembered."""
        self._inset.place.to_next_corner()
        self.update()

    def resize_face(self) -> None:
        """Make the face larger by a step, or small again; this is remembered."""
        self._inset.place.to_next_width()
        self.update()

    def face_area(self) -> QRectF:
        """Where the face lies, empty where none is shown."""
        return self._inset.area(self._viewport.room) if self._has_picture() else QRectF()

    # -- zoom --------------------------------------------------------------------------

    @property
    def viewport(self) -> Viewport:
        """Where the picture lies."""
        return self._viewport

    def zoom(self, direction: int) -> None:
        """Closer by a step where positive, wider where negative, at the pointer or the middle."""
        if self._has_picture():
            pointer = QPointF(self.mapFromGlobal(self.cursor().pos()))
            is_on_it = self.underMouse() and self._viewport.room.contains(pointer)
            self._viewport.step(direction, pointer if is_on_it else None)
            self._show_zoom()

    def fit(self) -> None:
        """Show the whole picture."""
        self._viewport.fit()
        self._show_zoom()

    def pan(self, right: int, down: int) -> None:
        """Look further right or left, down or up, while the picture is larger than its room."""
        room = self._viewport.room
        step = QPointF(right * room.width(), down * room.height()) * _PAN_SHARE
        self._viewport.pan(-step)
        self.update()

    def _show_zoom(self) -> None:
        if self._viewport.is_fitted or not self._has_picture():
            self.chip.hide()
        else:
            self.chip.show_zoom(round(self._viewport.zoom * 100), self._viewport.room)
        self._show_cursor(QPointF(self.mapFromGlobal(self.cursor().pos())))
        self.update()

    # -- hands on it -------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl closer or wider at the pointer; without, about in a picture that is close."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._has_picture():
            self._viewport.turn(turned.y() / _NOTCH, event.position())
            self._show_zoom()
        elif not self._viewport.is_fitted:
            precise = event.pixelDelta()
            self._viewport.pan(QPointF(turned) / 2 if precise.isNull() else QPointF(precise))
            self.update()
        else:
            event.ignore()
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Two fingers apart: closer, on a touchpad or a screen."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._pinch(1 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self.mapFromGlobal(pinch.hotSpot().toPoint())
                self._pinch(pinch.scaleFactor(), QPointF(middle))
                return True
        return super().event(event)

    def _pinch(self, factor: float, at: QPointF) -> None:
        if self._has_picture():
            self._viewport.zoom_to(self._viewport.zoom * factor, at)
            self._show_zoom()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the face, its corner, or a picture that is close."""
        point = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self._has_picture():
            self._held = self._inset.hold(self._viewport.room, point)
            if self._held is None and not self._viewport.is_fitted:
                self._held = PictureDrag(self._viewport, point)
        if self._held is None:
            super().mousePressEvent(event)
        self._show_cursor(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take along what is held; else tell what could be."""
        if self._held is not None:
            self._held.move(event.position())
            self.update()
        self._show_cursor(event.position())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it there."""
        if self._held is not None and event.button() == Qt.MouseButton.LeftButton:
            self._held.finish()
            self._held = None
            self._show_cursor(event.position())
            self.update()
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The face's grips go with the pointer."""
        self._show_cursor(QPointF(-1, -1))
        super().leaveEvent(event)

    def _show_cursor(self, point: QPointF) -> None:
        room = self._viewport.room
        over_face = self._inset.cursor(room, point) if self._has_picture() else None
        shape = over_face or Qt.CursorShape.ArrowCursor
        if over_face is None and not self._viewport.is_fitted and room.contains(point):
            held = self._held is not None
            shape = Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)
        words = self.tr("Drag the face anywhere, or a corner of it for another size")
        self.setToolTip(words if over_face is not None and self._held is None else "")
        if (over_face is not None) != self._over_face:
            self._over_face = over_face is not None
            self.update()

    # -- painting ----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """A comfortable size to start from."""
        return QSize(960, 540)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture's room is another one."""
        super().resizeEvent(event)
        self._take_room()
        self._show_zoom()

    def _take_room(self) -> None:
        room = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        self._viewport.set_room(room, self.devicePixelRatioF())

    def _has_picture(self) -> bool:
        return self._frame is not None or not self._image.isNull()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, picture, layers, face."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.setBrush(theme().color("sunk"))
        around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(around, _RADIUS, _RADIUS)
        if not self._has_picture():
            painter.setPen(theme().color("dim"))
            painter.setFont(font(BODY))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(48, 16, -48, -16), flags, self._words)
        else:
            self._take_room()  # the screen's ratio changes without a word to the widget
            self._paint_picture(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        image, area, seen = self.image, self._viewport.area(), self._viewport.seen()
        outline = QPainterPath()
        outline.addRoundedRect(seen, _RADIUS - _INSET + 2, _RADIUS - _INSET + 2)
        ratio, face = self.devicePixelRatioF(), self.face_area()
        painter.save()
        painter.setClipPath(outline)
        self._pixels.paint(painter, image, area, ratio=ratio, still=self._still)
        painter.restore()
        painter.save()
        room, scale = self._viewport.room, area.width() / image.width()
        self._overlays.paint(painter, area, room, face, scale=scale, time_ns=self._time_ns)
        painter.restore()
        self._inset.paint(painter, face, ratio=ratio, held=self._over_face)
