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


def paint_label(painter: QPainter, area: QRectF, text: str, weight: int = 400) -> None:
    """Draw as much of the text as fits, in the painter's pen, in the middle of the area's height.

    What does not fit is clipped away, with an ellipsis after the last letter that does: while a
    view zooms every room changes, and a text laid out anew for each would cost more than all else.
    """
    text = text[:_LONGEST]
    reach = _reach(text, weight)
    if not reach:
        return
    label = _prepared(text, weight)
    painter.setFont(face(weight))
    at = QPointF(area.left(), round(area.top() + (area.height() - label.size().height()) / 2))
    if reach[-1] <= area.width():
        painter.drawStaticText(at, label)
        return
    cut_px = fitting_px(text, weight, area.width())
    if cut_px:
        painter.save()
        painter.setClipRect(
            QRectF(area.left(), area.top(), cut_px, area.height()), Qt.ClipOperation.IntersectClip
        )
        painter.drawStaticText(at, label)
        painter.restore()
        painter.drawStaticText(at + QPointF(cut_px, 0), _prepared(_ELLIPSIS, weight))


def fitting_px(text: str, weight: int, room_px: float) -> float:
    """How wide the letters are that leave room for an ellipsis, 0 where not even one does."""
    reach = _reach(text, weight)
    count = bisect_right(reach, room_px - _advance(_ELLIPSIS, weight))
    while count and text[count - 1].isspace():
        count -= 1
    return reach[count - 1] if count else 0.0


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
