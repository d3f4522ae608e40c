"""A drawn signature as strokes in a fixed box, and as the text that is kept of it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import dist

BOX_WIDTH, BOX_HEIGHT = 400, 120
"""Consent.signature is drawn in a box of this size."""

_LEAST_STEP = 0.6  # of the box's units; points closer than that are the hand's tremble
_LEAST_INK = 30.0  # of the box's units; less is a slip of the mouse and no signature
_PATH = re.compile(r"M[MLQ\d\s.,-]+")

Point = tuple[float, float]


class Strokes:
    """Lines as a hand draws them, made smooth: points become the corners of curves."""

    def __init__(self) -> None:
        self._strokes: list[list[Point]] = []

    def __len__(self) -> int:
        return len(self._strokes)

    def clear(self) -> None:
        """Forget them all."""
        self._strokes.clear()

    def begin(self, x: float, y: float) -> None:
        """Put the pen down."""
        self._strokes.append([_inside(x, y)])

    def move(self, x: float, y: float) -> None:
        """Move the pen that is down; nothing is drawn before begin()."""
        if not self._strokes:
            return
        stroke, point = self._strokes[-1], _inside(x, y)
        if dist(stroke[-1], point) >= _LEAST_STEP:
            stroke.append(point)

    @property
    def is_signature(self) -> bool:
        """Whether enough was drawn to be meant."""
        ink = sum(dist(a, b) for s in self._strokes for a, b in pairwise(s))
        return ink >= _LEAST_INK

    def path(self) -> str:
        """The strokes as the `d` of an SVG path; empty where nothing was drawn."""
        return " ".join(_curve(stroke) for stroke in self._strokes)


def svg_of(path: str, color: str, pen: float = 2.2) -> bytes:
    """A signature as an SVG picture of the box; `pen` in the box's units.

    A text that is no path of ours gives the empty box: it comes from a file that anyone may edit.
    """
    drawn = ""
    if _PATH.fullmatch(path):
        drawn = (
            f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{pen}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )
    box = f'viewBox="0 0 {BOX_WIDTH} {BOX_HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>'.encode()


def _curve(points: Sequence[Point]) -> str:
    """One stroke: each point bends the line, which passes half-way between them."""
    parts = [f"M{_at(points[0])}"]
    for corner, following in pairwise(points[1:]):
        half = ((corner[0] + following[0]) / 2, (corner[1] + following[1]) / 2)
        parts.append(f"Q{_at(corner)} {_at(half)}")
    parts.append(f"L{_at(points[-1])}")
    return "".join(parts)


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _inside(x: float, y: float) -> Point:
    return min(max(x, 0.0), float(BOX_WIDTH)), min(max(y, 0.0), float(BOX_HEIGHT))
