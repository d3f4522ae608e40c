"""A stretch's pictures on one canvas: covered where they must be, drawn on where it was chosen."""

from collections.abc import Iterator, Sequence

import numpy as np
from av.video.frame import VideoFrame

from observer.export.canvas import Canvas
from observer.export.choices import ClipChoices
from observer.export.covering import Covering
from observer.export.drawing.ground import Ground
from observer.export.drawing.layers import Layer, layers_for
from observer.export.shown_pictures import Shape, shape_of, shown_pictures
from observer.export.sources import Sources
from observer.export.stretch import picture_pieces
from observer.model.clock import NS_PER_MS
from observer.model.span import Span
from observer.session.reader import SessionReader

# What is drawn moves at the recording's own pace: more pictures would not be seen.
_LEAST_APART_NS = 33 * NS_PER_MS


class PaintedPictures:
    """The pictures of a session's span as they leave it; `shape` is None where it has none."""

    def __init__(
        self, reader: SessionReader, span: Span, choices: ClipChoices, sources: Sources
    ) -> None:
        self._span = span
        self._sources = sources
        self._pieces = picture_pieces(reader, span)
        covering = choices.covering
        self._covering = covering if covering and covering.touches(span) else None
        self.shape: Shape | None = shape_of(self._pieces, sources)
        self._layers: tuple[Layer, ...] = ()
        if self.shape is not None:
            self._canvas = Canvas(self.shape.width, self.shape.height)
            self._layers = layers_for(reader, span, choices.overlays, self.shape, sources)

    def pictures(self) -> Iterator[tuple[int, VideoFrame]]:
        """Each picture with its session time, rising; new ones where what is drawn changes."""
        for time_ns, frame in self._timed():
            shown = frame
            if self._covering is not None:
                shown = covered(frame, self._covering, time_ns)
            if not self._layers:
                yield time_ns, self._canvas.fitted(shown)
                continue
            painted = self._canvas.copied(shown)
            ground = Ground(painted, *self._canvas.corner_of(shown))
            for layer in self._layers:
                layer.draw(ground, time_ns)
            yield time_ns, painted

    def _timed(self) -> Iterator[tuple[int, VideoFrame]]:
        """The session's pictures, each again whenever something on it changes until the next."""
        changes = self._changes_ns()
        place = 0
        held: VideoFrame | None = None
        for time_ns, frame in shown_pictures(self._pieces, self._span, self._sources):
            while place < len(changes) and changes[place] <= time_ns:
                if held is not None and changes[place] < time_ns:
                    yield changes[place], held
                place += 1
            yield time_ns, frame
            held = frame
        if held is not None:
            for change_ns in changes[place:]:
                yield change_ns, held

    def _changes_ns(self) -> list[int]:
        drawn = {time_ns for layer in self._layers for time_ns in layer.changes_ns()}
        changes = set(_apart(sorted(drawn)))
        if self._covering is not None:
            changes |= set(self._covering.changes_ns(self._span))
        return sorted(t for t in changes if self._span.start_ns < t < self._span.end_ns)


def covered(frame: VideoFrame, covering: Covering, time_ns: int) -> VideoFrame:
    """A picture of its own in which is covered what must not be seen."""
    even = Canvas(frame.width + frame.width % 2, frame.height + frame.height % 2).copied(frame)
    picture = np.ascontiguousarray(even.to_ndarray(), np.uint8)
    covering.fill(picture, time_ns)
    filled = VideoFrame.from_numpy_buffer(picture, format="yuv420p")
    filled.color_range, filled.colorspace = even.color_range, even.colorspace
    return filled


def _apart(times_ns: Sequence[int]) -> Iterator[int]:
    """The times without those that follow another too soon; the last of a burst is kept."""
    last_ns: int | None = None
    waiting: int | None = None
    for time_ns in times_ns:
        if waiting is not None and time_ns - waiting >= _LEAST_APART_NS:
            yield waiting
            last_ns, waiting = waiting, None
        if last_ns is None or time_ns - last_ns >= _LEAST_APART_NS:
            yield time_ns
            last_ns, waiting = time_ns, None
        else:
            waiting = time_ns
    if waiting is not None:
        yield waiting
