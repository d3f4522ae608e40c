"""A picture that fits its ground: rounded, sunk, sixteen by nine."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.ui.theme import RADIUS, font, theme


class StillPicture(QWidget):
    """Shows one pixmap at a time, and words where there is none."""

    def __init__(self, name: str, least_height: int) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._words = ""
        self.setAccessibleName(name)
        self.setMinimumHeight(least_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    @property
    def pixmap(self) -> QPixmap:
        """What is shown."""
        return self._pixmap

    def show_pixmap(self, pixmap: QPixmap, words: str = "") -> None:
        """Take a fresh look; `words` stand where the picture is null."""
        if pixmap.isNull() and self._pixmap.isNull() and words == self._words:
            return
        self._pixmap, self._words = pixmap, words
        self.update()

    def sizeHint(self) -> QSize:
        """Sixteen by nine."""
        height = self.minimumHeight()
        return QSize(height * 16 // 9, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in the middle of its ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.fillPath(ground, theme().color("sunk"))
        if self._pixmap.isNull():
            painter.setPen(theme().color("dim"))
            painter.setFont(font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        else:
            ratio = self.devicePixelRatioF()
            fitting = self._pixmap.scaled(
                self.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitting.setDevicePixelRatio(ratio)
            size = fitting.deviceIndependentSize()
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.setClipPath(ground)
            painter.drawPixmap(place.topLeft(), fitting)
        painter.end()
