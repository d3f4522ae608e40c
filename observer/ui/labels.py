"""Text on a page, in the scale's sizes and the palette's tones."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from observer.ui.theme import BODY, font


def text_label(
    text: str = "", *, size: int = BODY, weight: int = 400, tone: str = "", wrap: bool = False
) -> QLabel:
    """A plain-text label; `tone` is dim, faint, accent, ok, rec, pill, key or empty for ink."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(size, weight))
    label.setProperty("tone", tone)
    label.setWordWrap(wrap)
    return label


def set_tone(label: QLabel, tone: str) -> None:
    """Give a label that is already shown another tone."""
    if label.property("tone") == tone:
        return
    label.setProperty("tone", tone)
    label.style().unpolish(label)
    label.style().polish(label)
