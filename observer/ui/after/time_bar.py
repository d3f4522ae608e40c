"""The time an attempt took as a bar, with a stroke where it was expected to end."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from observer.ui.theme import theme


class TimeBar(QWidget):
    """`taken_ns` of `expected_ns`; 0 expected means that nobody said, and draws no stroke.

    The bar ends at the longer of both, so that what took twice as long looks it.
    """

    def __init__(self, taken_ns: int, expected_ns: int) -> None:
        super().__init__()
        self._taken_ns = taken_ns
        self._expected_ns = expected_ns
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Long enough to compare by eye."""
        return QSize(180, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, what it took, and the stroke."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("line"), 0))
        painter.setBrush(palette.color("sunk"))
        ground = QRectF(0.5, 4.5, self.width() - 1, 7)
        painter.drawRoundedRect(ground, 3.5, 3.5)
        whole_ns = max(self._taken_ns, self._expected_ns, 1)
        over = 0 < self._expected_ns < self._taken_ns
        painter.setPen(QPen(palette.color("s2" if over else "accent"), 0))
        painter.setBrush(palette.color("s2" if over else "accent"))
        taken = QRectF(ground)
        taken.setWidth(max(7.0, ground.width() * self._taken_ns / whole_ns))
        painter.drawRoundedRect(taken, 3.5, 3.5)
        if self._expected_ns:
            x = ground.left() + ground.width() * self._expected_ns / whole_ns
            painter.setPen(QPen(palette.color("ink"), 2))
            x = min(x, self.width() - 1.5)
            painter.drawLine(round(x), 1, round(x), 15)
        painter.end()
