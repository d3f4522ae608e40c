"""A score on its scale, set beside the average that others measured."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.ui.after.score_words import Reading
from observer.ui.theme import SMALL, font, theme

_DOT = 6.0


class ScoreBar(QWidget):
    """The score is a dot, the average a stroke; the scale's ends stand below in words."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(reading.source)
        self.setAccessibleName(f"{reading.figure}. {reading.meaning}")
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Long enough to tell ten points of a hundred apart."""
        return QSize(240, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, the way to the score, stroke, dot, and the words."""
        palette, reading = theme().palette, self._reading
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(0, 7, self.width(), 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("sunk"))
        painter.drawRoundedRect(ground, 4, 4)
        reach = self.width() - 2 * (_DOT + 1)
        score, average = (_DOT + 1 + reach * place for place in (reading.place, reading.average))
        painter.setBrush(palette.color("accent_soft"))
        painter.drawRoundedRect(QRectF(0, 7, score, 8), 4, 4)
        painter.setPen(QPen(palette.color("ink"), 2))
        painter.drawLine(QPointF(average, 2), QPointF(average, 20))
        painter.setPen(QPen(palette.color("panel"), 2))
        painter.setBrush(palette.color("accent"))
        painter.drawEllipse(QPointF(score, 11), _DOT, _DOT)
        self._paint_words(painter, average)
        painter.end()

    def _paint_words(self, painter: QPainter, average: float) -> None:
        face = font(SMALL)
        painter.setFont(face)
        painter.setPen(theme().color("dim"))
        line = QRectF(0, 22, self.width(), 18)
        low, high = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(line, low, self._reading.low)
        painter.drawText(line, high, self._reading.high)
        words = self.tr("average")
        wide = painter.fontMetrics().horizontalAdvance(words)
        box = QRectF(average - wide / 2, 22, wide, 18)
        ends = [painter.fontMetrics().horizontalAdvance(end) + 8 for end in
                (self._reading.low, self._reading.high)]  # fmt: skip
        if box.left() > ends[0] and box.right() < self.width() - ends[1]:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
