"""The recorded picture of this moment as a small JPEG, for people who look on from elsewhere."""

from observer.capture.opencv import cv2
from observer.capture.screen.canvas import Pixels

QUALITY = 60  # text at half size can still be read; a page is some 40 kB


def as_jpeg(packed: Pixels, width: int) -> bytes:
    """A packed I420 picture (rows of luma, then of both chromas) as JPEG, `width` pixels wide.

    It is never made larger than it is.
    """
    rows, columns = packed.shape
    picture = cv2.cvtColor(packed, cv2.COLOR_YUV2BGR_I420)
    if width < columns:
        height = max(1, round(rows * 2 // 3 * width / columns))
        picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise ValueError("the picture cannot be made a JPEG")
    return bytes(data)
