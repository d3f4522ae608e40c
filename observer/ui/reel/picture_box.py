"""A picture of 16 to 9 with round corners, small in a row or large beside them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.ui.theme import BODY, font, theme

_RADIUS = 8


class PictureBox(QWidget):
    """Shows an image as large as it fits, on black; words where there is none."""

    def __init__(self, width: int = 0) -> None:
        super().__init__()
        self.image = QImage()
        self.words = ""
        self.is_current = False
        if width:
            self.setFixedSize(width, width * 9 // 16)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self.setMinimumSize(240, 135)
        theme().changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Another picture."""
        self.image = image
        self.update()

    def set_current(self, current: bool) -> None:
        """Whether it is the one that is shown large."""
        if current != self.is_current:
            self.is_current = current
            self.update()

    def show_words(self, words: str) -> None:
        """No picture, and why."""
        self.image, self.words = QImage(), words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in its proportions, in the middle."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        room = QRectF(self.rect())
        width = min(room.width(), room.height() * 16 / 9)
        screen = QRectF(0, 0, width, width * 9 / 16)
        screen.moveCenter(room.center())
        outline = QPainterPath()
        outline.addRoundedRect(screen, _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(
            screen, theme().color("sunk") if self.image.isNull() else Qt.GlobalColor.black
        )
        if self.image.isNull():
            painter.setPen(theme().color("dim"))
            painter.setFont(font(BODY))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(screen, flags, self.words)
        else:
            scale = min(screen.width() / self.image.width(), screen.height() / self.image.height())
            shown = QRectF(0, 0, self.image.width() * scale, self.image.height() * scale)
            shown.moveCenter(screen.center())
            ratio = self.devicePixelRatioF()
            fitting = self.image
            if shown.width() * ratio < self.image.width() / 2:  # Qt's smooth painting skips pixels
                fitting = self.image.scaledToWidth(
                    round(shown.width() * ratio), Qt.TransformationMode.SmoothTransformation
                )
            painter.drawImage(shown, fitting)
        width = 2.0 if self.is_current else 1.0
        painter.setPen(QPen(theme().color("accent" if self.is_current else "line"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setClipping(False)
        half = width / 2
        edge = screen.adjusted(half, half, -half, -half)
        painter.drawRoundedRect(edge, _RADIUS - half, _RADIUS - half)
        painter.end()
