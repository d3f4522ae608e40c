"""What is dragged over the board: moments, or a whole finding."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from observer.ui.theme import BODY, RADIUS, font, theme

_MOMENTS = "application/x-observer-moments"
_FINDING = "application/x-observer-finding"


def carry_moments(moment_ids: Sequence[str]) -> QMimeData:
    """Moments on their way to a finding."""
    data = QMimeData()
    data.setData(_MOMENTS, "\n".join(moment_ids).encode())
    return data


def carry_finding(finding_id: str) -> QMimeData:
    """A finding on its way to another, or to another state."""
    data = QMimeData()
    data.setData(_FINDING, finding_id.encode())
    return data


def carried_moments(data: QMimeData) -> list[str]:
    """The moments that are dragged; none where it is something else."""
    told = bytes(data.data(_MOMENTS).data()).decode() if data.hasFormat(_MOMENTS) else ""
    return [one for one in told.split("\n") if one]


def carried_finding(data: QMimeData) -> str:
    """The finding that is dragged; empty where it is something else."""
    return bytes(data.data(_FINDING).data()).decode() if data.hasFormat(_FINDING) else ""


def drag(source: QWidget, data: QMimeData, words: str) -> None:
    """Drag it, shown as a small plate with these words, until it is let go."""
    carrier = QDrag(source)
    carrier.setMimeData(data)
    carrier.setPixmap(_plate(source, words))
    carrier.setHotSpot(QPoint(12, 18))
    carrier.exec(Qt.DropAction.MoveAction)


def _plate(source: QWidget, words: str) -> QPixmap:
    palette = theme().palette
    face = font(BODY, 600)
    shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, 240)
    width, height = QFontMetrics(face).horizontalAdvance(shown) + 28, 36
    ratio = source.devicePixelRatioF()
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color("accent"))
    painter.drawRoundedRect(QRectF(0, 0, width, height), RADIUS, RADIUS)
    painter.setPen(palette.color("accent_ink"))
    painter.setFont(face)
    painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, shown)
    painter.end()
    return pixmap
