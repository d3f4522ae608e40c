"""OpenCV as everybody here uses it: the only module that may import cv2.

It comes without windows of its own (opencv-python-headless): the package with them brings a second
Qt, points ours at its plugins and fonts, and takes 10 MB of the recording process.
"""

import cv2

# What it has to say of a camera that does not open is told by a DeviceError, not on the terminal.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
# A screen's rectangles are small: waking other threads costs more than it saves.
cv2.setNumThreads(1)

__all__ = ["cv2"]
