"""The real camera as a device."""

from observer.capture.camera.opened import open_source
from observer.capture.camera.watched import WatchedCamera


class CameraDevice(WatchedCamera):
    """A camera, at most 1280x720, recorded at its own true times.

    `name` is empty for the first camera, a device (/dev/video0), its number, or the path or
    address of a video that is played in its place.
    """

    def __init__(self, name: str = "", fps: int = 15) -> None:
        super().__init__(lambda stopping: open_source(name, fps, stopping), fps, name)
