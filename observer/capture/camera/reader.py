"""The one thread that may hang in a camera's driver; nobody else waits for more than they want."""

import threading
import time
from collections.abc import Callable

from observer.capture.camera.source import CameraSource, OpenSource, Picture
from observer.model.errors import DeviceError


class CameraReader:
    """One opening of a camera: opens it, grabs, and keeps the latest picture that is wanted.

    The thread is a daemon: a driver that never returns cannot be interrupted, so it is told to
    end, left behind, and lets go of the camera if it ever comes back. It holds nothing but the
    camera then: no sink, no clock, no encoder.
    """

    def __init__(
        self,
        open_source: OpenSource,
        wants: Callable[[int], bool],
        size: tuple[int, int] | None,
    ) -> None:
        self._open_source = open_source
        self._wants = wants
        self._size = size
        self._changed = threading.Condition()
        self._picture: Picture | None = None
        self._stopping = threading.Event()
        self.opened_as: CameraSource | None = None
        """Its size and details, once it is open."""
        self.failure: DeviceError | None = None
        """Why it ended, where it was not told to."""
        self.grabbed_ns = time.monotonic_ns()
        """When it last had a sign of life from the camera (monotonic ns)."""
        self.overtaken = 0
        """Pictures that gave way to a later one before anybody took them."""
        self._thread = threading.Thread(target=self._run, name="camera-reader", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether its thread has not ended."""
        return self._thread.is_alive()

    def wait_until_open(self, timeout_s: float) -> CameraSource | None:
        """The opened source's facts; None where it did not answer in time.

        Raises DeviceError where it cannot be opened.
        """
        with self._changed:
            self._changed.wait_for(lambda: self.opened_as or self.failure, timeout_s)
            if self.failure is not None:
                raise self.failure
            return self.opened_as

    def take(self, timeout_s: float) -> Picture | None:
        """The latest picture, once; None where none came in time or the camera is lost."""
        with self._changed:
            self._changed.wait_for(lambda: self._picture or self.failure, timeout_s)
            picture, self._picture = self._picture, None
            return picture

    def stop(self, timeout_s: float) -> bool:
        """Tell it to let go of the camera; says whether it did in time."""
        self._stopping.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        failure: DeviceError | None = DeviceError(
            "A defect stopped the camera", "Report it, with the log"
        )
        try:
            self._read()
            failure = None
        except DeviceError as error:
            failure = error
        finally:
            with self._changed:
                self.failure = failure
                self._changed.notify_all()

    def _read(self) -> None:
        source = self._open_source(self._stopping)
        try:
            size = self._size or (source.width, source.height)
            with self._changed:
                self.grabbed_ns = time.monotonic_ns()
                self.opened_as = source
                self._changed.notify_all()
            while not self._stopping.is_set():
                taken_ns = source.grab()
                self.grabbed_ns = time.monotonic_ns()
                if self._wants(taken_ns) and not self._stopping.is_set():
                    self._keep(Picture(source.picture(*size), taken_ns))
        finally:
            source.close()

    def _keep(self, picture: Picture) -> None:
        with self._changed:
            self.overtaken += self._picture is not None
            self._picture = picture
            self._changed.notify_all()
