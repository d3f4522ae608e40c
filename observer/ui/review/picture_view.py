"""The picture on screen, rings where the hand clicked, and the participant's face."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSettings, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.model.clock import NS_PER_MS
from observer.model.samples import InputEvent, InputKind
from observer.ui.review.face_inset import CORNERS, inset_area, paint_inset
from observer.ui.theme import BODY, font, theme

RING_NS = 450 * NS_PER_MS  # long enough to be noticed, gone before the next deliberate click
_INSET = 8
_RADIUS = 12
_CORNER = "review/face-corner"


class PictureView(QWidget):
    """Letterboxes the recording on a dark ground; scaled finely while it stands still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._fine = QPixmap()
        self._still = True
        self._time_ns = 0
        self._clicks: list[tuple[int, int, int]] = []
        self._click_times: list[int] = []
        self._words = ""
        self._face = QImage()
        self._corner = _stored_corner()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setAccessibleName(self.tr("Picture of the screen"))
        theme().changed.connect(self.update)

    @property
    def image(self) -> QImage:
        """The picture shown, in its own size."""
        return self._image

    def clear(self, words: str = "") -> None:
        """Show no picture but these words."""
        self._image, self._fine, self._words = QImage(), QPixmap(), words
        self.set_clicks(())
        self.update()

    def show_frame(self, frame: QVideoFrame) -> None:
        """Show a picture of the player's."""
        self._image, self._fine = frame.toImage(), QPixmap()
        self.update()

    def show_face(self, face: QImage) -> None:
        """Show the participant's face in a corner; a null image shows none."""
        self._face = face
        self.update()

    def move_face(self) -> None:
        """Put the face into the next corner, where it hides something else; this is remembered."""
        self._corner = (self._corner + 1) % CORNERS
        QSettings().setValue(_CORNER, self._corner)
        self.update()

    def face_area(self) -> QRectF:
        """Where the face lies, empty where none is shown."""
        if self._face.isNull() or self._image.isNull():
            return QRectF()
        return inset_area(self._picture_area(), self._face.size(), self._corner)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the face moves it."""
        if event.button() == Qt.MouseButton.LeftButton and self._over_face(event):
            self.move_face()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell that the face can be clicked."""
        over = self._over_face(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self.tr("Click to move the face to the next corner") if over else "")
        super().mouseMoveEvent(event)

    def _over_face(self, event: QMouseEvent) -> bool:
        return self.face_area().contains(event.position())

    def set_still(self, still: bool) -> None:
        """Whether there is time for fine scaling: not while it plays."""
        self._still = still
        self.update()

    def set_clicks(self, events: Iterable[InputEvent]) -> None:
        """Take the session's input; x and y are pixels of the picture."""
        self._clicks = [(e.time_ns, e.x, e.y) for e in events if e.kind is InputKind.PRESS]
        self._click_times = [time for time, _, _ in self._clicks]

    def set_time(self, time_ns: int) -> None:
        """The moment shown, which decides on the rings."""
        had_rings = bool(self._rings())
        self._time_ns = time_ns
        if had_rings or self._rings():
            self.update()

    def sizeHint(self) -> QSize:
        """A comfortable size to start from."""
        return QSize(960, 540)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The finely scaled picture is for one size only."""
        self._fine = QPixmap()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, picture, rings."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.setBrush(theme().color("sunk"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
        )
        if self._image.isNull():
            painter.setPen(theme().color("dim"))
            painter.setFont(font(BODY))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(48, 16, -48, -16), flags, self._words)
        else:
            self._paint_picture(painter, self._picture_area())
        painter.end()

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(area, _RADIUS - _INSET + 2, _RADIUS - _INSET + 2)
        painter.setClipPath(outline)
        if self._still:
            painter.drawPixmap(area.topLeft(), self._finely_scaled(area.size()))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._image)
        for age, x, y in self._rings():
            self._paint_ring(painter, area, age, x, y)
        if not self._face.isNull():
            paint_inset(painter, self.face_area(), self._face, self.devicePixelRatioF())

    def _paint_ring(self, painter: QPainter, area: QRectF, age: float, x: int, y: int) -> None:
        scale = area.width() / self._image.width()
        centre = area.topLeft() + QPointF(x * scale, y * scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for radius, opacity in ((11 + 9 * age, 0.9 - 0.6 * age), (15 + 18 * age, 0.4 - 0.4 * age)):
            color = theme().color("s3")
            color.setAlphaF(max(0.0, opacity))
            painter.setPen(QPen(color, 3))
            painter.drawEllipse(centre, radius, radius)

    def _finely_scaled(self, size: QSizeF) -> QPixmap:
        if self._fine.isNull():
            ratio = self.devicePixelRatioF()
            scaled = self._image.scaled(
                (size * ratio).toSize(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._fine = QPixmap.fromImage(scaled)
            self._fine.setDevicePixelRatio(ratio)
        return self._fine

    def _picture_area(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        size = QSizeF(self._image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = round(room.center().x() - size.width() / 2)
        top = round(room.center().y() - size.height() / 2)
        return QRectF(left, top, round(size.width()), round(size.height()))

    def _rings(self) -> list[tuple[float, int, int]]:
        """Clicks of the last moment: their age, 0 to 1, and place."""
        first = bisect_left(self._click_times, self._time_ns - RING_NS)
        last = bisect_right(self._click_times, self._time_ns)
        return [((self._time_ns - at) / RING_NS, x, y) for at, x, y in self._clicks[first:last]]


def _stored_corner() -> int:
    stored = str(QSettings().value(_CORNER, 0))
    return int(stored) % CORNERS if stored.isdecimal() else 0
