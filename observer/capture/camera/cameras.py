"""Which cameras there are."""

import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_SYS = Path("/sys/class/video4linux")
_DEV = Path("/dev")
_PROBED = 4  # indexes tried where no list can be read; each try takes up to a second

# linux/videodev2.h: struct v4l2_capability is 104 bytes, device_caps lies at 88.
_QUERYCAP = 0x80685600
_CAPABILITY_BYTES = 104
_DEVICE_CAPS_AT = 88
_VIDEO_CAPTURE = 0x1


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera. `name` is what a recording is told, `label` what a person reads."""

    name: str
    label: str


def list_cameras() -> list[Camera]:
    """Every camera that can be named; empty where there is none."""
    return cameras_under(_SYS, _DEV) if sys.platform == "linux" else _probed()


def cameras_under(sys_folder: Path, dev_folder: Path) -> list[Camera]:
    """The cameras that Linux lists in these folders, in the order of their numbers."""
    nodes = sorted(sys_folder.glob("video*"), key=lambda node: (len(node.name), node.name))
    return [
        Camera(str(dev_folder / node.name), _text(node / "name") or node.name)
        for node in nodes
        if _takes_pictures(dev_folder / node.name, node)
    ]


def _takes_pictures(device: Path, node: Path) -> bool:
    """Whether this is a camera's picture node: most cameras have another for their metadata."""
    import fcntl  # there is none on other systems

    try:
        handle = os.open(device, os.O_RDWR | os.O_NONBLOCK)
    except OSError:  # no right to it, or in use: the first node of a camera gives its pictures
        return device.exists() and _text(node / "index") == "0"
    try:
        answer = fcntl.ioctl(handle, _QUERYCAP, bytes(_CAPABILITY_BYTES))
    except OSError:  # it is no camera's driver that answers
        return False
    finally:
        os.close(handle)
    return bool(struct.unpack_from("=I", answer, _DEVICE_CAPS_AT)[0] & _VIDEO_CAPTURE)


def _text(path: Path) -> str:
    return path.read_text(errors="replace").strip() if path.is_file() else ""


def _probed() -> list[Camera]:
    from observer.capture.opencv import cv2

    found = []
    for index in range(_PROBED):
        capture = cv2.VideoCapture(index)
        if capture.isOpened():
            found.append(Camera(str(index), f"Camera {index + 1}"))
        capture.release()
    return found
