"""The participant's face as a track: pictures from a camera, with their true times, as H.264.

A source grabs pictures; a reader waits for it in a thread of its own, since a driver may keep it
waiting for ever; the device paces, encodes and hands on. Sources: OpenCV, and the synthetic face.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from observer.capture.camera.cameras import Camera, list_cameras
    from observer.capture.camera.device import CameraDevice

__all__ = ["Camera", "CameraDevice", "list_cameras"]

_HOMES = {"Camera": "cameras", "CameraDevice": "device", "list_cameras": "cameras"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:  # OpenCV and PyAV are loaded when somebody records, not before
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
