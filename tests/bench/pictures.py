"""Recorded pictures as brightness planes, with their moments."""

from collections.abc import Iterator
from typing import Any

import av
import numpy as np

from tests.bench.recorders import Take

Luma = np.ndarray[Any, np.dtype[np.uint8]]


def lumas(take: Take) -> Iterator[tuple[float, Luma]]:
    """Every picture of a recording: the monotonic second it was shown from, and its brightness."""
    with av.open(str(take.path)) as media:
        stream = media.streams.video[0]
        stream.thread_type = "AUTO"
        for frame in media.decode(stream):
            plane = frame.planes[0]
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
            yield take.zero_s + float(frame.time or 0), rows[:, : plane.width]
