"""Where a screen's pixels come from: the three methods that a platform has to offer."""

from typing import Protocol

from observer.capture.screen.canvas import Canvas


class ScreenSource(Protocol):
    """Waits for a change, copies it into a canvas, lets go. Used from one thread at a time."""

    width: int
    height: int
    details: dict[str, str]
    problem: str
    """A plain sentence while the picture is not what it should be (the screen shrank)."""

    def wait(self, timeout_ns: int) -> bool:
        """Sleep until the picture may have changed. True if it may have, False no later than the
        time allows (earlier is fine).

        Raises DeviceError where the screen is lost.
        """

    def grab(self, canvas: Canvas, *, whole: bool) -> None:
        """Paste what changed since the last grab (or everything) into the canvas.

        Raises DeviceError where the screen is lost.
        """

    def close(self) -> None:
        """Let go. Safe to call twice and after the screen was lost."""
