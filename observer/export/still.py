"""One moment of a session as a picture."""

from pathlib import Path

import numpy as np

from observer.capture.opencv import cv2
from observer.export.choices import ClipChoices
from observer.export.moving_clip import Written
from observer.export.painted_pictures import PaintedPictures
from observer.export.sources import Sources
from observer.model.errors import ExportError
from observer.model.span import Span
from observer.session.reader import SessionReader


def write_still(
    path: Path, reader: SessionReader, time_ns: int, choices: ClipChoices, sources: Sources
) -> Written:
    """Write what is on screen at this moment as a PNG.

    Raises ExportError where the session has no picture then.
    """
    painted = PaintedPictures(reader, Span(time_ns, time_ns + 1), choices, sources)
    _, frame = next(painted.pictures() if painted.shape else iter(()), (0, None))
    if frame is None:
        raise ExportError(
            "There is no picture of the screen at this moment", "Choose one that has a picture"
        )
    width = choices.width or frame.width
    height = max(1, round(frame.height * width / frame.width))
    pixels = frame.to_ndarray(format="bgr24", width=width, height=height)
    _, encoded = cv2.imencode(".png", np.ascontiguousarray(pixels))
    path.write_bytes(encoded.tobytes())
    return Written(1)
