"""The mouse pointer, which the display server leaves out of every grab."""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import xcffib
import xcffib.xfixes
import xcffib.xproto

from observer.capture.screen.canvas import Pixels
from observer.capture.screen.pointer_alarm import tell_of_stirring
from observer.capture.screen.rectangle import Rectangle
from observer.capture.xserver import XServer
from observer.model.clock import NS_PER_MS

XFIXES_VERSION = (5, 0)  # what the pointer and damage regions need, and servers have since 2010

MOVING_POLL_NS = 70 * NS_PER_MS
"""With the pacer's settling this makes 13 pictures a second where nothing but the pointer moves;
any other change shows it at once, and the input track has its path. Each picture costs 5 ms: at 30
a second the pointer's way alone would be half of what a typical minute spends."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a pointer that rests is asked for; each question costs 0.3 ms."""

    rests_after_ns: int
    poll_ns: int


ASKED = Patience(500 * NS_PER_MS, 100 * NS_PER_MS)
ALARMED = Patience(2 * MOVING_POLL_NS + 10 * NS_PER_MS, 300 * NS_PER_MS)  # `stir` asks once more
"""Where the server tells that it begins to move. Of a mouse that was pushed on against the screen's
edge and turns back without a pause it does not tell."""


class Pointer:
    """Follows the pointer's shape by event and its place by asking; draws it into pixels."""

    def __init__(self, server: XServer) -> None:
        self._server = server
        self._xfixes = server.connection(xcffib.xfixes.key)
        self._xfixes.QueryVersion(*XFIXES_VERSION).reply()
        self._xfixes.SelectCursorInput(server.root, xcffib.xfixes.CursorNotifyMask.DisplayCursor)
        self._place = (-1, -1)
        self._image = np.zeros((1, 1, 4), np.uint16)
        self._hot_spot = (0, 0)
        self._shape_is_old = True
        self._covered: Rectangle | None = None
        self._asked: Any = None
        self._patience = ALARMED if tell_of_stirring(server) else ASKED
        self._moved_ns = time.monotonic_ns()

    @property
    def patience_ns(self) -> int:
        """How long until its place should be asked for again; the server does not tell of it."""
        resting_ns = time.monotonic_ns() - self._moved_ns
        if resting_ns >= self._patience.rests_after_ns:
            return self._patience.poll_ns
        return MOVING_POLL_NS - resting_ns % MOVING_POLL_NS

    def forget_shape(self) -> None:
        """The server said that the shape changed; fetch it before it is drawn again."""
        self._shape_is_old = True

    def stir(self) -> None:
        """The server said that it is used after a rest.

        Its place is asked for at once and, as its first way may be less than a pixel, soon again.
        """
        self._moved_ns = max(self._moved_ns, time.monotonic_ns() - 2 * MOVING_POLL_NS)

    def has_moved(self) -> bool:
        """Whether its place or shape may differ from what `follow` took up last.

        While it is on its way that is taken for granted, at its own pace: `follow` asks anyhow.
        """
        since_ns = time.monotonic_ns() - self._moved_ns
        if self._shape_is_old or since_ns >= 2 * MOVING_POLL_NS:
            return self._shape_is_old or self._ask_place() != self._place
        return since_ns >= MOVING_POLL_NS

    def ask(self) -> None:
        """Send the question that `follow` takes the answer of, along with other questions."""
        self._asked = self._query()

    def follow(self) -> list[Rectangle]:
        """Take up its present place and shape.

        Returns what has to be painted again of the root window: where it was and where it is;
        nothing if it rests.
        """
        place = self._ask_place()
        if place == self._place and not self._shape_is_old:
            return []
        if self._shape_is_old:
            self._fetch_shape()
        self._place = place
        self._moved_ns = time.monotonic_ns()
        height, width = self._image.shape[:2]
        covered = Rectangle(
            place[0] - self._hot_spot[0], place[1] - self._hot_spot[1], width, height
        )
        before, self._covered = self._covered, covered
        return [covered] if before is None else [before, covered]

    def draw(self, pixels: Pixels, area: Rectangle) -> None:
        """Blend it into `pixels`, which show `area` of the root window."""
        shared = self._covered.within(area) if self._covered is not None else None
        if shared is None or self._covered is None:
            return
        source = _cut(self._image, shared, self._covered)
        target = _cut(pixels, shared, area)
        # The image's colours are already multiplied by its alpha.
        rest = target[..., :3] * (255 - source[..., 3:]) // 255
        target[..., :3] = np.minimum(255, source[..., :3] + rest)

    def _ask_place(self) -> tuple[int, int]:
        asked, self._asked = self._asked or self._query(), None
        reply = asked.reply()
        return reply.root_x, reply.root_y

    def _query(self) -> Any:
        return self._server.connection.core.QueryPointer(self._server.root)

    def _fetch_shape(self) -> None:
        reply = self._xfixes.GetCursorImage().reply()
        packed = np.array(reply.cursor_image, dtype=np.uint32)  # ARGB, so BGRA in memory
        self._image = packed.view(np.uint8).reshape(reply.height, reply.width, 4).astype(np.uint16)
        self._hot_spot = (reply.xhot, reply.yhot)
        self._shape_is_old = False


def _cut(picture: Any, part: Rectangle, whole: Rectangle) -> Any:
    """The pixels of `part` in a picture that shows `whole`."""
    x, y = part.x - whole.x, part.y - whole.y
    return picture[y : y + part.height, x : x + part.width]
