"""What an overlay is told when it is asked to draw."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment on screen: where the whole picture lies, which part of it is seen.

    `scale` is widget pixels a picture's pixel. Nothing before `since_ns` has a place in the
    picture: the screen had another size. `foot` is where words are set, clear of the face.
    """

    area: QRectF
    seen: QRectF
    foot: QRectF
    scale: float
    time_ns: int
    since_ns: int = 0

    def place(self, x: float, y: float) -> QPointF:
        """Where the middle of a picture's pixel lies in the widget."""
        return QPointF(
            self.area.left() + (x + 0.5) * self.scale, self.area.top() + (y + 0.5) * self.scale
        )


class Overlay(Protocol):
    """Something drawn over the picture."""

    def is_seen(self, time_ns: int, since_ns: int) -> bool:
        """Whether there is anything to draw at this moment."""
        ...

    def paint(self, painter: QPainter, scene: Scene) -> float:
        """Draw it; how much of the foot's height it took, from below."""
        ...


GROUND = QColor(20, 22, 26, 232)
"""Behind words on a picture of any colour: white on it reads at 12:1 at the least."""

INK = QColor(255, 255, 255)
QUIET_INK = QColor(203, 207, 214)
CASING = QColor(255, 255, 255, 150)
"""Around a coloured line, so that it shows on a ground of its own colour."""
