"""Coloured windows of a test's own: named, moved, hidden, put above one another."""

from typing import Any

import xcffib
import xcffib.xproto

from observer.capture.xserver import connect_display

_PROTOCOL: Any = xcffib.xproto  # the package carries no types


class Desk:
    """A connection that makes windows; use as a context manager."""

    def __init__(self, display: str) -> None:
        self.server = connect_display(display)

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.close()

    def window(
        self,
        color: int,
        place: tuple[int, int, int, int],
        application: str = "",
        title: str = "",
        *,
        pop_up: bool = False,
    ) -> "ColorWindow":
        """Show a window of one colour (0xRRGGBB) at x, y with width and height."""
        return ColorWindow(self.server, color, place, application, title, pop_up=pop_up)

    def glass(self, color: int, place: tuple[int, int, int, int]) -> "ColorWindow":
        """Show a window that a compositor may let others be seen through."""
        return ColorWindow(self.server, color, place, "", "", pop_up=True, alpha=True)

    def claim_compositing(self) -> None:
        """Tell the programs, as a compositor does, that windows are drawn by it."""
        name = "_NET_WM_CM_S0"
        core = self.server.connection.core
        atom = core.InternAtom(False, len(name), name).reply().atom
        owner = self.window(0, (-10, -10, 1, 1), pop_up=True)
        core.SetSelectionOwner(owner.id, atom, 0)
        self.sync()

    def sync(self) -> None:
        """Return once the server has done all that was asked."""
        self.server.connection.core.GetInputFocus().reply()


class ColorWindow:
    """One window; each verb returns once the server has done it."""

    def __init__(
        self,
        server: Any,
        color: int,
        place: tuple[int, int, int, int],
        application: str,
        title: str,
        *,
        pop_up: bool,
        alpha: bool = False,
    ) -> None:
        self._core = server.connection.core
        self.id: int = server.connection.generate_id()
        depth, visual, colormap = _deep_visual(server) if alpha else (server.depth, 0, 0)
        fields, attributes = _PROTOCOL.CW, [color, 0, int(pop_up), colormap]
        mask = fields.BackPixel | fields.BorderPixel | fields.OverrideRedirect | fields.Colormap
        self._core.CreateWindow(
            depth, self.id, server.root, *place, 0, _PROTOCOL.WindowClass.InputOutput, visual,
            mask, attributes,
        )  # fmt: skip
        if application:
            names = f"{application.lower()}\0{application}\0"
            self._property("WM_CLASS", "STRING", names.encode())
        if title:
            self.entitle(title)
        hints = [1 << 0 | 1 << 1, *place, *[0] * 13]  # the user chose position and size
        self._core.ChangeProperty(
            0, self.id, self._atom("WM_NORMAL_HINTS"), self._atom("WM_SIZE_HINTS"), 32, 18, hints
        )
        self.show()

    def show(self) -> None:
        """Map it."""
        self._core.MapWindow(self.id)
        self._sync()

    def hide(self) -> None:
        """Unmap it."""
        self._core.UnmapWindow(self.id)
        self._sync()

    def entitle(self, title: str) -> None:
        """Give it another title."""
        self._property("_NET_WM_NAME", "UTF8_STRING", title.encode())
        self._sync()

    def declare_opaque(self, x: int, y: int, width: int, height: int) -> None:
        """Tell that nothing can be seen through this part of it."""
        name, kind = self._atom("_NET_WM_OPAQUE_REGION"), self._atom("CARDINAL")
        self._core.ChangeProperty(0, self.id, name, kind, 32, 4, [x, y, width, height])
        self._sync()

    def move(self, x: int, y: int) -> None:
        """Put it elsewhere."""
        fields = _PROTOCOL.ConfigWindow
        self._core.ConfigureWindow(self.id, fields.X | fields.Y, [x, y])
        self._sync()

    def resize(self, width: int, height: int) -> None:
        """Give it another size."""
        fields = _PROTOCOL.ConfigWindow
        self._core.ConfigureWindow(self.id, fields.Width | fields.Height, [width, height])
        self._sync()

    def raise_(self) -> None:
        """Put it above all others."""
        self._core.ConfigureWindow(self.id, _PROTOCOL.ConfigWindow.StackMode, [0])
        self._sync()

    def lower(self) -> None:
        """Put it below all others."""
        self._core.ConfigureWindow(self.id, _PROTOCOL.ConfigWindow.StackMode, [1])
        self._sync()

    def close(self) -> None:
        """Take it away."""
        self._core.DestroyWindow(self.id)
        self._sync()

    def _property(self, name: str, kind: str, data: bytes) -> None:
        self._core.ChangeProperty(
            0, self.id, self._atom(name), self._atom(kind), 8, len(data), data
        )

    def _atom(self, name: str) -> int:
        return int(self._core.InternAtom(False, len(name), name).reply().atom)

    def _sync(self) -> None:
        self._core.GetInputFocus().reply()


def _deep_visual(server: Any) -> tuple[int, int, int]:
    """Depth, visual and colormap of windows with alpha."""
    connection = server.connection
    screen = connection.get_setup().roots[0]
    visual = next(
        kind.visual_id for depth in screen.allowed_depths if depth.depth == 32
        for kind in depth.visuals
    )  # fmt: skip
    colormap = connection.generate_id()
    connection.core.CreateColormap(0, colormap, server.root, visual)
    return 32, visual, colormap
