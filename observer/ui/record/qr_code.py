"""An address as a code that a phone's camera reads."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from observer.companion.code import code_squares

_QUIET = 4  # squares of white all around, as the standard asks (ISO/IEC 18004)
_SIDE = 264


class QrCode(QWidget):
    """Dark on white in every theme: many readers know no other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._squares: tuple[tuple[bool, ...], ...] = ()
        self._address = ""
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setAccessibleName(self.tr("Code to scan with a phone"))

    def show_address(self, address: str) -> None:
        """Draw this one."""
        if address != self._address:
            self._address = address
            self._squares = code_squares(address) if address else ()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Whole pixels, so that the edges are sharp."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        if self._squares:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(QColor("black"))
            count = len(self._squares) + 2 * _QUIET
            side = self.width() // count
            edge = (self.width() - side * len(self._squares)) // 2
            for row, squares in enumerate(self._squares):
                for column, dark in enumerate(squares):
                    if dark:
                        painter.drawRect(edge + column * side, edge + row * side, side, side)
        painter.end()
