"""The recorded part of an X screen: followed, kept private, copied with the pointer in it."""

from typing import Protocol

import numpy as np
import xcffib
import xcffib.damage
import xcffib.sync
import xcffib.xfixes
import xcffib.xproto

from observer.capture.screen.afterglow import FADE_NS, LAG_NS, Afterglow
from observer.capture.screen.canvas import Pixels
from observer.capture.screen.pointer import Pointer
from observer.capture.screen.privacy import fill, foreign_parts, secret_parts
from observer.capture.screen.rectangle import Rectangle, tidy
from observer.capture.screen.target import Target, WindowTarget
from observer.capture.screen.view import View
from observer.capture.screen.window_pixels import window_pixels
from observer.capture.screen.window_tree import WindowTree
from observer.capture.window_names import VANISHED
from observer.capture.xserver import XServer
from observer.model.errors import DeviceError
from observer.model.secrets import SecretWindows

ATTEMPTS = 3  # at a picture that does not move away while it is read


class Surface(Protocol):
    """What pixels are pasted into: a canvas, or something before one."""

    @property
    def bounds(self) -> Rectangle:
        """The whole picture."""

    def fill_black(self) -> None:
        """Show nothing at all."""

    def paste(self, pixels: Pixels, x: int, y: int) -> None:
        """Put BGRX pixels of even size at even x, y."""


