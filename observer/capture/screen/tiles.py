"""The screen by difference: for displays that do not say what changed."""

import time

import numpy as np
from mss import MSS
from mss.exception import ScreenShotError

from observer.capture.screen.canvas import Canvas, Pixels
from observer.capture.screen.rectangle import Rectangle, tidy
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import DeviceError

ROWS = 16  # a stripe is as tall as one of the encoder's blocks


class TileSource:
    """A `ScreenSource` that takes the whole picture at every turn and compares it with the last.

    `area` is the recorded part of the display, of even size.
    """

    def __init__(self, display: str, area: Rectangle, fps: int, *, pointer: bool) -> None:
        self.width, self.height = area.width, area.height
        self.details = {"source": "tile difference"}
        self.problem = ""
        self._period_s = 1 / fps
        self._next_s = 0.0
        self._area = {"left": area.x, "top": area.y, "width": area.width, "height": area.height}
        self._before: Pixels | None = None
        try:
            self._camera = MSS(display=display or None, with_cursor=pointer)
        except ScreenShotError as error:
            raise _lost() from error

    def wait(self, timeout_ns: int) -> bool:
        """Sleep until the next turn. True then: only the difference tells."""
        timeout_s = timeout_ns / NS_PER_SECOND
        rest_s = self._next_s - time.monotonic()
        time.sleep(max(0.0, min(timeout_s, rest_s)))
        return rest_s <= timeout_s

    def grab(self, canvas: Canvas, *, whole: bool) -> None:
        """Take the picture and copy the stripes that differ from the last one."""
        self._next_s = time.monotonic() + self._period_s
        try:
            shot = self._camera.grab(self._area)
        except ScreenShotError as error:
            raise _lost() from error
        picture = np.frombuffer(shot.raw, np.uint8).reshape(self.height, self.width, 4)
        before, self._before = self._before, picture
        if whole or before is None:
            changed = [canvas.bounds]
        else:
            changed = tidy(differences(before, picture), canvas.bounds)
        for part in changed:
            pixels = picture[part.y : part.bottom, part.x : part.right]
            canvas.paste(np.ascontiguousarray(pixels), part.x, part.y)

    def close(self) -> None:
        """Let go of the display."""
        self._camera.close()


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


def _lost() -> DeviceError:
    return DeviceError(
        "The display cannot be read",
        "Check that it still runs and that taking screenshots is allowed there",
    )
