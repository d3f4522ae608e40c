"""Words as stamps: a chip of dark glass with text on it.

The letters are Rubik, which comes within OpenCV: sharp at every size and in most scripts.
"""

import threading
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from observer.capture.opencv import cv2
from observer.export.drawing.ground import Plane, Stamp, make_stamp

Color = tuple[int, int, int]
"""Red, green, blue."""

INK: Color = (255, 255, 255)
GLASS: Color = (23, 25, 28)
_GLASS_COVER = 236  # of 255: what lies behind shimmers through, and never competes with the words
_MEDIUM, _BOLD = 500, 650
# A font of OpenCV draws for one caller at a time.
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Type:
    """How large letters are drawn, in pixels."""

    px: int
    bold: bool = False


@lru_cache(maxsize=1)
def _face() -> "cv2.FontFace":
    return cv2.FontFace("sans")


def text_width(text: str, type_: Type) -> int:
    """How wide the text is drawn, in pixels."""
    with _lock:
        _x, _y, width, _height = cv2.getTextSize(
            (0, 0), text, (0, 0), _face(), type_.px, _weight(type_)
        )
    return int(width)


def wrapped(text: str, type_: Type, width: int, most_lines: int) -> list[str]:
    """The text in lines no wider than `width` pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, type_) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], f"{lines[most_lines - 1]} …"]
    return [_shortened(line, type_, width) for line in lines]


def chip(
    lines: list[str],
    type_: Type,
    *,
    ink: Color = INK,
    glass: Color = GLASS,
    least_width: int = 0,
    solid: bool = False,
) -> Stamp:
    """A stamp of these lines on rounded glass; `solid` lets nothing shimmer through."""
    px = type_.px
    pad_x, pad_y, leading = round(px * 0.6), round(px * 0.42), round(px * 1.35)
    text_px = max([least_width, *(text_width(line, type_) for line in lines)])
    width, height = text_px + 2 * pad_x, leading * (len(lines) - 1) + px + 2 * pad_y
    bgr = np.full((height, width, 3), glass[::-1], np.uint8)
    for number, line in enumerate(lines):
        write(bgr, line, (pad_x, pad_y + round(px * 0.84) + number * leading), type_, ink)
    shape = rounded(width, height, round(px * 0.4))
    written = np.abs(bgr.astype(np.int16) - np.array(glass[::-1], np.int16)).max(axis=2) > 8
    share = np.full((height, width), 255 if solid else _GLASS_COVER, np.uint16)
    share[written] = 255
    return make_stamp(bgr, (share * shape // 255).astype(np.uint8))


def write(bgr: Plane, text: str, place: tuple[int, int], type_: Type, ink: Color) -> None:
    """Write a line on a picture in BGR; its letters stand on `place`."""
    with _lock:
        cv2.putText(bgr, text, place, ink[::-1], _face(), type_.px, _weight(type_))


def rounded(width: int, height: int, radius: int) -> Plane:
    """A cover in the shape of a rectangle with soft round corners."""
    fine = 4
    size = (height * fine, width * fine)
    large = np.zeros(size, np.uint8)
    r = max(1, min(radius, width // 2, height // 2)) * fine
    cv2.rectangle(large, (r, 0), (size[1] - r - 1, size[0] - 1), (255,), -1)
    cv2.rectangle(large, (0, r), (size[1] - 1, size[0] - r - 1), (255,), -1)
    for x in (r, size[1] - r - 1):
        for y in (r, size[0] - r - 1):
            cv2.circle(large, (x, y), r, (255,), -1)
    small = cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _weight(type_: Type) -> int:
    return _BOLD if type_.bold else _MEDIUM


def _shortened(line: str, type_: Type, width: int) -> str:
    if text_width(line, type_) <= width:
        return line
    while len(line) > 1 and text_width(f"{line}…", type_) > width:
        line = line[:-1].rstrip()
    return f"{line}…"
