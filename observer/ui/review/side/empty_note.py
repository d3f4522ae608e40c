"""What a list says while it is empty: a heading, a sentence, and what comes below them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from observer.ui.labels import text_label
from observer.ui.theme import SMALL, SPACE


class EmptyNote(QWidget):
    """In the middle of the room that the list would have, a little above it."""

    def __init__(self, heading: str, words: str, *parts: QWidget) -> None:
        super().__init__()
        self.heading = text_label(heading, weight=600)
        self.words = text_label(words, size=SMALL, tone="dim", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 2 * SPACE, 4 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addStretch(2)
        for label in (self.heading, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        for part in parts:
            column.addSpacing(SPACE)
            column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
