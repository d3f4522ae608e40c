"""The participant's face, small, in the lower right corner."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame

from observer.export.canvas import pixels_of
from observer.export.drawing.ground import Ground, Stamp
from observer.export.drawing.lettering import rounded
from observer.export.drawing.measure import Measure
from observer.export.shown_pictures import shown_pictures
from observer.export.sources import Sources
from observer.export.stretch import Piece
from observer.model.clock import NS_PER_MS
from observer.model.span import Span
from observer.session.pictures import PictureReader

_WIDTH_SHARE = 0.2  # of the clip's width: an expression is seen, and little is covered
_CORNER_PX = 16
# A camera that was lost is not shown with its last picture.
_STALE_NS = 1500 * NS_PER_MS


class FaceLayer:
    """Shows the camera's picture of the moment."""

    def __init__(self, path: Path, span: Span, measure: Measure, sources: Sources) -> None:
        self._span = span
        self._measure = measure
        with PictureReader(path) as camera:
            self._times_ns = [
                time_ns
                for time_ns in camera.frame_times_ns()
                if span.start_ns - _STALE_NS < time_ns < span.end_ns
            ]
        self._pictures = shown_pictures([Piece(path, span)], span, sources)
        self._ahead: tuple[int, VideoFrame] | None = next(self._pictures, None)
        self._stamp: Stamp | None = None
        self._covers: tuple[np.ndarray, np.ndarray] | None = None

    def changes_ns(self) -> Sequence[int]:
        """Each of the camera's pictures, and when it has been silent for too long."""
        return [*self._times_ns, *(time_ns + _STALE_NS for time_ns in self._times_ns)]

    def draw(self, ground: Ground, time_ns: int) -> None:
        """The last picture, unless it is stale."""
        shown: VideoFrame | None = None
        while self._ahead is not None and self._ahead[0] <= time_ns:
            shown = self._ahead[1]
            self._ahead = next(self._pictures, None)
        if shown is not None:
            self._stamp = self._stamp_of(shown)
        last = bisect_right(self._times_ns, time_ns) - 1
        if self._stamp is None or last < 0 or time_ns - self._times_ns[last] >= _STALE_NS:
            return
        margin = self._measure.margin
        x, y = ground.width - self._stamp.width, ground.height - self._stamp.height
        ground.put(self._stamp, x - margin, y - margin)

    def _stamp_of(self, frame: VideoFrame) -> Stamp:
        width = round(self._measure.width * _WIDTH_SHARE / 2) * 2
        height = round(width * frame.height / frame.width / 2) * 2
        small = frame.reformat(width=width, height=height, format="yuv420p")
        luma, u, v = (pixels_of(plane).copy() for plane in small.planes)
        if self._covers is None:
            radius = self._measure.of(_CORNER_PX)
            self._covers = (
                rounded(width, height, radius),
                rounded(width // 2, height // 2, radius // 2),
            )
        return Stamp(luma, self._covers[0], (u, v), self._covers[1])
