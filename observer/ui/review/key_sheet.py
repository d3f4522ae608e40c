"""The sheet of all keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.labels import text_label
from observer.ui.review.keys import KEYS, key_words
from observer.ui.theme import HEADING, SMALL, SPACE


class KeySheet(QDialog):
    """Two columns of keys with what they do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("Keys"), size=HEADING, weight=600))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        half = (len(KEYS) + 1) // 2
        for number, key in enumerate(KEYS):
            row, left = number % half, 3 * (number // half)
            caps = key_caps(key.written)
            grid.addWidget(caps, row, left, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(text_label(key_words(key), size=SMALL), row, left + 1)
        grid.setColumnMinimumWidth(2, 2 * SPACE)
        column.addLayout(grid)
        close = push_button(self.tr("Close"))
        close.clicked.connect(self.accept)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)


def key_caps(written: str) -> QWidget:
    """Keys drawn as keys, one a word."""
    caps = QWidget()
    row = QHBoxLayout(caps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for word in written.split():
        plain = word == "–"
        row.addWidget(text_label(word, size=11, tone="dim" if plain else "key"))
    caps.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return caps
