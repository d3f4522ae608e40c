"""The picture that the player shows behind, small."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.ui.theme import RADIUS, theme

_LEAST_PX = 120


class Glance(QWidget):
    """Fitted into what room there is; nothing while there is no picture."""

    def __init__(self) -> None:
        super().__init__()
        self._allowed = True
        self._image = QImage()
        self._fitted = QImage()  # the same in the size that it is painted in
        self.setMinimumHeight(_LEAST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture of the moment"))

    def sizeHint(self) -> QSize:
        """As a picture of a screen."""
        return QSize(320, 180)

    def show_image(self, image: QImage) -> None:
        """Take another picture."""
        self._image, self._fitted = image, QImage()
        self.allow(self._allowed)
        self.update()

    def allow(self, allowed: bool) -> None:
        """Whether there is room for it."""
        self._allowed = allowed
        self.setVisible(allowed and not self._image.isNull())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, its corners round, in the middle."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        hints = QPainter.RenderHint
        painter.setRenderHints(hints.Antialiasing | hints.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, 0, size.width(), size.height())
        round_corners = QPainterPath()
        round_corners.addRoundedRect(area, RADIUS, RADIUS)
        painter.setClipPath(round_corners)
        ratio = self.devicePixelRatioF()
        if self._fitted.size() != size * ratio:
            self._fitted = self._image.scaled(
                size * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        painter.drawImage(area, self._fitted)
        painter.setClipping(False)
        painter.setPen(theme().color("line"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()
