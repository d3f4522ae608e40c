"""A bar that moves with the voice."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from observer.ui.theme import theme

_QUIETEST_DB = -60.0
"""Room noise; speech at a table lies between -40 and -12."""

_TOO_LOUD_DB = -6.0
"""Peaks clip soon above this."""

_FALL = 0.25
"""Share of the way a falling bar goes in one step, so that syllables can be seen."""


class LevelMeter(QWidget):
    """Shows one level below full scale; rises at once, falls slowly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._loud = False
        self.setMinimumWidth(72)
        self.setFixedHeight(8)
        self.setAccessibleName(self.tr("Voice level"))
        theme().changed.connect(self.update)

    @property
    def share(self) -> float:
        """How much of the bar is filled, 0 to 1."""
        return self._share

    def show_level(self, level_db: float | None) -> None:
        """Take a reading in dB below full scale, None where there is no microphone."""
        level = _QUIETEST_DB if level_db is None else level_db
        target = min(1.0, max(0.0, 1 - level / _QUIETEST_DB))
        fallen = self._share + (target - self._share) * _FALL
        self._share = target if target > self._share else fallen
        self._loud = level > _TOO_LOUD_DB
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to be seen from a chair."""
        return QSize(120, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded bar."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(palette.color("line"))
        painter.drawRoundedRect(whole, 4, 4)
        if self._share > 0.01:
            painter.setBrush(palette.color("s2" if self._loud else "ok"))
            width = max(8.0, whole.width() * self._share)
            painter.drawRoundedRect(QRectF(0, 0, width, whole.height()), 4, 4)
        painter.end()
