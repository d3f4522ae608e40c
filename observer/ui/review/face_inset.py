"""Where the participant's face lies in the picture, and how it is drawn."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

CORNERS = 4
"""Bottom right, then clockwise."""

_SHARE = 0.2  # of the picture's width: expressions can be read, and little is hidden
_LEAST_PX, _MOST_PX = 96.0, 288.0
_TALLEST_SHARE = 0.35  # of the picture's height, for a face taller than wide
_MARGIN_PX = 12.0
_RADIUS_PX = 8.0


def inset_area(picture: QRectF, face: QSize, corner: int) -> QRectF:
    """The face's place in the picture's area, in a corner."""
    width = min(_MOST_PX, max(_LEAST_PX, picture.width() * _SHARE))
    room = QSizeF(width, max(1.0, picture.height() * _TALLEST_SHARE))
    size = QSizeF(face).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    inner = picture.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
    left = inner.right() - size.width() if corner in (0, 3) else inner.left()
    top = inner.bottom() - size.height() if corner in (0, 1) else inner.top()
    return QRectF(QPointF(round(left), round(top)), size.toSize().toSizeF())


def paint_inset(painter: QPainter, area: QRectF, face: QImage, ratio: float) -> None:
    """Draw the face finely scaled, with an edge that shows on any ground."""
    outline = QPainterPath()
    outline.addRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for spread, alpha in ((4.0, 0.10), (2.0, 0.18)):
        shadow = QPainterPath()
        around = area.adjusted(-spread, -spread + 1, spread, spread + 1)
        shadow.addRoundedRect(around, _RADIUS_PX + spread, _RADIUS_PX + spread)
        painter.fillPath(shadow, QColor.fromRgbF(0, 0, 0, alpha))
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    size = (area.size() * ratio).toSize()
    fine = face.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    painter.drawImage(area, fine)
    painter.restore()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor.fromRgbF(1, 1, 1, 0.55), 1))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
    painter.restore()
