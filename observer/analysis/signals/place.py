"""Where an act belongs: the window it was done in, and whether the pointer was brought there."""

from observer.analysis.tracks import Tracks
from observer.model.clock import NS_PER_MS
from observer.model.samples import FocusChange

_AIMING_NS = 1_500 * NS_PER_MS
_AROUND_PX = 300  # where no window tells what belongs to the click


def is_aimed(tracks: Tracks, press_ns: int, aimed_px: int) -> bool:
    """Whether the pointer was brought to the click from at least so far away, just before."""
    return tracks.moved_px(press_ns - _AIMING_NS, press_ns) >= aimed_px


def window_box(tracks: Tracks, time_ns: int, x: int, y: int) -> tuple[int, int, int, int]:
    """The window in front where it holds this place, else what lies around it."""
    window = tracks.window_at(time_ns)
    if window is not None and _holds(window, x, y):
        return (window.x, window.y, window.width, window.height)
    return (x - _AROUND_PX, y - _AROUND_PX, 2 * _AROUND_PX, 2 * _AROUND_PX)


def _holds(window: FocusChange, x: int, y: int) -> bool:
    return window.x <= x < window.x + window.width and window.y <= y < window.y + window.height
