"""A title card as a picture: quiet, set from the left, the same in whatever theme."""

from collections.abc import Sequence

import numpy as np

from observer.capture.opencv import cv2
from observer.export.drawing.ground import Plane
from observer.export.drawing.lettering import Color, Type, rounded, wrapped, write
from observer.model.reel import TitleCard

# The dark theme's bg, ink, dim and accent.
_GROUND: Color = (23, 25, 28)
_INK: Color = (236, 234, 230)
_DIM: Color = (167, 173, 182)
_ACCENT: Color = (98, 182, 171)

_MARGIN_SHARE = 0.11  # of the width, on both sides: lines of text stay short enough to be read
_LEADING = 1.28
_RISE = 0.8  # of a line's height lies above the letters' foot
# Sizes at 1080p, the largest that fits in the lines beside it; the last one is cut off.
_TITLE_SIZES = ((92, 2), (72, 3), (56, 4))
_QUOTE_SIZES = ((76, 3), (60, 4), (46, 6))
_SMALL_PX, _SMALL_LINES = 36, 3
_RULE = (88, 8)
_RULE_GAP_PX, _PART_GAP_PX = 52, 40


class _Part:
    """Lines of one type, and the room above them."""

    def __init__(self, lines: Sequence[str], type_: Type, ink: Color, gap: int) -> None:
        self.lines, self.type, self.ink, self.gap = lines, type_, ink, gap
        self.leading = round(type_.px * _LEADING)

    @property
    def height(self) -> int:
        """Without the gap, from the first line's top to the last one's foot."""
        return self.leading * (len(self.lines) - 1) + self.type.px


def draw_card(card: TitleCard, width: int, height: int) -> Plane:
    """The card as a picture in BGR of that size."""
    bgr = np.full((height, width, 3), _GROUND[::-1], np.uint8)
    scale = min(width / 1920, height / 1080)
    margin = round(width * _MARGIN_SHARE)
    parts = _parts(card, width - 2 * margin, scale)
    rule_width, rule_height = (max(2, round(side * scale)) for side in _RULE)
    rule_gap = round(_RULE_GAP_PX * scale)
    tall = rule_height + rule_gap + sum(part.gap + part.height for part in parts)
    y = max(margin // 4, round((height - tall) * 0.46))  # the eye's middle lies a little higher
    _rule(bgr, margin, y, rule_width, rule_height)
    y += rule_height + rule_gap
    for part in parts:
        y += part.gap
        for number, line in enumerate(part.lines):
            foot = y + round(part.type.px * _RISE) + number * part.leading
            write(bgr, line, (margin, foot), part.type, part.ink)
        y += part.height
    return bgr


def _parts(card: TitleCard, width: int, scale: float) -> list[_Part]:
    parts: list[_Part] = []
    gap = round(_PART_GAP_PX * scale)
    small = Type(max(8, round(_SMALL_PX * scale)))
    if card.quote.strip():
        lines, type_ = _fitted(f"“{card.quote.strip()}”", _QUOTE_SIZES, width, scale, bold=False)
        parts.append(_Part(lines, type_, _INK, 0))
        if card.title.strip():
            parts.append(_Part(wrapped(card.title, small, width, 1), small, _INK, gap))
    elif card.title.strip():
        lines, type_ = _fitted(card.title, _TITLE_SIZES, width, scale, bold=True)
        parts.append(_Part(lines, type_, _INK, 0))
    if card.words.strip():
        lines = wrapped(card.words, small, width, _SMALL_LINES)
        near = gap // 3 if card.quote.strip() and card.title.strip() else gap
        parts.append(_Part(lines, small, _DIM, near if parts else 0))
    return parts


def _fitted(
    text: str, sizes: Sequence[tuple[int, int]], width: int, scale: float, *, bold: bool
) -> tuple[list[str], Type]:
    """The text in the largest of the sizes in whose lines it fits."""
    for px, most_lines in sizes:
        type_ = Type(max(8, round(px * scale)), bold)
        if len(wrapped(text, type_, width, len(text) + 1)) <= most_lines:
            break
    return wrapped(text, type_, width, most_lines), type_


def _rule(bgr: Plane, x: int, y: int, width: int, height: int) -> None:
    part = bgr[y : y + height, x : x + width]
    share = rounded(width, height, height // 2)[..., None].astype(np.float32) / 255
    mixed = part * (1 - share) + np.array(_ACCENT[::-1], np.float32) * share
    part[:] = np.rint(mixed).astype(np.uint8)


def card_png(card: TitleCard, width: int, height: int) -> bytes:
    """The card as a PNG, for a look at it."""
    _, encoded = cv2.imencode(".png", draw_card(card, width, height))
    return encoded.tobytes()
