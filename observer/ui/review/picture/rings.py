"""Rings where the hand clicked; another button than the left one says its name."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from observer.model.clock import NS_PER_MS
from observer.ui.review.picture.hand import Points
from observer.ui.review.picture.plate import paint_plate
from observer.ui.review.picture.scene import CASING, Scene

RING_NS = 450 * NS_PER_MS
"""Long enough to be noticed, gone before the next deliberate click."""

_LEFT, _OTHER = "#d9480f", "#1a6fb8"  # at 3:1 and more on the light casing, whatever lies below


class Rings:
    """Overlay: two circles that grow and fade for the left button, two squares for others."""

    def __init__(self) -> None:
        self.presses = Points()

    def is_seen(self, time_ns: int, since_ns: int) -> bool:
        """Whether a button was pressed lately."""
        return bool(self.presses.between(max(since_ns, time_ns - RING_NS), time_ns))

    def paint(self, painter: QPainter, scene: Scene) -> float:
        """Draw the clicks of the last moment."""
        first_ns = max(scene.since_ns, scene.time_ns - RING_NS)
        for index in self.presses.between(first_ns, scene.time_ns):
            age = (scene.time_ns - self.presses.times_ns[index]) / RING_NS
            centre = scene.place(self.presses.xs[index], self.presses.ys[index])
            self._paint_ring(painter, centre, age, self.presses.buttons[index])
        return 0.0

    def _paint_ring(self, painter: QPainter, centre: QPointF, age: float, button: str) -> None:
        left = button in ("left", "")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for radius, opacity in ((11 + 9 * age, 0.95 - 0.6 * age), (15 + 18 * age, 0.4 - 0.4 * age)):
            for color, width in ((CASING, 6.0), (QColor(_LEFT if left else _OTHER), 3.0)):
                tone = QColor(color)
                tone.setAlphaF(color.alphaF() * max(0.0, opacity))
                painter.setPen(QPen(tone, width))
                if left:
                    painter.drawEllipse(centre, radius, radius)
                else:
                    side = radius * 1.8
                    square = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
                    painter.drawRoundedRect(square, 5, 5)
        if not left:
            paint_plate(painter, centre + QPointF(26, -12), button_words(button), 1 - age**3)


def button_words(button: str) -> str:
    """What a mouse button is called, in the user's language."""
    words = {
        "right": "right",
        "middle": "middle",
        "back": "back",
        "forward": "forward",
    }.get(button, "left")
    return QCoreApplication.translate("Rings", words)
