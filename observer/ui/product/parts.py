"""The few parts that every page of the shop is made of."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from observer.ui.product.look import PICTURES


def label(text: str, tone: str = "") -> QLabel:
    """A line of text; tone is one of those that the style names, or empty."""
    made = QLabel(text)
    made.setProperty("tone", tone)
    return made


def heading(text: str) -> QLabel:
    """A page's title."""
    made = QLabel(text)
    made.setObjectName("heading")
    return made


def rule() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setObjectName("rule")
    return made


def button(name: str, text: str, *, kind: str = "plain") -> QPushButton:
    """A button, found by its object name; kind is plain, main or small."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def field(name: str, title: str) -> tuple[QLineEdit, QVBoxLayout]:
    """An input line with its title above."""
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(title)
    layout = QVBoxLayout()
    layout.setSpacing(6)
    layout.addWidget(label(title, "field"))
    layout.addWidget(line)
    return line, layout


def sheet(name: str = "sheet") -> tuple[QFrame, QVBoxLayout]:
    """A panel and its layout."""
    frame = QFrame()
    frame.setObjectName(name)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(28, 28, 28, 28)
    layout.setSpacing(16)
    return frame, layout


def row(*parts: QWidget | QLayout | None) -> QHBoxLayout:
    """Parts side by side; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(12)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and out of the window."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Picture(QWidget):
    """A drawing from assets/product, filling its place; corners as round as its card's."""

    def __init__(self, name: str, *, width: int = 0, height: int, below: bool = True) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(str(PICTURES / f"{name}.svg"))
        self._drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        self._round_below = below
        self.setFixedHeight(height)
        if width:
            self.setFixedWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt's signature
        """Draw it."""
        area = QRectF(self.rect())
        radius = min(11.0, area.height() / 6)
        shape = QPainterPath()
        # Square corners below are the round ones of a taller shape, cut off.
        shape.addRoundedRect(
            area if self._round_below else area.adjusted(0, 0, 0, radius), radius, radius
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(shape)
        self._drawing.render(painter, area)
        painter.end()
