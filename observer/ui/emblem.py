"""A quiet round picture above words that stand where nothing is yet."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from observer.ui.icons import paint_icon
from observer.ui.theme import theme

_ICON_SHARE = 0.42  # of the disc's width


class Emblem(QWidget):
    """An icon of the theme in a soft disc; `size` is the disc's, in pixels."""

    def __init__(self, icon_name: str, size: int) -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setFixedSize(QSize(size, size))
        theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc, and the icon in its middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("accent_soft"))
        painter.drawEllipse(self.rect())
        side = round(self.width() * _ICON_SHARE)
        corner = (self.width() - side) // 2
        within = QRectF(corner, corner, side, side)
        paint_icon(painter, self._icon_name, within, theme().color("accent"))
        painter.end()
