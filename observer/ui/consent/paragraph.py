"""Text that is read, not skimmed: with more air between its lines than a label has."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from observer.ui.theme import font

_LEADING_PERCENT = 125


class Paragraph(QLabel):
    """One paragraph of plain words, wrapped to its width; `tone` is as of text_label."""

    def __init__(self, size: int, *, tone: str = "") -> None:
        super().__init__()
        self.words = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(font(size))
        self.setProperty("tone", tone)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str) -> None:
        """Show these words; nothing in them is markup."""
        self.words = words
        style = f"margin: 0; line-height: {_LEADING_PERCENT}%"
        self.setText(f'<p style="{style}">{escape(words)}</p>')
