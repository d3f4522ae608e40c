"""Whether the screen shows a moving picture, told from what it costs to encode."""

from collections import deque

WINDOW_MS = 1_000
MOVING_BYTES_A_PIXEL = 0.14
"""Bytes a second for each pixel of the picture: 0.29 MB/s at 1080p. Scrolling through text and
photographs comes to 0.11 at most, a full-screen film to 0.19 and more (`tests/bench`)."""
CALM_BYTES_A_PIXEL = 0.05
"""In the cheap setting the same video still costs more than this; below it, nothing moves."""
SHORTEST_STAY_MS = 1_000


class Activity:
    """Counts the encoded bytes of the last second. Changed area alone would not do:

    many programs repaint all of their window for a blinking caret.
    """

    def __init__(self, pixels: int) -> None:
        self._pixels = pixels
        self._recent: deque[tuple[int, int]] = deque()
        self._bytes = 0
        self._since_ms = 0
        self.moving = False

    def note(self, time_ms: int, size: int) -> None:
        """Count one frame of `size` bytes (0 for a keyframe, which says nothing of motion)."""
        self._recent.append((time_ms, size))
        self._bytes += size
        while self._recent[0][0] <= time_ms - WINDOW_MS:
            self._bytes -= self._recent.popleft()[1]
        if time_ms - self._since_ms < SHORTEST_STAY_MS:
            return
        rate = self._bytes / self._pixels
        still = rate < CALM_BYTES_A_PIXEL if self.moving else rate < MOVING_BYTES_A_PIXEL
        if self.moving is still:
            self.moving = not still
            self._since_ms = time_ms
