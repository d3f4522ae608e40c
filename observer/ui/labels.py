"""Text on a page, in the scale's sizes and the palette's tones."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from observer.ui.theme import BODY, font


def text_label(
    text: str = "", *, size: int = BODY, weight: int = 400, tone: str = "", wrap: bool = False
) -> QLabel:
    """A plain-text label; `tone` is dim, faint, accent, ok, rec, pill, key or empty for ink."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(size, weight))
    label.setProperty("tone", tone)
    label.setWordWrap(wrap)
    return label


class ShortLabel(QLabel):
    """A strong line that is shortened in its middle where there is no room for all of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(BODY, 600))
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of it as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


def set_tone(label: QLabel, tone: str) -> None:
    """Give a label that is already shown another tone."""
    if label.property("tone") == tone:
        return
    label.setProperty("tone", tone)
    label.style().unpolish(label)
    label.style().polish(label)
