"""Holds at most one camera open to look through it, whichever thread asks."""

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

from observer.model.errors import DeviceError

if TYPE_CHECKING:
    from observer.capture.camera.reader import CameraReader
    from observer.capture.camera.source import Picture

FPS = 10
"""Enough to see that it moves."""

_OPENS_WITHIN_S = 5.0
_LETS_GO_WITHIN_S = 1.5


class FaceLook:
    """`change` and `shut` may take seconds (a driver answers); `picture` and `failure` do not."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: CameraReader | None = None
        self._shut = False

    @property
    def failure(self) -> DeviceError | None:
        """Why the open camera gives no more pictures; None while all is well."""
        reader = self._reader
        return reader.failure if reader else None

    def picture(self) -> "Picture | None":
        """The latest picture, once; None where there is none since the last one."""
        reader = self._reader
        return reader.take(0) if reader else None

    def change(self, name: str | None) -> str:
        """Look through this camera instead; None for none. The camera's own name.

        Raises DeviceError where it cannot be opened or does not answer; nothing is open then.
        """
        with self._lock:
            self._close()
            if name is None or self._shut:
                return ""
            from observer.capture.camera.opened import open_source
            from observer.capture.camera.reader import CameraReader

            reader = CameraReader(
                lambda stopping: open_source(name, FPS, stopping), lambda _taken_ns: True, None
            )
            self._reader = reader
            try:
                source = reader.wait_until_open(_OPENS_WITHIN_S)
            except DeviceError:
                self._close()
                raise
            if source is None:
                self._close()
                raise DeviceError(
                    "The camera does not answer",
                    "Unplug it and plug it in again, or record without it",
                )
            return source.details.get("device", name)

    def shut(self) -> None:
        """Close for good; a `change` that comes later opens nothing."""
        with self._lock:
            self._shut = True
            self._close()

    def _close(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop(_LETS_GO_WITHIN_S)


def face_image(picture: "Picture") -> QImage:
    """A camera's picture (I420, BT.601 in limited range) at half its size, to look at."""
    pixels = picture.pixels
    height, width = pixels.shape[0] * 2 // 3, pixels.shape[1]
    count, half = width * height // 4, (height // 2, width // 2)
    chroma = pixels[height:].reshape(-1)
    luma = (pixels[:height:2, ::2].astype(np.int32) - 16) * 298
    blue = chroma[:count].reshape(half).astype(np.int32) - 128
    red = chroma[count : 2 * count].reshape(half).astype(np.int32) - 128
    channels = (luma + 409 * red, luma - 100 * blue - 208 * red, luma + 516 * blue)
    colors = np.stack([np.clip((one + 128) >> 8, 0, 255) for one in channels], axis=-1)
    data = np.ascontiguousarray(colors.astype(np.uint8))
    image = QImage(data.data, half[1], half[0], half[1] * 3, QImage.Format.Format_RGB888)
    return image.copy()  # the array goes, the picture stays
