"""The screen by difference: for displays that do not say what changed."""

import threading
import time

import numpy as np

from observer.capture.screen.canvas import Canvas, Pixels
from observer.capture.screen.rectangle import Rectangle, tidy
from observer.capture.screen.root_picture import RootPicture
from observer.capture.xserver import display_loss
from observer.model.clock import NS_PER_SECOND

ROWS = 16  # a stripe is as tall as one of the encoder's blocks


class TileSource:
    """A `ScreenSource` that takes the whole picture at every turn and compares it with the last."""

    def __init__(self, picture: RootPicture, fps: int) -> None:
        self.details = {"source": "tile difference", "pixels": picture.reader}
        self._picture = picture
        self._period_s = 1 / fps
        self._next_s = 0.0
        self._closed = False
        self._roused = threading.Event()
        self._changes: ChangedTiles | None = None

    @property
    def width(self) -> int:
        """Of the canvas, in pixels."""
        return self._picture.view.width

    @property
    def height(self) -> int:
        """Of the canvas, in pixels."""
        return self._picture.view.height

    @property
    def corner(self) -> tuple[int, int]:
        """Where on the root window the picture begins."""
        return self._picture.view.corner

    @property
    def problem(self) -> str:
        """A plain sentence while what is to be recorded cannot be seen."""
        return self._picture.problem

    def wait(self, timeout_ns: int) -> bool:
        """Sleep until the next turn. True then: only the difference tells."""
        timeout_s = timeout_ns / NS_PER_SECOND
        rest_s = self._next_s - time.monotonic()
        if self._roused.wait(max(0.0, min(timeout_s, rest_s))):
            self._roused.clear()
        return rest_s <= timeout_s

    def rouse(self) -> None:
        """End a `wait` at once, the next one if none is under way."""
        self._roused.set()

    def refit(self) -> bool:
        """Take up another size, where the recorded part has had it for a while."""
        with display_loss():
            self._picture.take_events()
            return self._picture.refit()

    def grab(self, canvas: Canvas, *, whole: bool) -> None:
        """Take the picture and copy the stripes that differ from the last one."""
        self._next_s = time.monotonic() + self._period_s
        with display_loss():
            self._picture.take_events()
            if whole or self._changes is None or self._changes.canvas is not canvas:
                self._changes = ChangedTiles(canvas)
            self._picture.copy(self._changes, [self._picture.root], whole=whole)

    def close(self) -> None:
        """Let go of the display."""
        if not self._closed:
            self._closed = True
            self._picture.close()


class ChangedTiles:
    """A `Surface` in front of a canvas that hands on only what differs from the last time."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.bounds = canvas.bounds
        self._known = False
        self._before = np.zeros((canvas.height, canvas.width, 4), np.uint8)

    def fill_black(self) -> None:
        """Show nothing at all."""
        if self._before.any():
            self._before[:] = 0
            self.canvas.fill_black()

    def paste(self, pixels: Pixels, x: int, y: int) -> None:
        """Compare BGRX pixels with those at x, y, and paste where they differ."""
        height, width = pixels.shape[:2]
        before = self._before[y : y + height, x : x + width]
        changed = [Rectangle(0, 0, width, height)]
        if self._known:
            changed = tidy(differences(before, pixels), changed[0])
        for part in changed:
            tile = pixels[part.y : part.bottom, part.x : part.right]
            self.canvas.paste(np.ascontiguousarray(tile), x + part.x, y + part.y)
        before[:] = pixels
        self._known = True


def differences(before: Pixels, after: Pixels) -> list[Rectangle]:
    """Where two pictures differ, as rectangles of whole stripes cut to the columns that changed."""
    found = []
    for y in range(0, after.shape[0], ROWS):
        old, new = (picture[y : y + ROWS].view(np.uint32)[..., 0] for picture in (before, after))
        if np.array_equal(old, new):
            continue
        columns = np.flatnonzero((old != new).any(axis=0))
        left, right = int(columns[0]), int(columns[-1]) + 1
        found.append(Rectangle(left, y, right - left, new.shape[0]))
    return found
