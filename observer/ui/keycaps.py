"""Keys drawn as keys: as widgets in a row, or painted in a list."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from observer.ui.key_names import OR
from observer.ui.labels import text_label
from observer.ui.theme import font, theme

_SIZE = 11
_GAP = 4
_INSET = 6
_HEIGHT = 20
_PLAIN = {"–", OR}


def key_caps(written: str) -> QWidget:
    """Keys drawn as keys, one a word."""
    caps = QWidget()
    row = QHBoxLayout(caps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    for word in written.split():
        row.addWidget(text_label(word, size=_SIZE, tone="dim" if word in _PLAIN else "key"))
    caps.setAccessibleName(written)
    caps.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return caps


def caps_width(written: str) -> float:
    """How wide `paint_caps` draws."""
    words = written.split()
    return sum(_width(word) for word in words) + _GAP * max(0, len(words) - 1)


def paint_caps(
    painter: QPainter, left: float, middle: float, written: str, faint: bool = False
) -> None:
    """The keys in a row, centred on a height."""
    painter.setFont(font(_SIZE))
    for word in written.split():
        cap = QRectF(left, middle - _HEIGHT / 2, _width(word), _HEIGHT)
        if word not in _PLAIN:
            painter.setPen(QPen(theme().color("line"), 1))
            painter.setBrush(theme().color("sunk"))
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme().color("faint" if faint else "dim"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, word)
        left += cap.width() + _GAP


def _width(word: str) -> float:
    inset = 0 if word in _PLAIN else 2 * _INSET
    return max(QFontMetricsF(font(_SIZE)).horizontalAdvance(word) + inset, _HEIGHT if inset else 0)
