"""A figure in words that opens what it stands on, by a press or by Return."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel

from observer.ui.theme import BODY, font, theme


class FigureLabel(QLabel):
    """Quiet until it is pointed at; one that says nothing cannot be reached."""

    EDGE_PX = 4
    """Around the words, for the edge that shows where the keys go."""

    pressed = Signal()

    def __init__(self, *, size: int = BODY, weight: int = 400, tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, weight))
        self.setProperty("tone", tone)
        self.setWordWrap(True)
        self.setContentsMargins(self.EDGE_PX, 1, self.EDGE_PX, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Say this."""
        super().setText(text)
        reach = Qt.FocusPolicy.StrongFocus if text else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(reach)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space open it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self._underline(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Quiet again."""
        self._underline(False)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And where they went away from."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and an edge while the keys go here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
            painter.end()

    def _underline(self, shown: bool) -> None:
        face = self.font()
        face.setUnderline(shown)
        self.setFont(face)


def flush(label: FigureLabel) -> QHBoxLayout:
    """Its words begin where those above and below begin."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addSpacing(-FigureLabel.EDGE_PX)
    row.addWidget(label, 1)
    return row
