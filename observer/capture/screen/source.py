"""Where a screen's pixels come from: the few methods that a platform has to offer."""

from typing import Protocol

from observer.capture.screen.canvas import Canvas


class ScreenSource(Protocol):
    """Waits for a change, copies it into a canvas, lets go. Used from one thread at a time."""

    details: dict[str, str]

    @property
    def width(self) -> int:
        """Of the canvas that it fills, in pixels; even."""

    @property
    def height(self) -> int:
        """Of the canvas that it fills, in pixels; even."""

    @property
    def corner(self) -> tuple[int, int]:
        """Where on the display the picture's first pixel lies at present."""

    @property
    def problem(self) -> str:
        """A plain sentence while the picture is not what it should be (the window is closed)."""

    def wait(self, timeout_ns: int) -> bool:
        """Sleep until the picture may have changed. True if it may have, False no later than the
        time allows (earlier is fine).

        Raises DeviceError where the screen is lost.
        """

    def rouse(self) -> None:
        """End a `wait` at once, the next one if none is under way. Any thread may call it."""

    def refit(self) -> bool:
        """Take up another width and height, where what is recorded has had them for a while.

        True if it did: the next grab is into a canvas of that size, and a whole one.
        """

    def grab(self, canvas: Canvas, *, whole: bool) -> None:
        """Paste what changed since the last grab (or everything) into the canvas.

        Raises DeviceError where the screen is lost.
        """

    def close(self) -> None:
        """Let go. Safe to call twice and after the screen was lost."""
