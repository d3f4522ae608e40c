"""Pictures through OpenCV: a camera, or a video that is played as if it were one."""

import threading
import time
from pathlib import Path
from typing import Any

from observer.capture.camera.cameras import list_cameras
from observer.capture.camera.holders import holders_of
from observer.capture.camera.source import I420, CameraSource
from observer.capture.opencv import cv2
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.errors import DeviceError

LARGEST = (1280, 720)
_SMALLEST = 16  # pixels a side: one block of the encoder
_OLDEST_NS = NS_PER_SECOND  # a driver's time further back is not of the monotonic clock
_LONGEST_REST_NS = NS_PER_SECOND  # a video that rests for longer is not waited for
_LATE_NS = NS_PER_SECOND // 2  # a stream that is further behind goes on from where it is
_WITHOUT = "or record without a camera"


def open_source(name: str, fps: int, stopping: threading.Event) -> CameraSource:
    """The camera or video of that name (empty: the first camera there is).

    Raises DeviceError where there is none, it is in use, or it gives no picture.
    """
    if not name:
        cameras = list_cameras()
        if not cameras:
            raise DeviceError("There is no camera", f"Connect one, {_WITHOUT}")
        name = cameras[0].name
    if name.isdecimal() or name.startswith("/dev/"):
        return CameraPictures(name, fps)
    return VideoPictures(name, stopping)


class CameraPictures:
    """A camera at the machine."""

    def __init__(self, name: str, fps: int) -> None:
        self._name = name
        self._capture = _camera(name)
        for setting, value in (
            (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),  # raw pictures are too many
            (cv2.CAP_PROP_FRAME_WIDTH, LARGEST[0]),
            (cv2.CAP_PROP_FRAME_HEIGHT, LARGEST[1]),
            (cv2.CAP_PROP_FPS, fps),
        ):
            self._capture.set(setting, value)
        if not self._capture.grab():
            self._capture.release()
            raise _refused(name)
        self._driver_tells_time = self._capture.getBackendName() == "V4L2"
        self.width, self.height, self.details = _facts(self._capture, _label(name))

    def grab(self) -> int:
        """Wait for the next picture; its time is the driver's own where that is plausible."""
        if not self._capture.grab():
            raise _gone(self._name)
        now_ns = time.monotonic_ns()
        if self._driver_tells_time:  # V4L2 stamps buffers by the monotonic clock, nearly always
            stamp_ns: int = round(self._capture.get(cv2.CAP_PROP_POS_MSEC) * NS_PER_MS)
            if 0 <= now_ns - stamp_ns < _OLDEST_NS:
                return stamp_ns
        return now_ns

    def picture(self, width: int, height: int) -> I420:
        """The picture grabbed last."""
        return _retrieved(self._capture, width, height, self._name)

    def close(self) -> None:
        """Let go of the camera."""
        self._capture.release()


class VideoPictures:
    """A video file or stream, played in real time by its own times; at its end it begins again."""

    def __init__(self, name: str, stopping: threading.Event) -> None:
        self._name = name
        self._stopping = stopping
        self._capture = _video(name)
        self._started_ns = time.monotonic_ns()
        self._fresh = True
        self.width, self.height, self.details = _facts(self._capture, Path(name).name)

    def grab(self) -> int:
        """Wait until the next picture is due."""
        if not (self._fresh or self._capture.grab()):
            self._begin_again()
        self._fresh = False
        now_ns = time.monotonic_ns()
        due_ns = self._started_ns + round(self._capture.get(cv2.CAP_PROP_POS_MSEC) * NS_PER_MS)
        nearest_ns: int = min(max(due_ns, now_ns - _LATE_NS), now_ns + _LONGEST_REST_NS)
        self._started_ns += nearest_ns - due_ns
        self._stopping.wait(max(0, nearest_ns - now_ns) / NS_PER_SECOND)
        return nearest_ns

    def picture(self, width: int, height: int) -> I420:
        """The picture grabbed last."""
        return _retrieved(self._capture, width, height, self._name)

    def close(self) -> None:
        """Let go of the file."""
        self._capture.release()

    def _begin_again(self) -> None:
        self._capture.release()
        if self._stopping.is_set():
            raise _gone(self._name)
        try:
            self._capture = _video(self._name)
        except DeviceError as error:
            raise _gone(self._name) from error
        self._started_ns = time.monotonic_ns()


def _camera(name: str) -> Any:
    if name.startswith("/dev/") and not Path(name).exists():
        raise _unknown(name)
    capture = cv2.VideoCapture(int(name)) if name.isdecimal() else cv2.VideoCapture(name)
    if not capture.isOpened():
        raise _refused(name)
    return capture


def _video(name: str) -> Any:
    if "://" not in name and not Path(name).exists():
        raise _unknown(name)
    capture = cv2.VideoCapture(name, cv2.CAP_FFMPEG)
    if not (capture.isOpened() and capture.grab()):
        capture.release()
        raise DeviceError(f"“{name}” holds no video", f"Choose a camera, {_WITHOUT}")
    return capture


def _facts(capture: Any, label: str) -> tuple[int, int, dict[str, str]]:
    """The size to record in, even and within the largest, and words about the camera."""
    width = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH))
    height = int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    if min(width, height) < _SMALLEST:
        raise DeviceError(
            f"The camera “{label}” gives pictures of {width} × {height}", "Choose another camera"
        )
    scale = min(1.0, LARGEST[0] / width, LARGEST[1] / height)
    details = {"device": label, "size": f"{width}x{height}"}
    return round(width * scale) & ~1, round(height * scale) & ~1, details


def _retrieved(capture: Any, width: int, height: int, name: str) -> I420:
    retrieved, pixels = capture.retrieve()
    if not retrieved:
        raise _gone(name)
    if pixels.shape[:2] != (height, width):
        if pixels.shape[0] & ~1 == height and pixels.shape[1] & ~1 == width:
            pixels = pixels[:height, :width]  # an odd row or column
        else:
            pixels = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    packed: I420 = cv2.cvtColor(pixels, cv2.COLOR_BGR2YUV_I420)
    return packed


def _label(name: str) -> str:
    return next((camera.label for camera in list_cameras() if camera.name == name), name)


def _gone(name: str) -> DeviceError:
    return DeviceError(f"The camera “{name}” is gone", "Connect it again")


def _unknown(name: str) -> DeviceError:
    names = ", ".join(camera.name for camera in list_cameras())
    use = f"Use one of {names}" if names else "Connect one"
    return DeviceError(f"There is no camera called “{name}”", f"{use}, {_WITHOUT}")


def _refused(name: str) -> DeviceError:
    """It is there and will not start: in use by another program, not ours to use, or broken."""
    path = Path(f"/dev/video{name}" if name.isdecimal() else name)
    users = holders_of(path)
    if users:
        return DeviceError(
            f"The camera “{name}” is in use by {', '.join(users)}",
            f"Close it, {_WITHOUT}",
        )
    return DeviceError(
        f"The camera “{name}” gives no picture",
        f"See that no other program uses it and that you may (Debian: the group video), {_WITHOUT}",
    )
