"""OpenCV, without what it does to Qt: the only module that may import cv2.

Importing cv2 points Qt at plugins and fonts of its own, and a window of the same process would
then fail to start; what it sets is taken back here.
"""

import os

_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {name: os.environ.get(name) for name in _QT_VARIABLES}

import cv2  # noqa: E402  # the environment has to be read before it

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

# What it has to say of a camera that does not open is told by a DeviceError, not on the terminal.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
cv2.setNumThreads(
    1
)  # a screen's rectangles are small: waking other threads costs more than it saves

__all__ = ["cv2"]
