"""Where an act belongs: the window it was done in, and whether the pointer was brought there."""

from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import FocusChange

_AIMING_NS = 1_500 * NS_PER_MS
_AROUND_PX = 200  # a dialog, a menu or a message that a click opens reaches into it


def is_aimed(tracks: Tracks, press_ns: int, aimed_px: int) -> bool:
    """Whether the pointer was brought to the click from at least so far away, just before."""
    return tracks.moved_px(press_ns - _AIMING_NS, press_ns) >= aimed_px


def window_box(tracks: Tracks, time_ns: int, x: int, y: int) -> tuple[int, int, int, int]:
    """The window in front where it holds this place, and in any case what lies around the place.

    A window's place is told for the whole screen, a click's for the recorded part of it: where
    only a part was recorded the two do not meet, and what lies around the click must do.
    """
    left, top, right, bottom = x - _AROUND_PX, y - _AROUND_PX, x + _AROUND_PX, y + _AROUND_PX
    window = tracks.window_at(time_ns)
    if window is not None and _holds(window, x, y):
        left, top = min(left, window.x), min(top, window.y)
        right = max(right, window.x + window.width)
        bottom = max(bottom, window.y + window.height)
    return (left, top, right - left, bottom - top)


def _holds(window: FocusChange, x: int, y: int) -> bool:
    return window.x <= x < window.x + window.width and window.y <= y < window.y + window.height
