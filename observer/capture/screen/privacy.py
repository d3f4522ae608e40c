"""Which parts of the screen nobody may see: told from the windows on it."""

from collections.abc import Sequence

from observer.capture.screen.canvas import Pixels
from observer.capture.screen.rectangle import Rectangle
from observer.capture.screen.window_tree import TopWindow
from observer.model.secrets import SecretWindows

FILL = (0x3A, 0x36, 0x34, 0)  # BGRX: a neutral dark grey, which nobody takes for a black screen


def secret_parts(windows: Sequence[TopWindow], secrets: SecretWindows) -> list[Rectangle]:
    """What is to be seen of secret windows, in root coordinates. `windows` from bottom to top."""
    parts: list[Rectangle] = []
    for window in windows:
        parts = _without(parts, window.solid())
        if is_secret(window, secrets):
            parts.append(window.place)
    return parts


def foreign_parts(windows: Sequence[TopWindow], own: int) -> list[Rectangle]:
    """What lies above the top-level window `own` and is of another application.

    Pop-ups without a name of their own (menus, hints) are taken for part of the application.
    """
    parts: list[Rectangle] = []
    at = next((number for number, window in enumerate(windows) if window.id == own), None)
    if at is None:
        return parts
    application = application_of(windows[at])
    for window in windows[at + 1 :]:
        parts = _without(parts, window.solid())
        if _is_foreign(window, application):
            parts.append(window.place)
    return parts


def is_secret(window: TopWindow, secrets: SecretWindows) -> bool:
    """Whether a window must not be seen; one that went before it could be asked is, to be safe."""
    if not window.names:
        return not secrets.is_empty
    return any(secrets.matches(name.application, name.title) for name in window.names)


def application_of(window: TopWindow) -> str:
    """The window class, in one case; empty where the window carries none."""
    names = window.names or ()
    return next((name.application.casefold() for name in names if name.application), "")


def fill(pixels: Pixels, area: Rectangle, parts: Sequence[Rectangle]) -> None:
    """Paint the parts over in `pixels`, which show `area` of the root window."""
    for part in parts:
        shared = part.within(area)
        if shared is not None:
            x, y = shared.x - area.x, shared.y - area.y
            pixels[y : y + shared.height, x : x + shared.width] = FILL


def _is_foreign(window: TopWindow, application: str) -> bool:
    if not window.names:
        return True
    name = application_of(window)
    return name != application if name or not window.pop_up else False


def _without(parts: list[Rectangle], hidden: list[Rectangle]) -> list[Rectangle]:
    for hole in hidden:
        parts = [left for part in parts for left in part.minus(hole)]
    return parts
