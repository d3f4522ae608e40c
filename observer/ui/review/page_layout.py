"""Where the parts of the page stand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from observer.ui.theme import SPACE

_ACROSS = (1064, 376)  # pixels for the picture and the side panel, in a window of 1440
_DOWN = (520, 330)  # and for those above the timeline


def lay_out(
    page: QWidget, header: QWidget, watching: list[QWidget], side: QWidget, timeline: QWidget
) -> None:
    """The header on top, the picture beside the side panel, and the timeline below them."""
    across = _splitter(Qt.Orientation.Horizontal, _watching(watching), side)
    across.setSizes(_ACROSS)
    down = _splitter(Qt.Orientation.Vertical, across, timeline)
    down.setSizes(_DOWN)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    column.addWidget(down, 1)


def _splitter(way: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
    """Room that comes to spare is the first one's."""
    splitter = QSplitter(way)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setStretchFactor(0, 1)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    return splitter


def _watching(parts: list[QWidget]) -> QWidget:
    """One below the other; the last but one, the picture, takes the room."""
    watching = QWidget()
    column = QVBoxLayout(watching)
    column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE + 4)
    column.setSpacing(SPACE + 4)
    for part in parts:
        column.addWidget(part)
    column.setStretch(len(parts) - 2, 1)
    return watching
