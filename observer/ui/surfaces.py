"""What pages stand on: panels, an inside that scrolls, a foot that stays in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from observer.ui.theme import GUTTER, SPACE

_START_PX = 176


def framed(spacing: int = SPACE) -> tuple[QFrame, QVBoxLayout]:
    """A panel, and the column in it."""
    panel = QFrame()
    panel.setProperty("surface", "panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(20, 2 * SPACE, 20, 2 * SPACE)
    column.setSpacing(spacing)
    return panel, column


def scrolled(inner: QWidget, *, upright: bool = True) -> QScrollArea:
    """Scrolls where the inside is larger than the window; `upright` up and down alone.

    Then it takes no keys either: whatever has them is brought into sight.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if upright:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner.setProperty("surface", "clear")
    area.setWidget(inner)
    return area


def start_foot(start: QPushButton, words: QWidget) -> QFrame:
    """The button that starts, beside it what is missing for that, however small the window is."""
    bar = QFrame()
    bar.setProperty("surface", "foot")
    row = QHBoxLayout(bar)
    row.setContentsMargins(GUTTER + SPACE, 12, GUTTER + SPACE, 12)
    row.setSpacing(2 * SPACE)
    start.setMinimumWidth(_START_PX)
    row.addWidget(start)
    row.addWidget(words, 1)
    return bar
