"""`200 %`: how close the picture is; a click shows the whole of it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from observer.ui.review.picture.plate import HEIGHT, paint_plate, plate_width
from observer.ui.theme import theme

_MARGIN_PX = 12
_EDGE_PX = 3  # around the plate, for the ring that shows the focus


class ZoomChip(QAbstractButton):
    """A small plate in the corner of the picture's room, there only while the picture is close."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the page
        self.setToolTip(self.tr("Show the whole picture (Ctrl 0)"))
        self.hide()

    def show_zoom(self, percent: int, room: QRectF) -> None:
        """Say how close the picture is, right above in its room."""
        self.setText(self.tr("{percent} %").format(percent=percent))
        self.setAccessibleName(self.tr("{zoom}, show the whole picture").format(zoom=self.text()))
        self.resize(self.sizeHint())
        left = room.right() - _MARGIN_PX - self.width()
        self.move(QPointF(left, room.top() + _MARGIN_PX).toPoint())
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        """The plate and the room for its ring."""
        width = plate_width(self.text()) + 2 * _EDGE_PX
        return QSize(round(width), round(HEIGHT) + 2 * _EDGE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The plate; a ring while it has the focus or the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = paint_plate(painter, QPointF(_EDGE_PX, _EDGE_PX), self.text())
        if self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 7, 7)
        painter.end()
