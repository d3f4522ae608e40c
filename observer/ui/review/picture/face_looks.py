"""Draws the participant's face over the picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from observer.ui.theme import theme

RADIUS_PX = 8.0
GRIP_PX = 14.0
"""How near to a corner of the face the pointer takes hold of it."""


class FaceLooks:
    """Keeps the face finely scaled for as long as it and its size stay the same."""

    def __init__(self) -> None:
        self._fine = QImage()
        self._made_of: tuple[int, int, int] = (0, 0, 0)

    def paint(
        self, painter: QPainter, area: QRectF, face: QImage, *, ratio: float, held: bool
    ) -> None:
        """Draw it with an edge that shows on any ground; with grips while the pointer is on it."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, alpha in ((4.0, 0.10), (2.0, 0.18)):
            around = area.adjusted(-spread, -spread + 1, spread, spread + 1)
            painter.setBrush(QColor.fromRgbF(0, 0, 0, alpha))
            painter.drawRoundedRect(around, RADIUS_PX + spread, RADIUS_PX + spread)
        outline = QPainterPath()
        outline.addRoundedRect(area, RADIUS_PX, RADIUS_PX)
        painter.save()
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        painter.drawImage(area, self._scaled(face, area, ratio))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = theme().color("accent") if held else QColor.fromRgbF(1, 1, 1, 0.55)
        painter.setPen(QPen(edge, 2 if held else 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PX, RADIUS_PX)
        if held:
            _paint_grips(painter, area)
        painter.restore()

    def _scaled(self, face: QImage, area: QRectF, ratio: float) -> QImage:
        size = (area.size() * ratio).toSize()
        wanted = (face.cacheKey(), size.width(), size.height())
        if wanted != self._made_of:
            self._fine = face.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._made_of = wanted
        return self._fine


def _paint_grips(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(theme().color("accent"), 1.5))
    painter.setBrush(QColor(255, 255, 255))
    for corner in (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight()):
        painter.drawEllipse(corner, 4, 4)


def grip_at(area: QRectF, point: QPointF) -> QPointF | None:
    """The corner opposite to the one that the pointer would take hold of; None for none."""
    pairs = (
        (area.topLeft(), area.bottomRight()),
        (area.topRight(), area.bottomLeft()),
        (area.bottomRight(), area.topLeft()),
        (area.bottomLeft(), area.topRight()),
    )
    for corner, opposite in pairs:
        if (corner - point).manhattanLength() <= GRIP_PX:
            return opposite
    return None
