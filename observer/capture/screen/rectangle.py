"""Rectangles of changed pixels: clipped, aligned to whole chroma samples, merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

LONGEST_LIST = 8
"""Each rectangle costs a round trip to the display server (0.1 ms); eight stay below a frame's."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A stretch of picture, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column that is no longer inside."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row that is no longer inside."""
        return self.y + self.height

    @property
    def area(self) -> int:
        """Pixels inside."""
        return self.width * self.height

    def moved(self, dx: int, dy: int) -> "Rectangle":
        """The same size, elsewhere."""
        return Rectangle(self.x + dx, self.y + dy, self.width, self.height)

    def within(self, other: "Rectangle") -> "Rectangle | None":
        """What both share, or None."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        width, height = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return Rectangle(x, y, width, height) if width > 0 and height > 0 else None

    def aligned(self) -> "Rectangle":
        """Grown to even edges: I420 keeps one colour sample for two by two pixels."""
        x, y = self.x & ~1, self.y & ~1
        return Rectangle(x, y, ((self.right + 1) & ~1) - x, ((self.bottom + 1) & ~1) - y)

    def aligned_inside(self) -> "Rectangle | None":
        """Shrunk to even edges, or None where nothing is left."""
        x, y = (self.x + 1) & ~1, (self.y + 1) & ~1
        width, height = (self.right & ~1) - x, (self.bottom & ~1) - y
        return Rectangle(x, y, width, height) if width > 0 and height > 0 else None

    def minus(self, other: "Rectangle") -> "list[Rectangle]":
        """What is left of it without the other: at most four rectangles."""
        shared = self.within(other)
        if shared is None:
            return [self]
        strips = [
            Rectangle(self.x, self.y, self.width, shared.y - self.y),
            Rectangle(self.x, shared.bottom, self.width, self.bottom - shared.bottom),
            Rectangle(self.x, shared.y, shared.x - self.x, shared.height),
            Rectangle(shared.right, shared.y, self.right - shared.right, shared.height),
        ]
        return [strip for strip in strips if strip.area]


def bounding(rectangles: Iterable[Rectangle]) -> Rectangle:
    """The smallest rectangle around all of them (at least one)."""
    every = list(rectangles)
    x, y = min(r.x for r in every), min(r.y for r in every)
    right, bottom = max(r.right for r in every), max(r.bottom for r in every)
    return Rectangle(x, y, right - x, bottom - y)


def tidy(rectangles: Iterable[Rectangle], limits: Rectangle) -> list[Rectangle]:
    """At most LONGEST_LIST even rectangles inside `limits` (itself even) that cover the given."""
    clipped = (rectangle.within(limits) for rectangle in rectangles)
    even = [rectangle.aligned() for rectangle in clipped if rectangle is not None]
    if len(even) > LONGEST_LIST:
        even.sort(key=lambda rectangle: (rectangle.y, rectangle.x))
        size = ceil(len(even) / LONGEST_LIST)
        even = [bounding(even[start : start + size]) for start in range(0, len(even), size)]
    if len(even) > 1:
        around = bounding(even)
        if sum(rectangle.area for rectangle in even) > around.area // 2:
            return [around]
    return even
