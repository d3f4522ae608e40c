"""What is on the display just then, asked off the window's thread."""

from dataclasses import dataclass

from observer.capture.displays import ScreenInfo, WindowInfo, list_screens, list_windows
from observer.model.errors import DeviceError


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Screens, open windows from the top down, and why there are none if so."""

    screens: tuple[ScreenInfo, ...] = ()
    windows: tuple[WindowInfo, ...] = ()
    problem: str = ""
    remedy: str = ""


def look_around(display: str) -> Surroundings:
    """Ask the display."""
    try:
        return Surroundings(tuple(list_screens(display)), tuple(list_windows(display)))
    except DeviceError as error:
        return Surroundings(problem=error.message, remedy=error.remedy)


def find_window(wanted: str, windows: tuple[WindowInfo, ...]) -> WindowInfo | None:
    """The window that a plan means: an id like 0x1a, an application, or part of a title."""
    text = wanted.casefold()
    for window in windows:
        if hex(window.id) == text or window.application.casefold() == text:
            return window
    return next((window for window in windows if text in window.title.casefold()), None)
