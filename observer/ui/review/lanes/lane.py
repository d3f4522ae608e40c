"""What every row of the timeline has: a name, a height, and a way to paint itself."""

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from observer.ui.review.time_scale import TimeScale
from observer.ui.theme import SMALL, SPACE, font, theme

_ROUNDED_PX = 8  # narrower blocks have no corners to speak of, and there may be thousands


class Lane:
    """One row. It paints with its own top left corner at 0, 0 and time running to the right.

    `words` stand in for the content while there is none: why it is empty, or that it is coming.
    """

    height = 36

    def __init__(self, title: str) -> None:
        self.title = title
        self.words = ""

    def paint(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw the row."""
        if self.words:
            self.paint_words(painter, size)
        else:
            self.paint_content(painter, size, scale)

    def paint_content(self, painter: QPainter, size: QSizeF, scale: TimeScale) -> None:
        """Draw what the row holds."""
        raise NotImplementedError

    def paint_words(self, painter: QPainter, size: QSizeF) -> None:
        """Say why there is nothing to see."""
        painter.setFont(font(SMALL))
        painter.setPen(theme().color("faint"))
        painter.drawText(
            QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignVCenter, self.words
        )


def paint_block(
    painter: QPainter, rect: QRectF, fill: QColor, ink: QColor, text: str, weight: int = 400
) -> None:
    """A rounded block with its text cut off where it ends, readable while its start is off view."""
    if rect.width() < _ROUNDED_PX:
        painter.fillRect(rect, fill)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, 5, 5)
    left = max(rect.left(), 0.0) + SPACE
    room = rect.right() - left - 4
    if not text or room < 6:
        return
    face = font(SMALL, weight)
    painter.setFont(face)
    painter.setPen(ink)
    shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, room)
    if shown == "…":
        return
    painter.drawText(
        QRectF(left, rect.top(), room + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown
    )


def say(text: str) -> str:
    """A lane's words in the user's language."""
    return QCoreApplication.translate("Lane", text)
