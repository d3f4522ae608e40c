"""The screen as a track: what changed, when it changed, encoded as H.264.

A source says that something changed and copies it into a canvas; a pacer decides when; an encoder
turns the canvas into frames. Sources: X damage, tile difference, and the synthetic picture.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from observer.capture.screen.device import ScreenDevice

__all__ = ["ScreenDevice"]


def __getattr__(name: str) -> Any:
    if name == "ScreenDevice":  # OpenCV and PyAV are loaded when somebody records, not before
        from observer.capture.screen.device import ScreenDevice

        return ScreenDevice
    raise AttributeError(name)
