"""The few parts that every page of the shop is made of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from observer.ui.product.look import PICTURES


def label(text: str, tone: str = "") -> QLabel:
    """A line of text; tone is empty, dim, error, price or step."""
    made = QLabel(text)
    made.setProperty("tone", tone)
    return made


def heading(text: str) -> QLabel:
    """A page's title."""
    made = QLabel(text)
    made.setObjectName("heading")
    return made


def button(name: str, text: str, *, main: bool = False) -> QPushButton:
    """A button, found by its object name."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setProperty("kind", "main" if main else "plain")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def field(name: str, title: str, layout: QVBoxLayout) -> QLineEdit:
    """A titled input line, added to `layout`."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(title)
    layout.addWidget(label(title))
    layout.addWidget(made)
    return made


def sheet(name: str = "sheet") -> tuple[QFrame, QVBoxLayout]:
    """A white panel and its layout."""
    frame = QFrame()
    frame.setObjectName(name)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(8)
    return frame, layout


def row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(8)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


class Picture(QWidget):
    """A drawing from assets/product, as wide as its place."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(str(PICTURES / f"{name}.svg"))
        self.setFixedHeight(176)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt's signature
        """Draw it."""
        painter = QPainter(self)
        self._drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawing.render(painter, self.rect().toRectF())
        painter.end()
