"""Short texts on the timeline: measured once, cut off without asking Qt again."""

from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText

from observer.ui.theme import SMALL, font

_ELLIPSIS = "…"
_LONGEST = 120  # characters; no block is wide enough for more


@cache
def face(weight: int = 400, size: int = SMALL) -> QFont:
    """The font of a weight, made once: a view holds hundreds of labels."""
    return font(size, weight)


def label_width(text: str, weight: int = 400) -> float:
    """How many pixels the text takes."""
    reach = _reach(text[:_LONGEST], weight)
    return reach[-1] if reach else 0.0


@lru_cache(maxsize=16_384)
def elided(text: str, weight: int, room_px: int) -> str:
    """As much of the text as fits, empty where not even a letter does."""
    text = text[:_LONGEST]
    reach = _reach(text, weight)
    if not reach or reach[-1] <= room_px:
        return text
    count = bisect_right(reach, room_px - _advance(_ELLIPSIS, weight))
    return text[:count].rstrip() + _ELLIPSIS if count else ""


def paint_label(painter: QPainter, area: QRectF, text: str, weight: int = 400) -> None:
    """Draw the text in the painter's pen, in the middle of the area's height."""
    shown = elided(text, weight, int(area.width()))
    if shown:
        label = _prepared(shown, weight)
        top = area.top() + (area.height() - label.size().height()) / 2
        painter.setFont(face(weight))
        painter.drawStaticText(QPointF(area.left(), round(top)), label)


@lru_cache(maxsize=4096)
def _prepared(text: str, weight: int) -> QStaticText:
    label = QStaticText(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    label.prepare(font=face(weight))
    return label


@lru_cache(maxsize=16_384)
def _reach(text: str, weight: int) -> tuple[float, ...]:
    """Where each character ends. Kerning, which only pulls closer, is left out."""
    return tuple(accumulate(_advance(character, weight) for character in text))


@cache
def _advance(character: str, weight: int) -> float:
    return _metrics(weight).horizontalAdvance(character)


@cache
def _metrics(weight: int) -> QFontMetricsF:
    return QFontMetricsF(face(weight))
