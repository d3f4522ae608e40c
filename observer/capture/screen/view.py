"""Where on the root window the picture lies, and which size it has."""

import time

from observer.capture.screen.rectangle import Rectangle


class View:
    """The recorded part of the root window as it is at present, seen through a picture of one size.

    The picture keeps its size while the part changes its own: what does not fit is left out. Once
    the part's size has rested for `settle_ns`, `refit` takes it up.
    """

    def __init__(self, area: Rectangle, settle_ns: int) -> None:
        self.area: Rectangle | None = area
        self.corner = (area.x, area.y)
        """Where the part is, or was when it was last to be seen."""
        self.width, self.height = area.width, area.height
        self._settle_ns = settle_ns
        self._size = (area.width, area.height)
        self._since_ns = 0

    def follow(self, area: Rectangle | None) -> bool:
        """Take up where the part is, None where it is not to be seen; whether that is news."""
        if area == self.area:
            return False
        self.area = area
        if area is not None:
            self.corner = (area.x, area.y)
        if area is not None and (area.width, area.height) != self._size:
            self._size = (area.width, area.height)
            self._since_ns = time.monotonic_ns()
        return True

    @property
    def rest_ns(self) -> int | None:
        """How long until the picture takes up the part's size; None where it has that already."""
        if self.area is None or self._size == (self.width, self.height):
            return None
        return max(0, self._since_ns + self._settle_ns - time.monotonic_ns())

    def refit(self) -> bool:
        """Take up the part's size if it has rested for long enough; whether it did."""
        if self.rest_ns != 0:
            return False
        self.width, self.height = self._size
        return True

    def visible(self, root: Rectangle) -> Rectangle | None:
        """The part of the picture, in its own coordinates and even, that the root can fill."""
        if self.area is None:
            return None
        picture = Rectangle(self.area.x, self.area.y, self.width, self.height)
        within = picture.within(self.area)
        shared = within.within(root) if within is not None else None
        if shared is None:
            return None
        return shared.moved(-self.area.x, -self.area.y).aligned_inside()