class RootPicture:
    """What a source copies from: `painted` and the rectangles are the source's business.

    No secret pixel gets into a canvas: the server's answer to a grab comes behind all the window
    events that were before it, so these are taken up before the pixels are handed on. What was
    secret at any moment since the question is filled; a picture that moved meanwhile is not used.
    """

    def __init__(
        self, server: XServer, target: Target, secrets: SecretWindows, *, pointer: bool
    ) -> None:
        self.server = server
        self.root = Rectangle(0, 0, server.width, server.height)
        self.painted = False  # the server told of damage
        self._target = target
        self._secrets = secrets
        area = target.find(self.root)
        if area is None:
            raise DeviceError(target.problem, "Bring it on the screen, or record another part")
        self.view = View(area, target.settle_ns)
        self._moved = False
        self._owed: list[Rectangle] = []  # of the root: shown otherwise though nobody painted
        self._fills: list[Rectangle] = []  # of the root: what nobody may see at present
        self._since: list[Rectangle] = []  # the same, of all moments since the last question
        followed = target.window if isinstance(target, WindowTarget) else 0
        self._followed = followed
        self._afterglow = Afterglow(server)
        self._tree = self._listen(watched=bool(followed) or not secrets.is_empty)
        self._pixels = window_pixels(server, area.area)
        self._reach = area.area
        self.pointer = Pointer(server) if pointer else None
        self.file = int(server.connection.get_file_descriptor())  # readable when there are events
        self._look_at_windows()
        server.connection.flush()

    @property
    def problem(self) -> str:
        """A plain sentence while what is to be recorded cannot be seen."""
        return self._target.problem

    @property
    def reader(self) -> str:
        """How the pixels come, in a word."""
        return self._pixels.name

    def is_stale(self) -> bool:
        """Whether a grab is due for other reasons than that something was painted."""
        over = 0 in (self.view.rest_ns, self._afterglow.rest_ns)
        doubt = self._tree is not None and self._tree.is_in_doubt()
        return self._moved or bool(self._owed) or over or doubt

    def patience_ns(self, timeout_ns: int) -> int:
        """How long to sleep at most."""
        pointer_ns = self.pointer.patience_ns if self.pointer is not None else None
        limits = (timeout_ns, pointer_ns, self.view.rest_ns, self._afterglow.rest_ns)
        return min(limit for limit in limits if limit is not None)

    def refit(self) -> bool:
        """Take up another size, as `ScreenSource.refit` says."""
        if not self.view.refit():
            return False
        self._moved = True
        if self.view.width * self.view.height > self._reach:
            self._reach = self.view.width * self.view.height
            self._pixels.close()
            self._pixels = window_pixels(self.server, self._reach)
        return True

    def take_events(self) -> None:
        """Take up what the server has told so far."""
        while True:
            try:
                event = self.server.connection.poll_for_event()
            except VANISHED:  # what an unchecked request to a window gets that has gone
                continue
            if event is None:
                return
            self._take(event)

    def copy(self, canvas: Surface, painted: list[Rectangle], *, whole: bool) -> None:
        """Paste the painted parts of the root, with all else that has to be shown anew."""
        if self.pointer is not None:
            painted = painted + self.pointer.follow()
        if self._tree is not None and self._tree.is_in_doubt():
            self._look_at_windows()
        self._owed += self._afterglow.take_faded()
        for _ in range(ATTEMPTS):
            owed, self._owed = self._owed, []
            if self._moved or whole:
                self._moved = False
                whole = True
                self._blacken(canvas)
            if self._copy_parts(canvas, [self.root] if whole else painted + owed):
                return

    def close(self) -> None:
        """Let go of the memory and the display."""
        self._pixels.close()
        self.server.close()

    def _listen(self, *, watched: bool) -> WindowTree | None:
        mask = xcffib.xproto.EventMask.StructureNotify  # tells of screen and monitor sizes
        if watched:
            mask |= xcffib.xproto.EventMask.SubstructureNotify
        core = self.server.connection.core
        core.ChangeWindowAttributes(self.server.root, xcffib.xproto.CW.EventMask, [mask])
        if not watched:
            return None
        tree = WindowTree(self.server)
        if self._followed:
            tree.listen_closely(self._followed)
        return tree

    def _take(self, event: object) -> None:
        if isinstance(event, xcffib.damage.NotifyEvent):
            self.painted = True
        elif isinstance(event, xcffib.xfixes.CursorNotifyEvent):
            if self.pointer is not None:
                self.pointer.forget_shape()
        elif isinstance(event, xcffib.sync.AlarmNotifyEvent):
            if self.pointer is not None:
                self.pointer.stir()
        elif (
            isinstance(event, xcffib.xproto.ConfigureNotifyEvent)
            and event.window == self.server.root
        ):
            self._take_up_root(Rectangle(0, 0, event.width, event.height))
        elif self._tree is not None and self._tree.take(event):
            self._look_at_windows()

    def _take_up_root(self, root: Rectangle) -> None:
        if root != self.root:
            self.root = root
            self._moved = True
        self._follow()

    def _follow(self) -> None:
        before, now = self.view.area, self._target.find(self.root)
        if not self.view.follow(now):
            return
        self._moved = True
        if self._followed and now is not None:  # a compositor shows others there at first
            same = before is not None and (before.width, before.height) == (now.width, now.height)
            bare = now.minus(before) if before is not None else [now]
            self._afterglow.keep(bare, LAG_NS if same else FADE_NS)

    def _look_at_windows(self) -> None:
        if self._tree is None:
            return
        if self._followed:
            self._follow()
        windows = self._tree.shown()
        fills = secret_parts(windows, self._secrets)
        if self._followed:
            fills += foreign_parts(windows, self._tree.top_of(self._followed))
        if fills != self._fills:
            self._afterglow.keep(self._fills)
            self._owed += self._fills + fills
            self._since += fills
            self._fills = fills

    def _copy_parts(self, canvas: Surface, painted: list[Rectangle]) -> bool:
        """Whether the picture stayed where it was until all was pasted."""
        area, limits = self.view.area, self.view.visible(self.root)
        if area is None or limits is None:
            return True
        for part in tidy((rectangle.moved(-area.x, -area.y) for rectangle in painted), limits):
            place = part.moved(area.x, area.y)
            pixels = self._read(place)
            if pixels is None:
                return False
            if self.pointer is not None:
                self.pointer.draw(pixels, place)
            canvas.paste(pixels, part.x, part.y)
        return True

    def _read(self, place: Rectangle) -> Pixels | None:
        """Pixels that everybody may see; None where the picture lies elsewhere meanwhile."""
        self._since = list(self._fills)
        try:
            pixels = self._pixels.read(place)
        except xcffib.xproto.MatchError:  # beyond the edge of a screen that shrank just then
            self.take_events()
            if not self._moved:
                raise
            return None
        self.take_events()
        if self._moved:
            return None
        fill(pixels, place, self._since + self._afterglow.parts)
        return pixels

    def _blacken(self, canvas: Surface) -> None:
        """Black is what the screen does not reach."""
        visible = self.view.visible(self.root)
        if visible is None:
            canvas.fill_black()
        elif visible != canvas.bounds:
            for part in canvas.bounds.minus(visible):
                black = np.zeros((part.height, part.width, 4), np.uint8)
                canvas.paste(black, part.x, part.y)
